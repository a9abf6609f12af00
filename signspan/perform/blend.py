"""Joins pieces of motion: from where one ends to where the next starts, as long as the distance needs."""

import numpy as np

from signspan.perform.quaternion import Floats, angle_between, slerp
from signspan.perform.rig import load_rig
from signspan.perform.segment import FPS, ease

SHORTEST_S, LONGEST_S = 0.16, 0.62
PER_METRE_S = 0.55  # of the hand that travels farther: unhurried signing
TURN_RATE = 7.0  # radians a second that no joint should pass on average


def transition(start: Floats, end: Floats) -> Floats:
    """Poses (T, B, 4) strictly between two poses (B, 4), every joint the short way round."""
    rig = load_rig()
    hands = [rig.index("leftHand"), rig.index("rightHand")]
    places = rig.forward(np.stack([start, end]))[0][:, hands]
    distance = float(np.linalg.norm(places[1] - places[0], axis=-1).max())
    turn = float(angle_between(start, end).max())
    seconds = np.clip(max(SHORTEST_S + PER_METRE_S * distance, turn / TURN_RATE), SHORTEST_S, LONGEST_S)
    share = ease(round(seconds * FPS) + 2)[1:-1]
    return slerp(start, end, np.repeat(share[:, None], len(start), axis=1))
