"""Pose-centric normal form: the same sign looks the same wherever the signer sits.

Origin at the midpoint of the shoulders, unit = shoulder width, y down, all axes isotropic. If the shoulders are missing
in some frames, the median of the others is used; if in all, the nose gives the origin and the eyes' outer corners the
unit; if no body is seen at all, the hands' own centre and size do. `Origin.stands_in` says which it was.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from signspan.body.sequence import BodySequence
from signspan.body.topology import (
    FACE,
    LEFT_HAND,
    LEFT_SHOULDER,
    MIDDLE_MCP,
    POSE,
    RIGHT_HAND,
    RIGHT_SHOULDER,
    WRIST,
)

StandIn = Literal["shoulders", "face", "hands", "nothing"]

# Typical adult proportions (in shoulder widths), for these fallbacks only.
SHOULDERS_BELOW_NOSE = 0.62
SHOULDER_PER_EYES = 4.1  # shoulder width over the distance of the eyes' outer corners
SHOULDER_PER_PALM = 4.3  # shoulder width over wrist to middle knuckle
RIGHT_EYE_OUTER, LEFT_EYE_OUTER, NOSE_TIP = 33, 263, 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the normal form's origin lies, per frame (T, 3) in image heights, and its unit (T,)."""

    centre: NDArray[np.float32]
    unit: NDArray[np.float32]
    stands_in: StandIn


def isotropic(sequence: BodySequence) -> NDArray[np.float32]:
    """Landmarks (T, 543, 3) in units of image height: x and z times the aspect."""
    return sequence.landmarks * np.array([sequence.aspect, 1, sequence.aspect], np.float32)


def origin(points: NDArray[np.float32]) -> Origin:
    """The origin of isotropic points (T, 543, 3)."""
    pose = points[:, POSE]
    left, right = pose[:, LEFT_SHOULDER], pose[:, RIGHT_SHOULDER]
    middle, width = (left + right) / 2, np.linalg.norm((left - right)[:, :2], axis=1)
    if np.isfinite(width).any():
        return Origin(_steady(middle), _steady(width[:, None])[:, 0], "shoulders")
    face = points[:, FACE]
    eyes = np.linalg.norm((face[:, LEFT_EYE_OUTER] - face[:, RIGHT_EYE_OUTER])[:, :2], axis=1) * SHOULDER_PER_EYES
    if np.isfinite(eyes).any():
        unit = _steady(eyes[:, None])[:, 0]
        centre = _steady(face[:, NOSE_TIP])
        centre[:, 1] += SHOULDERS_BELOW_NOSE * unit
        return Origin(centre, unit, "face")
    hands = np.stack([points[:, RIGHT_HAND], points[:, LEFT_HAND]], axis=1)
    palm = np.linalg.norm((hands[:, :, MIDDLE_MCP] - hands[:, :, WRIST])[..., :2], axis=2) * SHOULDER_PER_PALM
    if np.isfinite(palm).any():
        frames = len(points)
        centre = np.broadcast_to(np.nanmedian(hands.reshape(-1, 3), axis=0), (frames, 3)).astype(np.float32)
        return Origin(centre.copy(), np.full(frames, np.nanmedian(palm), np.float32), "hands")
    frames = len(points)
    return Origin(np.zeros((frames, 3), np.float32), np.ones(frames, np.float32), "nothing")


def normalise(sequence: BodySequence) -> NDArray[np.float32]:
    """Landmarks (T, 543, 3) in shoulder widths about the shoulders' midpoint; missing points stay NaN.

    z of the hands is relative to their wrist, as MediaPipe gives it; the origin moves x and y only.
    """
    points = isotropic(sequence)
    found = origin(points)
    centre = found.centre[:, None].copy()
    centre[..., 2] = 0
    unit = np.maximum(found.unit, 1e-4)[:, None, None]
    return np.asarray((points - centre) / unit, np.float32)


def _steady(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Values (T, K) with missing frames replaced by the median of the seen ones."""
    seen = np.isfinite(values).all(axis=1)
    steady = values.astype(np.float32).copy()
    steady[~seen] = np.median(values[seen], axis=0)
    return steady
