"""Letters that landmarks cannot distinguish: fists with a hidden thumb, and two crossed fingers.

M, N, S, T differ in where the thumb emerges between folded fingers, which no landmark of a filmed hand shows; in R the
middle finger is behind the index. Bends are those of the manual alphabet; the thumb's turns are solved for its
position.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import least_squares

from signspan.motion.quaternion import IDENTITY, Floats, about, multiply, unit
from signspan.motion.rig import BONES, finger_bones, load_rig

_Y, _Z = np.eye(3)[1:]
_CLOSED, _DRAPED = (85, 100, 55), (62, 92, 35)  # degrees, knuckle to tip; draped: over a thumb


@dataclass(frozen=True)
class Fist:
    """Bends in degrees of index to little finger, and the targets of the thumb's tip and last joint: metres from a
    middle joint's place between two fingers (0 index to 3 little), along the right hand's rest axes (x from the
    fingertips to the wrist, y out of the back, z towards the thumb's side)."""

    bends: tuple[tuple[int, int, int], ...]
    between: tuple[int, int]
    tip: tuple[float, float, float]
    joint: tuple[float, float, float]


FISTS: Final = {
    "S": Fist((_CLOSED,) * 4, (1, 1), (0.012, -0.020, 0.0), (0.022, -0.020, 0.024)),
    "T": Fist((_DRAPED, _CLOSED, _CLOSED, _CLOSED), (0, 1), (-0.006, -0.002, 0.0), (0.016, 0.008, 0.012)),
    "N": Fist((_DRAPED, _DRAPED, _CLOSED, _CLOSED), (1, 2), (-0.004, -0.004, 0.0), (0.016, 0.006, 0.020)),
    "M": Fist((_DRAPED, _DRAPED, _DRAPED, _CLOSED), (2, 3), (-0.002, -0.004, 0.0), (0.014, 0.004, 0.022)),
}


def bent(bends: tuple[int, int, int], aside: float = 0.0) -> Floats:
    """Turns (3, 4) of a right finger: bends in degrees, and how far it leans towards the thumb's side."""
    turns = about(_Z, np.radians(bends))
    turns[0] = multiply(turns[0], about(_Y, np.radians(aside)))
    return turns


def fist(name: str, thumb: Floats) -> Floats:
    """Finger turns (15, 4) of a letter of `FISTS`; `thumb` (3, 4) is where the search for the thumb's turns starts."""
    shape, rig = FISTS[name], load_rig()
    columns = [rig.index(bone) for bone in finger_bones("right")]
    fingers = np.concatenate([bent(bends) for bends in shape.bends])
    start = 2 * np.where(thumb[:, 3:] < 0, -thumb, thumb)[:, :3].ravel()

    def turned(vector: Floats) -> Floats:
        turns = vector.reshape(3, 3)
        angle = np.linalg.norm(turns, axis=1)
        return np.concatenate([about(unit(turns), angle), fingers])

    def points(vector: Floats) -> Floats:
        pose = np.tile(IDENTITY, (len(BONES), 1))
        pose[columns] = turned(vector)
        return rig.hand_points(*rig.forward(pose), "right")

    def miss(vector: Floats) -> Floats:
        hand = points(vector)
        place = (hand[6 + 4 * shape.between[0]] + hand[6 + 4 * shape.between[1]]) / 2
        off = [(hand[4] - place - shape.tip) / 0.002, (hand[3] - place - shape.joint) / 0.006]
        return np.concatenate([*off, (vector - start) / 0.8])

    return np.asarray(turned(least_squares(miss, start).x))


def crossed(fingers: Floats) -> Floats:
    """Finger turns (15, 4) of R: those of a real hand, its middle finger crossed behind the index."""
    return np.concatenate([fingers[:3], bent((14, 10, 5), -13), bent((-3, 8, 5), 20), fingers[9:]])
