"""Corrects the errors of perceived hands: too little depth, half-open fists, palms turned towards the camera.

The figure's own skeleton is known exactly, so films of it show how perceived landmarks differ from true ones
(`avatar/calibrate.py`: random plausible poses, filmed, perceived, compared). A small network learnt the difference from
a single hand; here it is only evaluated. On films of signs outside its training set the palm's error falls from 16.7°
to 12.5°, or to 13.2° with half the proposed turn. Half is used, because for other people's hands, with other
proportions, the network proposes turns nearly twice as large.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np

from signspan.capture.clean import PALM, Motion
from signspan.capture.retarget import fit_palm
from signspan.motion.quaternion import Floats, about, angle_between, inverse, multiply, rotate, slerp
from signspan.motion.rig import SIDES

KNUCKLES = (5, 9, 13, 17)
SHARE, FARTHEST = 0.5, 0.3  # share of the palm's proposed turn that is used, and its limit in radians
BENT = (25.0, 60.0)  # degrees, middle and end joint together: a straighter finger is perceived well


@dataclass(frozen=True)
class Canon:
    """Hands as the network knows them: right, wrist at 0, knuckles upwards on the picture, mean palm length 1.

    `hands` (T, 21, 3); `upright` (T, 4) turned them so, `size` (T, 1, 1) divided them.
    """

    hands: Floats
    upright: Floats
    size: Floats


def canon(hands: Floats, side: str) -> Canon:
    """Hands (T, 21, 3) of a side, of any size and place."""
    hands = np.asarray((hands - hands[:, :1]) * ([-1, 1, 1] if side == "left" else [1, 1, 1]), np.float64)
    size = np.linalg.norm(hands[:, KNUCKLES], axis=-1).mean(axis=1)[:, None, None]
    up = hands[:, (5, 9, 9, 13), :2].mean(axis=1)
    upright = about(np.array([0.0, 0.0, 1.0]), np.arctan2(up[:, 0], up[:, 1]))
    return Canon(rotate(upright[:, None], hands / np.maximum(size, 1e-9)), upright, size)


@lru_cache(maxsize=1)
def _weights() -> list[tuple[Floats, Floats]]:
    with (files("signspan.capture") / "lift.npz").open("rb") as file, np.load(file) as stored:
        return [(stored[f"w{k}"].astype(np.float64), stored[f"b{k}"].astype(np.float64)) for k in range(3)]


def _difference(hands: Floats) -> Floats:
    """The correction to add to canonical hands (T, 21, 3)."""
    values = hands.reshape(len(hands), -1)
    *hidden, (last, bias) = _weights()
    for weight, offset in hidden:
        values = values @ weight.T + offset
        values = values / (1 + np.exp(-values))
    return np.asarray((values @ last.T + bias).reshape(hands.shape))


def lift_hands(hands: Floats, side: str) -> Floats:
    """The most likely true hands (T, 21, 3), in the same frame of reference; the palm keeps its place in the picture
    and the wrist its depth. Fingers that are hardly bent only turn with the palm."""
    seen = canon(hands, side)
    true = seen.hands + _difference(seen.hands)
    palm, best = fit_palm(seen.hands, "right"), fit_palm(true, "right")
    share = np.minimum(SHARE, FARTHEST / np.maximum(angle_between(palm, best), 1e-9))
    palms = slerp(palm, best, share)
    turned = rotate(multiply(palms, inverse(palm))[:, None], seen.hands)
    lifted = turned.copy()
    true = rotate(multiply(palms, inverse(best))[:, None], true)
    lifted[:, PALM] = true[:, PALM]
    lifted[:, 1:5] = true[:, 1:5]
    for base in KNUCKLES:
        given, wanted = (np.diff(hand[:, base : base + 4], axis=1) for hand in (turned, true))
        along = given / np.maximum(np.linalg.norm(given, axis=-1, keepdims=True), 1e-9)
        bend = np.degrees(np.arccos(np.clip((along[:, 1:] * along[:, :-1]).sum(axis=-1), -1, 1))).sum(axis=1)
        sure = np.clip((bend - BENT[0]) / (BENT[1] - BENT[0]), 0, 1)[:, None, None]
        bones = given + sure * (wanted - given)
        lifted[:, base + 1 : base + 4] = lifted[:, base : base + 1] + np.cumsum(bones, axis=1)
    lifted = rotate(inverse(seen.upright)[:, None], lifted) * seen.size * ([-1, 1, 1] if side == "left" else [1, 1, 1])
    place = (hands[:, PALM] - lifted[:, PALM]).mean(axis=1)
    place[:, 2] = hands[:, 0, 2] - lifted[:, 0, 2]
    return np.asarray(lifted + place[:, None])


def lift(motion: Motion) -> Motion:
    """The same motion with its known hands lifted."""
    hands = motion.hands.copy()
    for number, side in enumerate(SIDES):
        known = motion.seen[:, number]
        if known.any():
            hands[known, number] = lift_hands(hands[known, number], side)
    return replace(motion, hands=hands)
