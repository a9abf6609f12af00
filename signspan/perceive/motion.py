"""The motion gate: a cheap test of pixels that saves perception while nothing moves.

Frames are shrunk to a small grey picture; the gate opens when the mean absolute difference to the last passed frame
exceeds `THRESHOLD`, and stays open for `HOLD` frames.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from signspan.perceive.perceiver import Image

SIZE = (64, 48)
THRESHOLD = 1.2  # grey levels of 255; sensor noise of still scenes stays under 1 after shrinking
HOLD = 15


class MotionGate:
    """`passes` says for each RGB frame whether it is worth perceiving."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._open = 0

    def passes(self, image: Image) -> bool:
        small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), SIZE, interpolation=cv2.INTER_AREA)
        grey = np.asarray(small, np.float32)
        moved = self._last is None or float(np.abs(grey - self._last).mean()) > THRESHOLD
        if moved:
            self._last, self._open = grey, HOLD
        else:
            self._open = max(0, self._open - 1)
        return moved or self._open > 0
