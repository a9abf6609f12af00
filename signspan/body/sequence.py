"""A sequence of body frames: the output of perception and the input of recognition."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import AXES, POINTS
from signspan.errors import FormatError

Landmarks = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BodySequence:
    """`landmarks` float32 (T, 543, 3), order and frame of reference as in `topology`; `fps` in frames a second.

    `aspect` is image width over height: it turns fractions into one isotropic unit. 1.0 means square images, not an
    unknown aspect; readers pass what they know.
    """

    landmarks: Landmarks
    fps: float
    aspect: float = 4 / 3

    def __post_init__(self) -> None:
        shape = self.landmarks.shape
        if len(shape) != 3 or shape[1:] != (POINTS, AXES):
            raise FormatError(f"expected landmarks (T, {POINTS}, {AXES}), got {shape}")
        if not (np.isfinite(self.fps) and 1 <= self.fps <= 240):
            raise FormatError(f"expected fps between 1 and 240, got {self.fps}")
        if not (np.isfinite(self.aspect) and 0.1 <= self.aspect <= 10):
            raise FormatError(f"expected aspect between 0.1 and 10, got {self.aspect}")

    def __len__(self) -> int:
        return int(self.landmarks.shape[0])

    @property
    def duration_s(self) -> float:
        return len(self) / self.fps
