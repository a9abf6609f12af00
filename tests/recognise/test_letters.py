from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.recognise.handshape import LETTERS, NONE, STEP_S
from signspan.recognise.letters import Letter, letters_of, places_of, traits

DOUBLE = [-3.0, 3.0, 4.0, 4.0]


def ticks(text: str, sure: float = 0.9) -> np.ndarray:
    """A tick a character; `.` shows no letter."""
    rows = np.full((len(text), NONE + 1), (1 - sure) / NONE, np.float32)
    for row, character in zip(rows, text, strict=True):
        row[NONE if character == "." else LETTERS.index(character)] = sure
    return rows


def read(text: str, places: np.ndarray | None = None) -> list[Letter]:
    return letters_of(ticks(text), np.zeros((len(text), 2)) if places is None else places, 2.0, DOUBLE)


def test_held_letters_are_read_with_their_times() -> None:
    found = read("....CCCCC..AAAAA.TTTTTT...")
    assert "".join(letter.letter for letter in found) == "CAT"
    assert found[0].start_s == pytest.approx(2 + 4 * STEP_S)
    assert found[0].end_s == pytest.approx(2 + 9 * STEP_S)
    assert found[0].probability == pytest.approx(0.9, abs=1e-3)
    assert found[0].chances.sum() == pytest.approx(1)


def test_a_flicker_is_no_letter() -> None:
    assert [letter.letter for letter in read("CCCCCXCCCCC.AAAAA")] == ["C", "A"]


def test_the_same_letter_after_an_opened_hand_is_read_twice() -> None:
    assert [letter.letter for letter in read("BBBBB....BBBBB...OOOO")] == ["B", "B", "O"]


def test_a_slide_a_dip_and_a_long_hold_speak_for_two() -> None:
    text = "AAAAA.LLLLLLLL.OOOOO.EEEEE"
    still = np.zeros((len(text), 2))
    slid, dipped = still.copy(), still.copy()
    slid[6:14, 0] = np.linspace(0, -0.8, 8)
    dipped[6:14, 1] = [0, 0.1, 0.3, 0.4, 0.4, 0.3, 0.1, 0]
    plain = read(text, still)[1].double
    assert plain < 0.5
    assert read(text, slid)[1].double > max(0.5, plain)
    assert read(text, dipped)[1].double > plain
    assert read("AAAAA.LLLLLLLLLLLLLLLLL.OOOOO.EEEEE")[1].double > 0.5


def test_the_end_of_a_word_is_held_by_everybody() -> None:
    assert read("AAAAA.LLLLL.OOOOO.EEEEEEEEEEEEEEEEEE")[-1].double < 0.5


def test_moving_letters_are_never_doubled_by_moving() -> None:
    text = "AAAAA.JJJJJJJJJJJJJ.OOOOO"
    places = np.zeros((len(text), 2))
    places[6:19, 1] = np.linspace(0, 2, 13)
    assert read(text, places)[1].double == 0


def test_places_are_in_palms() -> None:
    hand = np.zeros((2, 21, 3), np.float32)
    hand[:, [5, 9, 17], 1] = 0.1
    hand[1, :, 0] += 0.05
    way = np.diff(places_of(hand), axis=0)[0]
    assert way == pytest.approx([0.5, 0])
    assert (places_of(np.zeros((3, 21, 3), np.float32)) == 0).all()


def test_traits_are_bounded() -> None:
    measured = traits(np.array([[0.0, 0], [50, 50], [100, 0]]), [1])
    assert measured.tolist()[0] == 1
    assert (np.abs(measured) <= 2).all()


@given(st.text("ABCXYZJ.", max_size=60))
def test_any_ticks_give_letters_in_order(text: str) -> None:
    found = read(text)
    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(found))
    assert all(0 <= letter.double <= 1 for letter in found)
