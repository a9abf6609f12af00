"""Missing points: gates on confidence, and linear interpolation over short gaps."""

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError


def fill_gaps(points: NDArray[np.float32], longest: int) -> NDArray[np.float32]:
    """Interpolates linearly, point by point, over runs of at most `longest` frames of NaN.

    `points` is (T, P, 3). Longer gaps, and gaps at either end, stay NaN.
    """
    if points.ndim != 3:
        raise FormatError(f"expected points (T, P, 3), got {points.shape}")
    frames = points.shape[0]
    missing = ~np.isfinite(points).all(axis=2)  # (T, P)
    if not missing.any() or frames == 0:
        return points
    index = np.arange(frames)[:, None]
    last = np.maximum.accumulate(np.where(missing, -1, index), axis=0)
    following = np.minimum.accumulate(np.where(missing, frames, index)[::-1], axis=0)[::-1]
    fillable = missing & (last >= 0) & (following < frames) & (following - last - 1 <= longest)
    filled = points.copy()
    at, point = np.nonzero(fillable)
    a, b = last[at, point], following[at, point]
    share = ((at - a) / (b - a)).astype(points.dtype)[:, None]
    filled[at, point] = points[a, point] * (1 - share) + points[b, point] * share
    return filled


def gate(points: NDArray[np.float32], confidence: NDArray[np.float32], least: float = 0.5) -> NDArray[np.float32]:
    """Points (..., 3) with those below `least` confidence (...) set to NaN."""
    if points.shape[:-1] != confidence.shape:
        raise FormatError(f"expected confidence {points.shape[:-1]}, got {confidence.shape}")
    gated: NDArray[np.float32] = np.where((confidence >= least)[..., None], points, np.float32(np.nan))
    return gated
