"""Packs stored as quantised differences from frame to frame, which compress to a third of plain numbers.

`deltas` (N, P…, 3) add up to landmarks times `scale` (3,). `missing` says what was not detected: a bit for each point
(`missing_shape` (N, P)), or a truth value for each hand.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError

_WLASL_SCALE: Final = np.array([1024, 1024, 512], np.float32)  # of `wlasl_hands`, which does not say


def is_quantised(names: set[str]) -> bool:
    """Whether a pack with arrays of these names is one."""
    return {"deltas", "missing"} <= names


def landmarks_of(pack: Mapping[str, Any]) -> NDArray[np.float32]:
    """The landmarks float32 (N, P…, 3), NaN where missing. Raises `FormatError` where the arrays do not fit."""
    steps = np.cumsum(pack["deltas"], axis=0, dtype=np.int32)
    landmarks = (steps / np.asarray(pack.get("scale", _WLASL_SCALE), np.float32)).astype(np.float32)
    missing = np.asarray(pack["missing"])
    if "missing_shape" in pack:
        shape = tuple(int(size) for size in pack["missing_shape"])
        if shape != landmarks.shape[:-1] or missing.size * 8 < np.prod(shape):
            raise FormatError(f"expected missing bits for {landmarks.shape[:-1]}, got {shape}")
        missing = np.unpackbits(missing)[: int(np.prod(shape))].reshape(shape).astype(bool)
    if missing.dtype != bool or missing.shape != landmarks.shape[: missing.ndim]:
        raise FormatError(f"expected missing points {landmarks.shape[:-1]}, got {missing.dtype} {missing.shape}")
    landmarks[missing] = np.nan
    return landmarks
