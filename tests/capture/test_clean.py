"""Cleaning a real clip of BOOK, and the same clip with known faults put in."""

from dataclasses import replace

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER
from signspan.capture.clean import MAX_RAISED_GAP_S, PALM, Motion, clean, runs
from signspan.errors import InputError


@pytest.fixture(scope="module")
def motion(book: BodySequence) -> Motion:
    return clean(book)


def changed(book: BodySequence, landmarks: np.ndarray) -> BodySequence:
    return replace(book, landmarks=landmarks.astype(np.float32))


def test_the_frame_of_reference_is_the_body(motion: Motion) -> None:
    shoulders = motion.arms[:, :, 0]
    np.testing.assert_allclose(shoulders.mean(axis=(0, 1)), 0, atol=0.02)
    assert np.median(np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=-1)) == pytest.approx(1, abs=0.02)
    assert (shoulders[:, 0, 0] > 0).all()  # x to the person's left
    assert (motion.arms[:, :, 1, 1] < 0).all()  # y up: elbows hang below the shoulders
    assert 0.3 < motion.nose < 1.2


def test_hands_are_known_where_they_are_seen_and_only_there(motion: Motion) -> None:
    known = np.isfinite(motion.hands).all(axis=(2, 3))
    np.testing.assert_array_equal(known, motion.seen)
    assert (motion.seen | ~motion.found).all()  # what was detected is known
    assert motion.found.any(axis=0).all()


def test_a_short_gap_is_filled_and_a_long_one_is_not(book: BodySequence, motion: Motion) -> None:
    start, stop = max(runs(motion.found[:, 1]), key=lambda run: run[1] - run[0])
    speed = np.linalg.norm(np.diff(motion.hands[start:stop, 1], axis=0), axis=-1).mean(axis=1)
    calm = start + 1 + int(np.convolve(speed[1:-1], np.ones(6), "valid").argmin())
    gap = slice(calm, calm + 6)
    landmarks = book.landmarks.copy()
    landmarks[gap, RIGHT_HAND] = np.nan
    filled = clean(changed(book, landmarks))
    assert filled.seen[gap, 1].all()
    assert not filled.found[gap, 1].any()
    error = np.linalg.norm(filled.hands[gap, 1] - motion.hands[gap, 1], axis=-1)
    assert np.median(error) < 0.05
    assert error.max() < 0.2
    long = slice(30, 30 + round((MAX_RAISED_GAP_S + 0.2) * book.fps))
    landmarks[long, RIGHT_HAND] = np.nan
    assert not clean(changed(book, landmarks)).seen[long, 1].any()


def test_swapped_hands_are_swapped_back(book: BodySequence, motion: Motion) -> None:
    palms = motion.hands[:, :, list(PALM), 0].mean(axis=-1)
    apart = motion.found.all(axis=1) & (np.nan_to_num(palms[:, 0] - palms[:, 1]) > 0.25)
    start, stop = max(runs(apart), key=lambda run: run[1] - run[0])
    landmarks = book.landmarks.copy()
    landmarks[start:stop, LEFT_HAND] = book.landmarks[start:stop, RIGHT_HAND]
    landmarks[start:stop, RIGHT_HAND] = book.landmarks[start:stop, LEFT_HAND]
    repaired = clean(changed(book, landmarks))
    inner = slice(start + 4, stop - 4)  # a vote of seven frames decides, which the edges lose
    assert stop - start > 12
    np.testing.assert_allclose(repaired.hands[inner], motion.hands[inner], atol=0.02)


def test_a_leap_of_one_point_is_smoothed_away(book: BodySequence, motion: Motion) -> None:
    (start, stop) = max(runs(motion.found[:, 1]), key=lambda run: run[1] - run[0])
    at = (start + stop) // 2
    landmarks = book.landmarks.copy()
    landmarks[at, RIGHT_HAND.start + 8, 0] += 0.1  # the index's tip, for a frame, a tenth of the picture aside
    jumped = clean(changed(book, landmarks))
    assert np.linalg.norm(jumped.hands[at, 1, 8] - motion.hands[at, 1, 8]) < 0.05


def test_without_shoulders_there_is_no_body(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[:, [POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_SHOULDER]] = np.nan
    with pytest.raises(InputError, match="both shoulders are seen, found none"):
        clean(changed(book, landmarks))


def test_a_cut_is_the_same_motion_in_fewer_frames(motion: Motion) -> None:
    part = motion.cut(10, 20)
    assert len(part.arms) == len(part.hands) == len(part.seen) == len(part.found) == len(part.head) == 10
    np.testing.assert_array_equal(part.hands, motion.hands[10:20])
    assert (part.fps, part.nose) == (motion.fps, motion.nose)


def test_runs_are_the_stretches_of_true() -> None:
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert runs(np.array([False, False])) == []
    assert runs(np.array([True])) == [(0, 1)]
