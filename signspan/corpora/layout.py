"""Where the points of a sequence pack lie among the 543 of a body.

Packs keep only some of the points, in an order of their own. A `Layout` knows the place of each column, so that every
pack can be read as bodies, whatever it left out (NaN).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import (
    AXES,
    FACE_POINTS,
    LEFT_ELBOW,
    LEFT_HAND,
    LEFT_HIP,
    LEFT_SHOULDER,
    LEFT_WRIST,
    POINTS,
    POSE,
    RIGHT_ELBOW,
    RIGHT_HAND,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    RIGHT_WRIST,
)
from signspan.errors import FormatError

_POSE_NAMES: Final = {
    "LEFT_SHOULDER": LEFT_SHOULDER,
    "RIGHT_SHOULDER": RIGHT_SHOULDER,
    "LEFT_ELBOW": LEFT_ELBOW,
    "RIGHT_ELBOW": RIGHT_ELBOW,
    "LEFT_WRIST": LEFT_WRIST,
    "RIGHT_WRIST": RIGHT_WRIST,
    "LEFT_HIP": LEFT_HIP,
    "RIGHT_HIP": RIGHT_HIP,
}
_LEFT, _POSE, _RIGHT = (np.arange(part.start, part.stop) for part in (LEFT_HAND, POSE, RIGHT_HAND))
_PLAIN: Final = {POINTS: (np.arange(POINTS),), 75: (_LEFT, _RIGHT, _POSE), 42: (_LEFT, _RIGHT)}


@dataclass(frozen=True, slots=True)
class Layout:
    """`places` (P,): the number among the 543 points of each of a pack's P columns."""

    places: NDArray[np.int64]

    @classmethod
    def of(cls, pack: Mapping[str, Any], columns: int) -> Self:
        """The layout of a pack whose landmarks have so many columns; raises `FormatError` where it is none we know."""
        face = np.asarray(pack["face_index"], np.int64) if "face_index" in pack else np.array([], np.int64)
        parts: tuple[NDArray[np.int64], ...]
        if "pose_names" in pack:
            try:
                pose = POSE.start + np.array([_POSE_NAMES[str(name)] for name in pack["pose_names"]])
            except KeyError as error:
                raise FormatError(f"expected pose_names of {', '.join(_POSE_NAMES)}, got {error.args[0]}") from None
            parts = (pose, face, _LEFT, _RIGHT)
        elif len(face):
            parts = (face, _LEFT, _POSE, _RIGHT)
        else:
            parts = _PLAIN.get(columns, (face,))
        places = np.concatenate(parts)
        if len(places) != columns or (len(face) and not 0 <= face.min() <= face.max() < FACE_POINTS):
            raise FormatError(
                f"expected hands (2, 21), hands and pose (42 or 75), these and a face named by face_index, or a whole "
                f"body ({POINTS}), got {columns} points"
            )
        return cls(places)

    def body(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Frames (T, P, 3) as bodies (T, 543, 3)."""
        whole = np.full((len(frames), POINTS, AXES), np.nan, np.float32)
        whole[:, self.places] = frames
        return whole
