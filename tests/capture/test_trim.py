"""Trimming a made-up hand that rises, signs and falls, and a real clip of BOOK."""

from dataclasses import replace

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.capture.clean import Motion, clean
from signspan.capture.trim import MARGIN_S, MIN_S, dominant, stroke
from signspan.errors import InputError

FPS = 30.0
REST, UP = -1.4, -0.2  # palm heights in shoulder widths
RISE, SIGN = 12, 40  # frames


def made(heights: np.ndarray, side: int = 1) -> Motion:
    """A motion whose hand of `side` is at `heights` (T,) and sways a little while up; the other hand is never seen."""
    frames = len(heights)
    hands = np.full((frames, 2, 21, 3), np.nan)
    sway = np.where(heights > -0.5, 0.1 * np.sin(np.arange(frames) / 3), 0)
    hands[:, side] = np.stack([sway, heights, np.zeros(frames)], axis=1)[:, None]
    arms = np.zeros((frames, 2, 3, 2))
    arms[:, side, 2] = np.stack([sway, heights], axis=1)
    seen = np.isfinite(hands[:, :, 0, 0])
    head = np.tile([0.0, 0.0, 0.0, 1.0], (frames, 1))
    return Motion(FPS, arms, hands, seen, seen.copy(), 0.7, head)


def signed() -> np.ndarray:
    """Heights of a hand that rests, rushes up, signs, and rushes down again."""
    rise = REST + (UP - REST) * (0.5 - 0.5 * np.cos(np.pi * np.linspace(0, 1, RISE)))
    return np.concatenate([rise, np.full(SIGN, UP), rise[::-1]])


@pytest.mark.parametrize("side", [0, 1])
def test_raising_and_lowering_are_cut_off(side: int) -> None:
    motion = made(signed(), side)
    assert dominant(motion) == side
    start, stop = stroke(motion)
    margin = round(MARGIN_S * FPS)
    assert abs(start - (RISE - margin)) <= 3
    assert abs(stop - (RISE + SIGN + margin)) <= 3


def test_a_sign_that_starts_slowly_is_kept_whole() -> None:
    motion = made(np.full(SIGN, UP))
    assert stroke(motion) == (0, SIGN)


def test_time_backwards_is_the_same_stroke_backwards() -> None:
    motion = made(signed())
    start, stop = stroke(motion)
    backwards = stroke(made(signed()[::-1]))
    assert abs(backwards[0] - (2 * RISE + SIGN - stop)) <= 1
    assert abs(backwards[1] - (2 * RISE + SIGN - start)) <= 1


def test_the_real_clip_loses_its_raising_and_lowering(book: BodySequence) -> None:
    motion = clean(book)
    start, stop = stroke(motion)
    side = dominant(motion)
    heights = motion.arms[:, side, 2, 1]
    assert 0 < start < stop < len(motion.seen)
    assert (stop - start) / motion.fps >= MIN_S
    assert heights[start:stop].min() > min(heights[0], heights[-1]) + 0.1


def test_no_hand_or_too_short_a_one_is_named() -> None:
    motion = made(signed())
    unseen = np.zeros_like(motion.seen)
    with pytest.raises(InputError, match="expected a clip in which a hand is seen, found none"):
        stroke(replace(motion, seen=unseen))
    brief = unseen.copy()
    brief[20:26] = True
    with pytest.raises(InputError, match=r"expected a hand seen for 0.45 s, got 0.20 s"):
        stroke(replace(motion, seen=brief))
