"""Pronouns: the index finger points, the flat hand marks possession.

A third person is where the discourse has placed them (`locus`), or else at the signer's right.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from signspan.events import Locus
from signspan.motion.clip import FPS
from signspan.motion.quaternion import from_axes, slerp
from signspan.perform.handshapes import load_handshapes
from signspan.perform.segment import Segment, ease, hold_right

MOVE_S, HOLD_S = 0.28, 0.25

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Pointing:
    """Handshape, where the palm starts and ends (metres), where fingers aim and the back of the hand faces."""

    shape: str
    start: Vector
    end: Vector
    aim: tuple[Vector, Vector]
    back: tuple[Vector, Vector]


_SELF = Pointing("1", (-0.09, 1.12, 0.33), (-0.06, 1.13, 0.295), ((0.45, 0.1, -1),) * 2, ((-0.7, 0.9, -0.2),) * 2)
_THERE = Pointing("1", (-0.18, 1.12, 0.28), (-0.24, 1.13, 0.33), ((-0.75, 0.15, 0.8),) * 2, ((0.1, 1, 0),) * 2)
_YOU = Pointing("1", (-0.12, 1.12, 0.28), (-0.12, 1.13, 0.38), ((0.05, 0.12, 1),) * 2, ((0, 1, -0.1),) * 2)
_OWN = Pointing("B", (-0.06, 1.14, 0.26), (-0.03, 1.14, 0.215), ((0.95, 0.3, -0.1),) * 2, ((0, 0.1, 1),) * 2)
_YOURS = Pointing("B", (-0.14, 1.16, 0.27), (-0.14, 1.16, 0.38), ((0, 1, 0.1),) * 2, ((0, 0.1, -1),) * 2)
_THEIRS = Pointing("B", (-0.17, 1.16, 0.27), (-0.24, 1.16, 0.34), ((0, 1, 0),) * 2, ((0.65, 0, -0.75),) * 2)
_WE = Pointing("1", (-0.13, 1.14, 0.29), (0.08, 1.14, 0.29), ((0.1, 0.1, -1), (0.2, 0.1, -1)), ((-0.9, 0.5, 0),) * 2)
_OURS = Pointing(
    "B", (-0.13, 1.14, 0.25), (0.08, 1.14, 0.25), ((0.2, 1, -0.3), (0.6, 1, -0.3)), ((-1, 0, 0.5), (0.3, 0, 1))
)


def _index(end: Vector, aim: Vector) -> Pointing:
    return Pointing("1", (-0.14, 1.12, 0.28), end, (aim, aim), ((0, 1, 0),) * 2)


def _flat(end: Vector, back: Vector) -> Pointing:
    return Pointing("B", (-0.14, 1.16, 0.27), end, ((0, 1, 0),) * 2, (back, back))


# Loci of a third person: how to point there, and how to mark something as theirs.
_PLACED: Final[dict[Locus, tuple[Pointing, Pointing]]] = {
    "right": (_THERE, _THEIRS),
    "left": (_index((0.02, 1.13, 0.35), (0.7, 0.15, 0.8)), _flat((0.0, 1.16, 0.35), (-0.65, 0, -0.75))),
    "far-right": (_index((-0.31, 1.14, 0.26), (-1, 0.15, 0.3)), _flat((-0.29, 1.16, 0.27), (0.95, 0, -0.3))),
    "far-left": (_index((0.08, 1.13, 0.31), (1, 0.15, 0.35)), _flat((0.05, 1.16, 0.31), (-0.95, 0, -0.3))),
    "around": (
        Pointing(
            "1", (-0.24, 1.13, 0.33), (0.02, 1.13, 0.35), ((-0.75, 0.15, 0.8), (0.7, 0.15, 0.8)), ((0, 1, 0),) * 2
        ),
        Pointing("B", (-0.24, 1.16, 0.34), (0.0, 1.16, 0.35), ((0, 1, 0),) * 2, ((0.65, 0, -0.75), (-0.65, 0, -0.75))),
    ),
}

POINTINGS: Final[dict[str, Pointing]] = {
    **dict.fromkeys(("I", "ME"), _SELF),
    "YOU": _YOU,
    **dict.fromkeys(("HE", "SHE", "IT", "HIM", "THEY", "THEM", "THAT", "THIS", "THERE", "HERE"), _THERE),
    **dict.fromkeys(("MY", "MINE", "MYSELF"), _OWN),
    **dict.fromkeys(("YOUR", "YOURS", "YOURSELF"), _YOURS),
    **dict.fromkeys(("HIS", "HER", "HERS", "ITS", "THEIR", "THEIRS"), _THEIRS),
    **dict.fromkeys(("WE", "US"), _WE),
    **dict.fromkeys(("OUR", "OURS"), _OURS),
}

PRONOUNS: Final = frozenset(POINTINGS) - {"THAT", "THIS", "THERE", "HERE"}  # those have other forms than pointing


@lru_cache(maxsize=64)
def point(gloss: str, speed: float = 1.0, locus: Locus | None = None) -> Segment | None:
    """The pointing of a pronoun, `speed` times as fast as usual, to the `locus` of its referent; None for any other
    word."""
    spec = POINTINGS.get(gloss.upper())
    if spec is None:
        return None
    if locus is not None and spec in {_THERE, _THEIRS}:
        spec = _PLACED[locus][spec is _THEIRS]
    share = np.concatenate([ease(round(MOVE_S / speed * FPS)), np.ones(round(HOLD_S / speed * FPS))])
    start, end = np.array(spec.start), np.array(spec.end)
    # At rest the right hand's fingers lie along -x, its back along y.
    turns = [from_axes(-np.array(aim), np.array(back)) for aim, back in zip(spec.aim, spec.back, strict=True)]
    place = start + (end - start) * share[:, None]
    if start[0] != end[0] and spec.shape in "1B" and abs(start[0] - end[0]) > 0.15:
        place[:, 2] += 0.05 * np.sin(np.pi * share)  # WE and OUR circle the group
    fingers = np.tile(load_handshapes()[spec.shape].fingers, (len(share), 1, 1))
    return Segment(hold_right(place, slerp(turns[0], turns[1], share), fingers))
