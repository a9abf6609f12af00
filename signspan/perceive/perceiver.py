"""The one protocol of perception."""

from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


class Perceiver(Protocol):
    """Turns RGB images (H, W, 3) uint8, given in order of time, into landmarks (543, 3) float32.

    `at_s` is the frame's time in seconds and must increase. Points not found are NaN.
    A perceiver tracks from frame to frame: one per video, closed after use.
    """

    def perceive(self, image: Image, at_s: float) -> NDArray[np.float32]: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
