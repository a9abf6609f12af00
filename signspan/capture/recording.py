"""One person's recording of a sign to a motion of the avatar.

A camera's frame rate varies; the solver's filters need a steady `FPS`. So the recording is resampled first: linearly
between two frames, or to the nearer one if a point is missing in the other.
"""

import numpy as np
from numpy.typing import NDArray

from signspan.body.sequence import BodySequence
from signspan.capture.sign import make_sign
from signspan.errors import InputError, LimitError
from signspan.motion.clip import FPS
from signspan.motion.packed import pack

MAX_S = 10.0
MIN_FPS = 5.0  # with fewer, a stroke may fall between two frames


def recorded(landmarks: NDArray[np.float32], times_s: NDArray[np.float64], aspect: float) -> bytes:
    """The packed motion of the one sign in landmarks (T, 543, 3) captured at `times_s` (T,).

    Raises `InputError`, which says why, if the recording is not good enough, and `LimitError` if it is longer than
    `MAX_S`.
    """
    if len(times_s) < 2 or not np.isfinite(times_s).all() or (np.diff(times_s) <= 0).any():
        raise InputError("expected a recording of at least two frames, one after the other")
    length = float(times_s[-1] - times_s[0])
    if length > MAX_S:
        raise LimitError(f"expected a recording of at most {MAX_S:.0f} s, got {length:.1f} s")
    if (rate := (len(times_s) - 1) / length) < MIN_FPS:
        raise InputError(f"expected at least {MIN_FPS:.0f} frames a second, got {rate:.1f}: the camera was too slow")
    at = times_s[0] + np.arange(int(length * FPS) + 1) / FPS
    low = np.clip(np.searchsorted(times_s, at, side="right") - 1, 0, len(times_s) - 2)
    share = ((at - times_s[low]) / (times_s[low + 1] - times_s[low]))[:, None, None]
    before, after = landmarks[low], landmarks[low + 1]
    between = before + (after - before) * share
    steady = np.where(np.isfinite(between), between, np.where(share < 0.5, before, after)).astype(np.float32)
    return pack(make_sign(BodySequence(steady, FPS, aspect))[0])
