"""A clip of bone and face tracks, the form that signs, sentences and files share."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from signspan.events import TimelineEntry

Tracks = NDArray[np.float32]
FPS = 30.0  # of everything the avatar signs; recordings are resampled to it


@dataclass(frozen=True)
class Clip:
    """`rotations` float32 (T, bones, 4), local unit quaternions x, y, z, w in order of `bones` (VRM's names);
    `expressions` ARKit units or VRM presets to weights (T,) in [0, 1]; `fps` frames a second.
    """

    fps: float
    bones: tuple[str, ...]
    rotations: Tracks
    expressions: dict[str, Tracks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rotations)

    @property
    def duration_s(self) -> float:
        """From the first frame to the last."""
        return max(len(self) - 1, 0) / self.fps


@dataclass(frozen=True)
class Performance(Clip):
    """A sentence in motion, from rest to rest: `hips` float32 (T, 3) in metres, and when each token is signed."""

    hips: Tracks = field(default_factory=lambda: np.zeros((0, 3), np.float32))
    timeline: tuple[TimelineEntry, ...] = ()
