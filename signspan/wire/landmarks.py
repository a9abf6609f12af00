"""One body frame on the wire: 543 × 3 little-endian int16, value × 8192, -32768 where not detected.

3,258 bytes a frame; the largest error is 6.1e-5 of the image. Values are clipped to ±3.99. Halves round up, as in
JavaScript: the page packs its frames by `web/src/perceive/pack.ts`, and `tests/vectors/pack.json` holds both to it.
"""

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import AXES, POINTS
from signspan.errors import FormatError

STEPS_PER_UNIT = 8192
ABSENT = -32768
BYTES = POINTS * AXES * 2


def pack(landmarks: NDArray[np.float32]) -> bytes:
    """Landmarks (543, 3) to bytes."""
    if landmarks.shape != (POINTS, AXES):
        raise FormatError(f"expected landmarks ({POINTS}, {AXES}), got {landmarks.shape}")
    absent = ~np.isfinite(landmarks)
    steps = np.floor(np.where(absent, 0, landmarks) * STEPS_PER_UNIT + 0.5).clip(-32767, 32767)
    return np.where(absent, ABSENT, steps).astype("<i2").tobytes()


def unpack(data: bytes) -> NDArray[np.float32]:
    """Bytes to landmarks (543, 3), NaN where not detected."""
    if len(data) != BYTES:
        raise FormatError(f"expected {BYTES} bytes of landmarks, got {len(data)}")
    steps = np.frombuffer(data, "<i2").reshape(POINTS, AXES)
    points = steps.astype(np.float32) / STEPS_PER_UNIT
    points[(steps == ABSENT).any(axis=1)] = np.nan
    return points
