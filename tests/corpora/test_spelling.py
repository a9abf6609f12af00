from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import RIGHT_HAND
from signspan.corpora.letters import LetterClip, read_letters
from signspan.corpora.spelling import Speller, bank_of, between, compose, movement, normal
from signspan.recognise.handshape import LETTERS, NONE
from signspan.train.letter_augment import LetterAugment

PALMS = [0, 5, 9, 17]


@pytest.fixture(scope="module")
def clips(spelled: BodySequence) -> list[LetterClip]:
    """Four real handshapes as clips of one frame, under names that do not matter here."""
    hands = spelled.landmarks[:, RIGHT_HAND] * np.array([spelled.aspect, 1, spelled.aspect], np.float32)
    hands = hands[np.isfinite(hands).all(axis=(1, 2))]
    return [
        LetterClip(hands[at][None].astype(np.float32), letter, "one")
        for letter, at in zip("ABCD", (20, 60, 100, 140), strict=True)
    ]


def test_a_composed_word_shows_its_letters_in_order_with_transitions(clips: list[LetterClip]) -> None:
    spelled = compose("ABCD", bank_of(clips), Speller(4.0), np.random.default_rng(0))
    runs = [label for at, label in enumerate(spelled.labels) if at == 0 or spelled.labels[at - 1] != label]
    assert [LETTERS[label] for label in runs if label != NONE] == list("ABCD")
    assert NONE in runs
    assert (np.diff(spelled.times) > 0).all()
    assert 0.6 < spelled.times[-1] < 4


def test_nothing_jumps_between_letters(clips: list[LetterClip]) -> None:
    spelled = compose("ABDC", bank_of(clips), Speller(4.0, tremor=0.0, lost=0.0), np.random.default_rng(1))
    shown = np.flatnonzero(spelled.labels != NONE)
    hands = spelled.hands[shown[0] : shown[-1]]
    palm = np.linalg.norm(hands[:, 9] - hands[:, 0], axis=1).mean()
    steps = np.linalg.norm(np.diff(hands, axis=0), axis=2).max() / palm
    assert steps < 0.9  # palms in a thirtieth of a second


@pytest.mark.parametrize("kind", ["slide", "bounce", "release", "hold"])
def test_every_double_lasts_longer_than_one_letter(clips: list[LetterClip], kind: str) -> None:
    single = compose("ABC", bank_of(clips), Speller(4.0, lost=0.0), np.random.default_rng(3))
    double = compose("ABBC", bank_of(clips), Speller(4.0, (kind,), lost=0.0), np.random.default_rng(3))  # type: ignore[arg-type]
    assert (double.labels == 1).sum() > (single.labels == 1).sum() + 3


def test_the_way_between_two_hands_keeps_the_palm_rigid(clips: list[LetterClip]) -> None:
    a, b = normal(clips[0])[0], normal(clips[2])[0]
    way = between(a, b, np.linspace(0, 1, 9))
    assert np.abs(way[0] - a).max() < 1e-4
    assert np.abs(way[-1] - b).max() < 1e-4
    lengths = np.linalg.norm(way[:, 9] - way[:, 0], axis=1)
    ends = sorted((float(lengths[0]), float(lengths[-1])))
    assert lengths.min() > 0.9 * ends[0]
    assert lengths.max() < 1.1 * ends[1]


def test_movement_finds_where_a_tip_moves() -> None:
    hands = np.zeros((20, 21, 3), np.float32)
    hands[:, 9, 1] = -0.1
    hands[8:13, 20, 0] = np.linspace(0, 0.3, 5)
    hands[13:, 20, 0] = 0.3
    first, last = movement(hands, 20)
    assert first <= 8
    assert 12 <= last <= 16


def test_another_hand_makes_the_same_letter_a_little_otherwise(clips: list[LetterClip]) -> None:
    augment = LetterAugment(np.random.default_rng(5))
    made = augment.hand(clips[0], augment.lengths())
    assert made.letter == clips[0].letter
    difference = np.abs(normal(made) - normal(clips[0])).max()
    assert 0.02 < difference < 1.5


@pytest.mark.slow
def test_the_packs_are_read_as_right_hands(shared_data: Path) -> None:
    found = read_letters(shared_data)
    assert len(found) > 13_000
    assert {clip.person for clip in found} == {"static", "moving", "TheCamNelson", "dmohazab", "Alex"}
    for person in ("static", "moving", "TheCamNelson"):  # the thumb of a raised right hand points to the right
        hands = np.concatenate([clip.hands for clip in found if clip.person == person and clip.letter == "L"])
        assert (hands[:, 4, 0] > hands[:, 9, 0]).mean() > 0.95
