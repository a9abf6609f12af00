"""Landmarks of a real clip to a clean motion: outliers out, gaps filled, jitter smoothed, strokes kept sharp.

The result is in the figure's frame of reference: unit = the person's shoulder width, origin = midpoint of the
shoulders, x to the person's left, y up, z towards the viewer. Smoothing is Savitzky–Golay (Analytical Chemistry
36:1627, 1964), which keeps peaks where a mean would flatten them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter
from scipy.signal import savgol_filter

from signspan.body import topology as body
from signspan.body.sequence import BodySequence
from signspan.errors import InputError
from signspan.motion.quaternion import Floats, from_axes, inverse, mean_smooth, multiply

PALM = (0, 5, 9, 13, 17)
MAX_GAP_S = 0.4
MAX_RAISED_GAP_S = 1.0  # while the wrist stays up and in the picture, the hand is only hidden
RAISED = -1.35  # wrist height in shoulder widths: above the hips
_ARMS = (
    (body.LEFT_SHOULDER, body.LEFT_ELBOW, body.LEFT_WRIST),
    (body.RIGHT_SHOULDER, body.RIGHT_ELBOW, body.RIGHT_WRIST),
)


@dataclass(frozen=True)
class Motion:
    """A clean clip; sides are 0 left, 1 right, the person's own.

    `arms` (T, 2, 3, 2): shoulder, elbow, wrist in x, y. `hands` (T, 2, 21, 3): x, y in the body's frame, z from the
    hand's own wrist; NaN where `seen` (T, 2) is false. `found` (T, 2): where the hand was really detected.
    `nose` is the nose's height. `head` (T, 4): the head's turn from its usual direction.
    """

    fps: float
    arms: Floats
    hands: Floats
    seen: NDArray[np.bool_]
    found: NDArray[np.bool_]
    nose: float
    head: Floats

    def cut(self, start: int, stop: int) -> "Motion":
        """Frames `start` to `stop`, `stop` excluded."""
        part = slice(start, stop)
        return Motion(
            self.fps, self.arms[part], self.hands[part], self.seen[part], self.found[part], self.nose, self.head[part]
        )


def clean(sequence: BodySequence) -> Motion:
    """Cleans a clip in which shoulders are seen.

    Raises `InputError` if the shoulders are missing from most frames.
    """
    points = sequence.landmarks.astype(np.float64) * [sequence.aspect, -1, -sequence.aspect]
    pose = _fill(points[:, body.POSE])
    shoulders = pose[:, [body.LEFT_SHOULDER, body.RIGHT_SHOULDER], :2]
    width = np.median(np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=-1)) if len(pose) else np.nan
    if not np.isfinite(width) or width < 1e-3:
        raise InputError("expected a clip in which both shoulders are seen, found none")
    middle = _smooth(shoulders.mean(axis=1), 9)
    arms = np.stack([pose[:, list(arm), :2] for arm in _ARMS], axis=1)
    arms = _smooth((arms - middle[:, None, None]) / width, 7)
    hands = np.stack([points[:, body.LEFT_HAND], points[:, body.RIGHT_HAND]], axis=1)
    centre = hands[:, :, list(PALM), :2].mean(axis=2) * [1 / sequence.aspect, -1]
    with np.errstate(invalid="ignore"):
        hands[~((centre > 0) & (centre < 1)).all(axis=-1)] = np.nan  # the tracker guesses beyond the picture
    hands = (hands - np.concatenate([middle, np.zeros((len(middle), 1))], axis=1)[:, None, None]) / width
    wrists = pose[:, [body.LEFT_WRIST, body.RIGHT_WRIST], :2] * [1 / sequence.aspect, -1]
    pictured = ((wrists > 0) & (wrists < 1)).all(axis=-1)
    raised = pictured & (arms[:, :, 2, 1] > RAISED)
    hands, seen, found = clean_hands(hands, arms, raised, sequence.fps)
    nose = float(np.median((pose[:, body.NOSE, 1] - middle[:, 1]) / width))
    return Motion(sequence.fps, arms, hands, seen, found, nose, _head(points[:, body.FACE]))


def clean_hands(
    hands: Floats, arms: Floats, raised: NDArray[np.bool_], fps: float
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Plausible hands (T, 2, 21, 3) in the body's frame, filled and smoothed; where they are now known (T, 2), and
    where they were really detected (T, 2). `raised` (T, 2): where a lost hand is only hidden."""
    hands = hands.copy()
    changed = _swapped(hands, arms)
    hands[changed] = hands[changed][:, ::-1]
    found = _reject(hands, arms)
    hands[~found] = np.nan
    for side in (0, 1):
        hands[_inside_out(hands[:, side], side), side, :, 2] *= -1
    seen = np.zeros_like(found)
    for side in (0, 1):
        hands[:, side], seen[:, side] = _fill_hand(
            hands[:, side], found[:, side], arms[:, side, 2], raised[:, side], fps
        )
    return hands, seen, found


def _fill(points: Floats) -> Floats:
    """Points (T, N, 3) with every gap filled along time; a point never seen stays NaN."""
    filled = points.copy()
    time = np.arange(len(points))
    for number in range(points.shape[1]):
        good = np.isfinite(points[:, number, 0])
        if good.any() and not good.all():
            for axis in range(points.shape[2]):
                filled[:, number, axis] = np.interp(time, time[good], points[good, number, axis])
    return filled


