"""Joins pieces of motion: from the end of one to the start of the next, in the time the distance needs.

Both ends keep their speed at first and lose it quickly (inertial blending), while SLERP goes from one to the other with
minimum-jerk timing. A join is lengthened until no joint turns faster than `FASTER` times the fastest in the two pieces,
and a hand that would pass through the body goes around its front.
"""

import numpy as np

from signspan.motion.arm import body_front
from signspan.motion.clip import FPS
from signspan.motion.quaternion import IDENTITY, Floats, angle_between, between, inverse, multiply, slerp, unit
from signspan.motion.rig import SIDES, arm_bones, load_rig
from signspan.perform.segment import ease

MIN_S, MAX_S = 0.16, 1.4
PER_METRE_S = 0.55  # of the hand that travels farther: unhurried signing
TURN_RATE = 7.0  # radians a second that no joint should pass on average
FASTER = 1.4  # the measured bound is 1.5; frames are discrete
SLOWEST = np.radians(220.0)  # a second: keeps the joins of a still hand short
COAST_S = 0.07  # how long the speed of an end lasts
MAX_COAST = np.radians(8.0)
SKIN = 0.012  # metres between a passing hand and the body


def fastest(poses: Floats) -> float:
    """The highest speed of any joint in poses (T, B, 4), radians a second."""
    return float(angle_between(poses[1:], poses[:-1]).max() * FPS) if len(poses) > 1 else 0.0


def transition(before: Floats, after: Floats, speed: float = 1.0) -> Floats:
    """Poses (T, B, 4) strictly between the last of `before` (S, B, 4) and the first of `after` (U, B, 4)."""
    start, end = before[-1], after[0]
    rig = load_rig()
    hands = [rig.index("leftHand"), rig.index("rightHand")]
    places = rig.forward(np.stack([start, end]))[0][:, hands]
    distance = float(np.linalg.norm(places[1] - places[0], axis=-1).max())
    turn = float(angle_between(start, end).max())
    seconds = max(MIN_S + PER_METRE_S * distance, turn / TURN_RATE) / speed
    bound = FASTER * max(fastest(before), fastest(after), SLOWEST * speed)
    while True:
        joined = _joined(before, after, max(round(seconds * FPS), 2))
        whole = np.concatenate([start[None], joined, end[None]])
        if seconds >= MAX_S or fastest(whole) <= bound:
            return joined
        seconds *= 1.15


def _joined(before: Floats, after: Floats, frames: int) -> Floats:
    share = ease(frames + 2)[1:-1]
    away = _coast(before[-2:], np.arange(1.0, frames + 1))
    back = _coast(after[1::-1], np.arange(float(frames), 0, -1))
    joined = slerp(away, back, np.repeat(share[:, None], before.shape[1], axis=1))
    return _round_the_body(joined)


def _coast(pair: Floats, frames: Floats) -> Floats:
    """Poses (T, B, 4) that continue the movement of a `pair` (2, B, 4) from its second pose, ever slower."""
    if len(pair) < 2:
        return np.repeat(pair[-1:], len(frames), axis=0)
    step = multiply(pair[1], inverse(pair[0]))
    angle = angle_between(step, np.broadcast_to(IDENTITY, step.shape))
    last = COAST_S * FPS
    reach = last * (1 - np.exp(-frames / last))[:, None]  # in steps
    reach = np.minimum(reach, MAX_COAST / np.maximum(angle, 1e-6))
    small = np.where(step[..., 3:] < 0, -step, step)
    vector = small[..., :3] * reach[..., None]  # a step is small: its quaternion's vector grows in proportion
    return multiply(unit(np.concatenate([vector, np.ones_like(vector[..., :1]) * small[..., 3:]], axis=-1)), pair[1])


def _round_the_body(poses: Floats) -> Floats:
    """Poses (T, B, 4) with arms moved forwards where hand or forearm would pass through the body, and only there."""
    rig = load_rig()
    for _ in range(2):
        positions, world = rig.forward(poses)
        moved = poses.copy()
        clear = True
        for side in SIDES:
            upper, fore, hand = (rig.index(bone) for bone in arm_bones(side))
            points = rig.hand_points(positions, world, side)
            middle = (positions[:, fore] + positions[:, hand]) / 2
            points = np.concatenate([points, middle[:, None]], axis=1)
            depth = np.maximum(body_front(points) + SKIN - points[..., 2], 0)
            push = np.where(depth > 0.25, 0, depth).max(axis=1)
            if push.max() < 2e-3:
                continue
            clear = False
            push *= np.sin(np.pi * np.arange(1, len(push) + 1) / (len(push) + 1)) ** 0.25  # the ends stay
            # The whole arm swings forwards at the shoulder; the hand keeps its direction.
            arm = positions[:, hand] - positions[:, upper]
            swing = between(arm, arm + push[:, None] * np.array([0, 0, 1.0]))
            above = world[:, rig.parent[upper]]
            moved[:, upper] = multiply(inverse(above), multiply(swing, world[:, upper]))
            moved[:, hand] = multiply(inverse(multiply(swing, world[:, fore])), world[:, hand])
        poses = moved
        if clear:
            break
    return poses
