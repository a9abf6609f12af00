"""The protocol of perception, and what its implementations share."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import AXES, FACE, FACE_POINTS, LEFT_HAND, POINTS, POSE, RIGHT_HAND

Image = NDArray[np.uint8]


class Perceiver(Protocol):
    """Turns RGB images (H, W, 3) uint8, given in order of time, into landmarks (543, 3) float32.

    `at_s` is the frame's time in seconds and must increase. Points not found are NaN.
    A perceiver tracks from frame to frame: one per video, closed after use.
    """

    def perceive(self, image: Image, at_s: float) -> NDArray[np.float32]: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def assemble(
    face: Sequence[Any] | None,
    left_hand: Sequence[Any] | None,
    pose: Sequence[Any] | None,
    right_hand: Sequence[Any] | None,
) -> NDArray[np.float32]:
    """MediaPipe's lists of points, each with x, y and z, as one frame (543, 3); missing or empty parts are NaN.

    Of 478 face points the first 468 are the classic mesh.
    """
    points = np.full((POINTS, AXES), np.nan, np.float32)
    for part, found in ((FACE, face), (LEFT_HAND, left_hand), (POSE, pose), (RIGHT_HAND, right_hand)):
        if found:
            points[part] = [(p.x, p.y, p.z) for p in found[:FACE_POINTS]]
    return points
