"""Finds the stroke in a clip of one sign, without rest, raising and lowering, which blending adds again.

The raise ends when the hand, after a rush, slows to less than 40 % of its top speed; the lowering is the same in
reverse. (Preparation, stroke, retraction: Kita et al., Gesture and Sign Language, LNCS 1371, 1998.)
"""

import numpy as np

from signspan.capture.clean import PALM, Motion, runs
from signspan.errors import InputError
from signspan.motion.quaternion import Floats

MIN_S = 0.45
MARGIN_S = 0.1  # of raise and lowering that stays: the handshape is there by then, and viewers use it
RUSH = 1.6  # shoulder widths a second; slower starts are part of the sign
WINDOW_S = 0.7
LOW = -0.75  # palm height in shoulder widths: a hand below it, and far below its usual height, is being lowered


def dominant(motion: Motion) -> int:
    """The side that signs: the one seen longer, weighed by how much it moves."""
    travel = [np.linalg.norm(np.diff(motion.arms[:, side, 2], axis=0), axis=1).sum() for side in (0, 1)]
    weight = [motion.found[:, side].mean() * (0.5 + travel[side] / (sum(travel) + 1e-9)) for side in (0, 1)]
    return int(weight[1] >= 0.8 * weight[0])  # if in doubt, the right hand


def stroke(motion: Motion) -> tuple[int, int]:
    """First frame and end (excluded) of the stroke.

    Raises `InputError` if no hand is seen long enough.
    """
    side = dominant(motion)
    stretches = runs(motion.seen[:, side])
    if not stretches:
        raise InputError("expected a clip in which a hand is seen, found none")
    start, stop = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    least = round(MIN_S * motion.fps)
    if stop - start < least:
        raise InputError(f"expected a hand seen for {MIN_S} s, got {(stop - start) / motion.fps:.2f} s")
    place = motion.hands[start:stop, side][:, list(PALM), :2].mean(axis=1)
    speed = np.linalg.norm(np.gradient(place, axis=0), axis=1) * motion.fps
    window = min(round(WINDOW_S * motion.fps), (stop - start) // 2)
    rising = place[:window, 1].max() > place[0, 1] + 0.15
    falling = place[-window:, 1].max() > place[-1, 1] + 0.15
    head = _settle(speed[:window]) if rising else 0
    tail = _settle(speed[::-1][:window]) if falling else 0
    first, last = start, stop
    low = (place[:, 1] < LOW) & (place[:, 1] < np.median(place[:, 1]) - 0.5)
    signing = np.flatnonzero(~low)  # never empty: half of all frames lie above the median
    start, stop = start + max(head, int(signing[0])), stop - max(tail, len(low) - 1 - int(signing[-1]))
    margin = round(MARGIN_S * motion.fps)
    start, stop = max(start - margin, first), min(stop + margin, last)
    short = max(least - (stop - start), 0)
    start = max(start - (short + 1) // 2, 0)
    return start, min(stop + (short + 1) // 2, len(motion.seen))


def _settle(speed: Floats) -> int:
    """Frames until the first rush has slowed down; 0 if there is none."""
    peak = int(speed.argmax())
    if speed[peak] < RUSH:
        return 0
    slow = np.flatnonzero(speed[peak:] < 0.4 * speed[peak])
    return peak + int(slow[0]) if len(slow) else peak
