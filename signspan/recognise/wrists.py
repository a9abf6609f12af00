"""Where the hands of one body frame are, in the few numbers that activity and pauses look at."""

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import LEFT_HAND, MIDDLE_MCP, RIGHT_HAND, WRIST


def wrists(landmarks: NDArray[np.float32], aspect: float) -> NDArray[np.float32]:
    """(2, 3), right hand first: the wrist's x and y, and the palm's length, in image heights; NaN where unseen."""
    rows = np.full((2, 3), np.nan, np.float32)
    for row, part in zip(rows, (RIGHT_HAND, LEFT_HAND), strict=True):
        wrist, knuckle = landmarks[part][WRIST], landmarks[part][MIDDLE_MCP]
        row[:] = (wrist[0] * aspect, wrist[1], np.hypot((knuckle[0] - wrist[0]) * aspect, knuckle[1] - wrist[1]))
    return rows
