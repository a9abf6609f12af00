"""Velocities, the flexion of fingers, and the angles between them."""

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import FINGERS, HAND_POINTS
from signspan.errors import FormatError

# Joint triples of the fifteen flexion angles, finger by finger, wrist outwards.
FLEXION_JOINTS = tuple(
    triple
    for finger in FINGERS.values()
    for triple in ((0, finger[0], finger[1]), (finger[0], finger[1], finger[2]), (finger[1], finger[2], finger[3]))
)
NEIGHBOURS = (("thumb", "index"), ("index", "middle"), ("middle", "ring"), ("ring", "pinky"))


def velocity(points: NDArray[np.float32], fps: float) -> NDArray[np.float32]:
    """Velocity (T, P, 3) of points (T, P, 3) in their units a second: central differences, one-sided at the ends."""
    if len(points) < 2:
        return np.zeros_like(points)
    return np.asarray(np.gradient(points, axis=0) * fps, np.float32)


def flexion(hand: NDArray[np.float32]) -> NDArray[np.float32]:
    """Flexion (..., 15) in radians of hands (..., 21, 3): 0 where a joint is straight, order as `FLEXION_JOINTS`."""
    _check(hand)
    before, joint, after = (hand[..., [t[i] for t in FLEXION_JOINTS], :] for i in range(3))
    return _angle(joint - before, after - joint)


def spread(hand: NDArray[np.float32]) -> NDArray[np.float32]:
    """Angles (..., 4) in radians between neighbouring fingers of hands (..., 21, 3): thumb–index to ring–pinky.

    A finger's direction is from its first joint to its tip.
    """
    _check(hand)
    direction = {name: hand[..., finger[3], :] - hand[..., finger[0], :] for name, finger in FINGERS.items()}
    return np.stack([_angle(direction[a], direction[b]) for a, b in NEIGHBOURS], axis=-1)


def _angle(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """Angle between vectors (..., 3) by atan2, which stays exact near 0 and π."""
    cross = np.linalg.norm(np.cross(a, b), axis=-1)
    return np.asarray(np.arctan2(cross, np.sum(a * b, axis=-1)), np.float32)


def _check(hand: NDArray[np.float32]) -> None:
    if hand.shape[-2:] != (HAND_POINTS, 3):
        raise FormatError(f"expected hands (..., 21, 3), got {hand.shape}")