def _smooth(values: Floats, window: int) -> Floats:
    """Savitzky–Golay along time, with the window no longer than the clip."""
    window = min(window, len(values) - (1 - len(values) % 2))
    return np.asarray(savgol_filter(values, window, 2, axis=0, mode="nearest")) if window > 3 else values


def _swapped(hands: Floats, arms: Floats) -> NDArray[np.bool_]:
    """Where (T,) the left hand was taken for the right and the other way round, as happens when hands touch.

    The palms then lie crossed though the arms do not.
    """
    palms = hands[:, :, list(PALM), 0].mean(axis=-1)
    across, arms_across = palms[:, 0] - palms[:, 1], arms[:, 0, 2, 0] - arms[:, 1, 2, 0]
    with np.errstate(invalid="ignore"):
        crossed = (across < -0.1) & (arms_across > -0.12)
    return np.asarray(median_filter(crossed, min(7, len(crossed)), mode="nearest") & np.isfinite(across))


def _reject(hands: Floats, arms: Floats) -> NDArray[np.bool_]:
    """Which hands (T, 2) to trust: near their own wrist, of a steady size, not the same hand twice."""
    found = np.isfinite(hands[..., 0, 0])
    with np.errstate(invalid="ignore"):
        distance = np.linalg.norm(hands[:, :, 0, :2] - arms[:, :, 2], axis=-1)
        found &= distance < 0.55
        size = np.linalg.norm(hands[:, :, 9] - hands[:, :, 0], axis=-1)
        for side in (0, 1):
            if found[:, side].any():
                usual = np.median(size[found[:, side], side])
                found[:, side] &= (size[:, side] > 0.45 * usual) & (size[:, side] < 2.0 * usual)
        apart = np.linalg.norm(hands[:, 0, :, :2] - hands[:, 1, :, :2], axis=-1).mean(axis=-1)
        twice = (apart < 0.08) & found.all(axis=1)
    found[twice & (distance[:, 0] > distance[:, 1]), 0] = False
    found[twice & (distance[:, 0] <= distance[:, 1]), 1] = False
    for side in (0, 1):
        for start, stop in runs(found[:, side]):
            if stop - start < 3:
                found[start:stop, side] = False
    return np.asarray(found, np.bool_)


def _inside_out(hand: Floats, side: int) -> NDArray[np.bool_]:
    """Where (T,) a hand (T, 21, 3) has its depth the wrong way round: its fingers bend over the back of the hand.

    A picture of a hand has two readings, mirror images in depth, of which only one fits this side.
    """
    normal = np.cross(hand[:, 5] - hand[:, 0], hand[:, 17] - hand[:, 0]) * (1 if side else -1)
    bend = (hand[:, [12, 16, 20]] - hand[:, [9, 13, 17]]).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        towards = (normal * bend).sum(axis=1) / np.linalg.norm(normal, axis=1)
        towards /= np.linalg.norm(hand[:, 9] - hand[:, 0], axis=1)
    known = np.flatnonzero(np.isfinite(towards))
    wrong = np.zeros(len(hand), bool)
    wrong[known] = median_filter(towards[known], min(7, max(len(known), 1)), mode="nearest") < -0.25
    return wrong


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches of true in (T,), as start and end (excluded)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _fill_hand(
    hand: Floats, found: NDArray[np.bool_], wrist: Floats, raised: NDArray[np.bool_], fps: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """One hand (T, 21, 3) with gaps filled along the pose's `wrist` (T, 2), smoothed, and where it is now known."""
    seen = found.copy()
    for start, stop in runs(~found):
        longest = MAX_RAISED_GAP_S if raised[start:stop].all() else MAX_GAP_S
        if start > 0 and stop < len(found) and stop - start <= longest * fps:
            seen[start:stop] = True
    follow = np.concatenate([wrist, np.zeros((len(wrist), 1))], axis=1)[:, None]
    whole = _fill(hand - follow) + follow
    result = np.full_like(hand, np.nan)
    for start, stop in runs(seen):
        place = whole[start:stop, :1] * [1, 1, 0]
        shape = whole[start:stop] - place
        steady = median_filter(shape, (5, 1, 1), mode="nearest")
        size = np.median(np.linalg.norm(shape[:, 9], axis=-1))
        leaps = np.linalg.norm(shape - steady, axis=-1) > 0.3 * size
        shape = np.where(leaps[..., None], steady, shape)
        result[start:stop] = _smooth(shape, 7) + _smooth(place, 5)
    return result, seen


def _head(face: Floats) -> Floats:
    """The head's turn (T, 4) from its median direction, from the eyes' corners, the chin and the forehead."""
    filled = _fill(face)
    across, upwards = filled[:, 263] - filled[:, 33], filled[:, 10] - filled[:, 152]
    if not np.isfinite(across).all():
        return np.tile([0.0, 0.0, 0.0, 1.0], (len(face), 1))
    usual = from_axes(np.median(across, axis=0), np.median(upwards, axis=0))
    return mean_smooth(multiply(from_axes(across, upwards), inverse(usual)), 11)
