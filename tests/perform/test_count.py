import numpy as np
import pytest

from signspan.motion.clip import FPS
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import finger_bones, load_rig
from signspan.perform.count import _shown, count, value_of
from signspan.perform.fingerspell import MIN_HOLD_S
from signspan.perform.handshapes import load_handshapes


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("1,500", 1500),
        ("seven", 7),
        ("NINETEEN", 19),
        ("forty-two", 42),
        ("FORTY TWO", 42),
        ("NINETY", 90),
        ("HUNDRED", 100),
        ("THOUSAND", None),
        ("FORTYISH", None),
        ("TWENTY-TWENTY", None),
        ("3.5", None),
        ("BOOK", None),
        ("", None),
    ],
)
def test_numbers_are_known_in_digits_and_in_words(word: str, value: int | None) -> None:
    assert value_of(word) == value


def fingers_of(number: int) -> np.ndarray:
    """All finger turns (T, 15, 4) while a number is signed."""
    segment = count(str(number))
    assert segment is not None
    return segment.poses[:, [load_rig().index(bone) for bone in finger_bones("right")]]


def palm_faces(number: int) -> np.ndarray:
    """Where (T,) the back of the right hand faces, along z towards the viewer."""
    segment = count(str(number))
    assert segment is not None
    _, world = load_rig().forward(segment.poses)
    hand = world[:, load_rig().index("rightHand")]
    return 2 * (hand[:, 1] * hand[:, 2] + hand[:, 0] * hand[:, 3])


def test_every_number_to_a_hundred_is_signed_and_no_two_alike() -> None:
    motions = {}
    for number in range(101):
        segment = count(str(number))
        assert segment is not None
        assert np.isfinite(segment.poses).all()
        assert 0.3 < len(segment.poses) / FPS < 3.0, number
        motions[number] = segment.poses[np.linspace(0, len(segment.poses) - 1, 12).round().astype(int)]
    for first in range(101):
        for second in range(first):
            apart = np.degrees(angle_between(motions[first], motions[second]).max())
            assert apart > 12, (first, second)


def test_one_to_five_turn_the_palm_to_the_signer_and_six_to_nine_to_the_viewer() -> None:
    for number in range(1, 6):
        assert palm_faces(number).min() > 0.3, number
    for number in range(6, 10):
        assert palm_faces(number).max() < -0.3, number


def test_eleven_flicks_the_index_alone_and_twice() -> None:
    index = fingers_of(11)[:, 4]
    straight = np.degrees(angle_between(index, np.array([0, 0, 0, 1.0]))) < 40
    assert (np.diff(straight.astype(int)) == 1).sum() == 2
    middle = fingers_of(11)[:, 7]
    assert np.degrees(angle_between(middle[1:], middle[:-1])).max() < 0.1


def test_sixteen_twists_from_the_signer_to_the_viewer() -> None:
    faces = palm_faces(16)
    assert faces[0] > 0.3
    assert faces[-1] < -0.3


def test_doubles_move_aside() -> None:
    segment = count("44")
    assert segment is not None
    hand = load_rig().forward(segment.poses)[0][:, load_rig().index("rightHand"), 0]
    assert hand[0] - hand[-1] > 0.04


def test_a_hundred_is_one_and_c() -> None:
    assert np.degrees(angle_between(fingers_of(100)[-1], load_handshapes()["C"].fingers)).max() < 1e-3


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("1995", "19 95"),
        ("2019", "20 19"),
        ("555", "5 C 55"),
        ("300", "3 C"),
        ("0142", "0 1 4 2"),
        ("86753", "8 6 7 5 3"),
    ],
)
def test_years_go_by_pairs_hundreds_by_c_and_telephone_numbers_by_digits(digits: str, shown: str) -> None:
    parts = [load_handshapes()["C"].fingers if part == "C" else part for part in shown.split()]
    expected = []
    for part in parts:
        expected += [part] if isinstance(part, np.ndarray) else [one.fingers[-1] for one in _shown(part, 1.0)]
    got = [one.fingers[-1] for one in _shown(digits, 1.0)]
    assert len(got) == len(expected)
    for a, b in zip(got, expected, strict=True):
        assert np.degrees(angle_between(a, b)).max() < 1e-3


@pytest.mark.parametrize("word", ["3.5", "0800 1234", "12:30", "٣", "MILLION"])
def test_what_is_no_plain_number_is_shown_all_the_same(word: str) -> None:
    segment = count(word)
    assert segment is not None
    assert len(segment.poses) / FPS > MIN_HOLD_S


def test_a_blank_is_nothing() -> None:
    assert count("  ") is None
