"""Lifting on films of the figure, whose truth is known, and on a real clip of BOOK."""

from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.capture.clean import PALM, Motion, clean
from signspan.capture.lift import FARTHEST, canon, lift, lift_hands
from signspan.capture.retarget import fit_palm
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import SIDES

BOOK = Path(__file__).parent.parent / "fixtures" / "book.npz"


@pytest.fixture(scope="module")
def motion() -> Motion:
    with np.load(BOOK) as stored:
        landmarks = stored["landmarks"].astype(np.float32)
        return clean(BodySequence(landmarks, float(stored["fps"]), float(stored["aspect"])))


@pytest.fixture(scope="module")
def filmed() -> tuple[np.ndarray, np.ndarray]:
    """Right hands of the figure in films of signs that the weights never saw: perceived and true (N, 21, 3)."""
    with np.load(BOOK.with_name("filmed_hands.npz")) as stored:
        return stored["perceived"].astype(np.float64), stored["true"].astype(np.float64)


def bends(hands: np.ndarray) -> np.ndarray:
    """Degrees by which each finger but the thumb is bent in its middle and end joints (N, 4)."""
    sums = []
    for base in (5, 9, 13, 17):
        bones = np.diff(hands[:, base : base + 4], axis=1)
        bones /= np.linalg.norm(bones, axis=-1, keepdims=True)
        sums.append(np.degrees(np.arccos(np.clip((bones[:, 1:] * bones[:, :-1]).sum(axis=-1), -1, 1))).sum(axis=1))
    return np.stack(sums, axis=1)


def test_canonical_hands_are_upright_right_and_of_one_size(motion: Motion) -> None:
    for number, side in enumerate(SIDES):
        found = motion.hands[motion.found[:, number], number]
        seen = canon(found, side)
        np.testing.assert_allclose(np.linalg.norm(seen.hands[:, (5, 9, 13, 17)], axis=-1).mean(axis=1), 1)
        up = seen.hands[:, (5, 9, 9, 13), :2].mean(axis=1)
        np.testing.assert_allclose(up[:, 0], 0, atol=1e-9)
        assert (up[:, 1] > 0).all()


def test_both_sides_are_lifted_alike(motion: Motion) -> None:
    right = motion.hands[motion.found[:, 1], 1]
    mirror = np.array([-1, 1, 1])
    np.testing.assert_allclose(lift_hands(right * mirror, "left"), lift_hands(right, "right") * mirror, atol=1e-9)


def test_size_and_place_do_not_matter(motion: Motion) -> None:
    right = motion.hands[motion.found[:, 1], 1]
    moved = lift_hands(right * 2 + [0.3, -0.2, 0.1], "right")
    np.testing.assert_allclose(moved, lift_hands(right, "right") * 2 + [0.3, -0.2, 0.1], atol=1e-9)


def test_the_palm_keeps_its_place_and_turns_only_so_far(motion: Motion) -> None:
    lifted = lift(motion)
    for number, side in enumerate(SIDES):
        known = motion.seen[:, number]
        before, after = motion.hands[known, number], lifted.hands[known, number]
        centres = [hand[:, PALM, :2].mean(axis=1) for hand in (before, after)]
        np.testing.assert_allclose(centres[0], centres[1], atol=1e-9)
        assert angle_between(fit_palm(before, side), fit_palm(after, side)).max() < FARTHEST + 0.15
        assert np.isnan(lifted.hands[~known, number]).all()


def test_on_films_palms_come_closer_to_the_truth(filmed: tuple[np.ndarray, np.ndarray]) -> None:
    perceived, true = filmed
    before, after = (
        np.degrees(angle_between(fit_palm(hands, "right"), fit_palm(true, "right"))).mean()
        for hands in (perceived, lift_hands(perceived, "right"))
    )
    assert after < 0.9 * before


def test_on_films_half_open_fists_close_and_straight_fingers_stay(filmed: tuple[np.ndarray, np.ndarray]) -> None:
    perceived, true = filmed
    wanted, given, lifted = bends(true), bends(perceived), bends(lift_hands(perceived, "right"))
    fists, straight = wanted > 120, (wanted < 30) & (given < 25)
    assert np.abs(lifted - wanted)[fists].mean() < 0.9 * np.abs(given - wanted)[fists].mean()
    np.testing.assert_allclose(lifted[straight], given[straight], atol=1e-3)
