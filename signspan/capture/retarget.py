"""Clean motion to the figure's bones, in closed form: no optimiser, no state, deterministic.

- Palm: rotation of the best rigid fit of five palm points (Kabsch, Acta Cryst. A32:922, 1976).
- Fingers: the first joint bends, spreads and rolls (fingers converge in a fist), the others are hinges; each within
  human limits.
- Arms: the palm's place on the picture is kept, depth comes from bone lengths (a bone that looks short points
  at the viewer; elbows and hands stay in front of the body), then two-bone inverse kinematics (`motion/arm.py`).
"""

import numpy as np
from numpy.typing import NDArray

from signspan.capture.clean import PALM, Motion
from signspan.motion.arm import Arm, body_front, pose_arm
from signspan.motion.quaternion import (
    IDENTITY,
    Floats,
    about,
    angle_between,
    between,
    continuous,
    from_matrix,
    inverse,
    mean_smooth,
    multiply,
    rotate,
    slerp,
    unit,
)
from signspan.motion.rig import BONES, SIDES, SIGN, arm_bones, finger_bones, load_rig, rest_pose

RAMP_S = 0.3  # time from rest for a hand that comes into view
NOSE_HEIGHT = 0.205  # of the figure, above its shoulder joints, metres
_X, _Y, _Z = np.eye(3)
_ROLL = 0.4  # radians, of a finger about its own length
_FLEX = ((-0.45, 1.65), (-0.05, 1.95), (-0.10, 1.50))  # radians, knuckle to tip


def fit_palm(points: Floats, side: str) -> Floats:
    """World rotations (T, 4) of hands with landmarks `points` (T, 21, 3)."""
    rig = load_rig()
    rest = rig.hand_points(rig.rest, np.tile(IDENTITY, (len(BONES), 1)), side)[list(PALM)]
    rest = rest - rest.mean(axis=0)
    palm = points[:, list(PALM)]
    palm = palm - palm.mean(axis=1, keepdims=True)
    left, _, right = np.linalg.svd(np.einsum("tpi,pj->tij", palm, rest))
    proper = np.sign(np.linalg.det(left @ right))
    left[..., -1] *= proper[:, None]
    return from_matrix(left @ right)


def bend_fingers(points: Floats, palm: Floats, side: str) -> Floats:
    """Local rotations (T, 15, 4) of the fingers of hands `points` (T, 21, 3) whose palms are turned by `palm`."""
    local = rotate(inverse(palm)[:, None], points - points[:, :1])
    fingers = [_finger(local, side, number) for number in range(1, 5)]
    curled = np.mean([curl for _, curl in fingers[:3]], axis=0)
    return np.concatenate([_thumb(local, side, curled), *(turns for turns, _ in fingers)], axis=1)


def _finger(local: Floats, side: str, number: int) -> tuple[Floats, Floats]:
    """Turns (T, 3, 4) of a finger of hands in the palm's frame, and how curled it is (T,), 0 to 1."""
    rig, sign, base = load_rig(), SIGN[side], 1 + 4 * number
    bones = finger_bones(side)[3 * number : 3 * number + 3]
    world = np.broadcast_to(IDENTITY, (len(local), 4))
    flexes = []
    for joint in range(3):
        aim = unit(rotate(inverse(world), local[:, base + joint + 1] - local[:, base + joint]))
        if joint == 0:
            spread = about(_Y, -sign * np.clip(np.arcsin(np.clip(aim[:, 2], -1, 1)), -0.45, 0.45))
        elif joint == 1:
            # The plane of a bent finger gives its roll; a straight one has no such plane.
            bent = np.clip((np.hypot(aim[:, 1], aim[:, 2]) - 0.25) / 0.35, 0, 1)
            roll = about(_X, bent * np.clip(np.arctan2(-aim[:, 2], np.abs(aim[:, 1])), -_ROLL, _ROLL))
            aim, world = rotate(inverse(roll), aim), multiply(world, roll)
        flexes.append(np.clip(_flexion(aim, sign), *_FLEX[joint]))
        turn = about(_Z, -sign * flexes[joint])
        world = multiply(world, multiply(turn, spread) if joint == 0 else turn)
    # Seen from the front, a fist's knuckles look straight and its middle joints too bent: if a finger is curled, the
    # position of its tip gives the knuckle's bend better than the direction of its first bone.
    lengths = [np.linalg.norm(rig.offset[rig.index(bone)]) for bone in (*bones[1:], bones[2])]
    bends = np.stack([np.zeros(len(local)), flexes[1], flexes[1] + flexes[2]], axis=1)
    lean = np.arctan2((np.sin(bends) * lengths).sum(axis=1), (np.cos(bends) * lengths).sum(axis=1))
    knuckle = _flexion(local[:, base + 3] - local[:, base], sign) - lean
    curl = np.clip((flexes[1] - 1.2) / 0.6, 0, 1)
    flexes[0] = np.clip(flexes[0] + curl * (knuckle - flexes[0]), *_FLEX[0])
    turns = [about(_Z, -sign * flex) for flex in flexes]
    first = multiply(multiply(turns[0], spread), roll)
    return np.stack([first, turns[1], turns[2]], axis=1), curl


def _flexion(aim: Floats, sign: float) -> Floats:
    """How far directions (T, 3) in the palm's frame bend out of it towards the palm's side, in [-1.8, 4.5] radians."""
    flex = np.arctan2(-aim[:, 1], aim[:, 0] * sign)
    return np.where(flex < -1.8, flex + 2 * np.pi, flex)


def _thumb(local: Floats, side: str, curled: Floats) -> Floats:
    """Turns (T, 3, 4) of the thumb; where it crosses curled fingers (T,) it passes in front of them."""
    rig = load_rig()
    along = unit(rig.offset[rig.index(f"{side}ThumbDistal")])
    size = np.linalg.norm(local[:, 9], axis=1)
    crossing = np.clip((0.15 - (local[:, 4, 2] - local[:, 5, 2]) / size) / 0.3, 0, 1) * curled
    lift = np.stack([0 * crossing, -0.55 * crossing, 0 * crossing], axis=1)
    world = np.broadcast_to(IDENTITY, (len(local), 4))
    turns = []
    for joint in range(3):
        aim = unit(rotate(inverse(world), unit(local[:, joint + 2] - local[:, joint + 1]) + (lift if joint < 2 else 0)))
        turns.append(between(along, aim, (0.9, 0.9, 1.3)[joint]))
        world = multiply(world, turns[-1])
    return np.stack(turns, axis=1)


def _depth(motion: Motion, side: int) -> tuple[Floats, Floats, float]:
    """z of elbow and wrist (T,) from the shoulder and the arm's length, all in shoulder widths."""
    shoulder, elbow, wrist = (motion.arms[:, side, k] for k in range(3))
    up, down = np.linalg.norm(elbow - shoulder, axis=-1), np.linalg.norm(wrist - elbow, axis=-1)
    upper, fore = max(float(np.quantile(up, 0.97)), 0.68), max(float(np.quantile(down, 0.97)), 0.60)
    elbow_z = 0.8 * np.sqrt(np.maximum(upper**2 - up**2, 0))
    wrist_z = elbow_z + np.sqrt(np.maximum(fore**2 - down**2, 0))
    return elbow_z, wrist_z, upper + fore


def retarget(motion: Motion) -> Floats:
    """Local rotations (T, B, 4), in order of `rig.BONES`, unit and continuous. An unseen hand hangs at rest."""
    rig, frames = load_rig(), len(motion.arms)
    pose = np.tile(rest_pose(), (frames, 1, 1))
    pose[:, rig.index("neck")] = slerp(IDENTITY, _limit(motion.head, 0.5), np.full(frames, 0.4))
    pose[:, rig.index("head")] = slerp(IDENTITY, _limit(motion.head, 0.5), np.full(frames, 0.6))
    arms, fingers = _arms(motion)
    for number, side in enumerate(SIDES):
        if number not in arms:
            continue
        columns = [rig.index(bone) for bone in (*arm_bones(side), *finger_bones(side))]
        solved = np.concatenate([pose_arm(arms[number], side), fingers[number]], axis=1)
        solved = _calm(_clear_body(solved, columns, arms[number], side))
        weight = _presence(motion, number)
        pose[:, columns] = slerp(pose[:, columns], solved, np.repeat(weight[:, None], len(columns), axis=1))
    return continuous(unit(pose))


def _calm(turns: Floats) -> Floats:
    """Turns (T, B, 4) with impossible leaps (depth misread for a frame or two) spread over neighbouring frames."""
    for _ in range(4):
        if len(turns) < 3:
            break
        step = np.degrees(angle_between(turns[1:], turns[:-1]))
        fast = np.zeros(turns.shape[:2])
        for shift in (-2, -1, 0, 1, 2):  # a leap also affects the frames around it
            low, high = max(0, shift), min(len(turns), len(step) + shift)
            fast[low:high] = np.maximum(fast[low:high], step[low - shift : high - shift])
        turns = slerp(turns, mean_smooth(turns, 7), np.clip((fast - 22) / 20, 0, 1))
    return turns


def _limit(rotations: Floats, most: float) -> Floats:
    """Rotations no larger than `most` radians."""
    angle = 2 * np.arccos(np.clip(np.abs(rotations[..., 3]), 0, 1))
    return slerp(IDENTITY, rotations, np.minimum(1, most / np.maximum(angle, 1e-9)))


def _hold(hand: Floats, seen: NDArray[np.bool_]) -> Floats:
    """A hand (T, 21, 3); frames in which it is not seen take the nearest known one."""
    known = np.flatnonzero(seen)
    nearest = known[np.abs(np.arange(len(hand))[:, None] - known).argmin(axis=1)]
    return np.asarray(hand[nearest])


def _arms(motion: Motion) -> tuple[dict[int, Arm], dict[int, Floats]]:
    """The target of each visible arm, in metres on the figure, and its fingers (T, 15, 4)."""
    rig = load_rig()
    shoulders = np.array([rig.rest[rig.index(f"{side}UpperArm")] for side in SIDES])
    middle, width = shoulders.mean(axis=0), shoulders[0, 0] - shoulders[1, 0]
    centres, wrists_off, elbows, palms, fingers = {}, {}, {}, {}, {}
    for number, side in enumerate(SIDES):
        if motion.seen[:, number].sum() < 3:
            continue
        hand = _hold(motion.hands[:, number], motion.seen[:, number])
        palms[number] = mean_smooth(fit_palm(hand, side), 3)  # landmarks are smooth already
        fingers[number] = bend_fingers(hand, palms[number], side)
        elbow_z, wrist_z, length = _depth(motion, number)
        arm_length = float(np.linalg.norm(rig.offset[[rig.index(b) for b in arm_bones(side)[1:]]], axis=1).sum())
        rise = NOSE_HEIGHT / max(motion.nose, 0.3)

        def place(xy: Floats, z: Floats, rise: float = rise, fall: float = arm_length / length) -> Floats:
            scale = np.where(xy[:, 1] > 0, rise, fall)
            # Between the shoulders, scale by their width; beyond them, by arm length, which may have another
            # proportion.
            out = np.abs(xy[:, 0])
            x = np.sign(xy[:, 0]) * (np.minimum(out, 0.5) * width + np.maximum(out - 0.5, 0) * fall)
            return np.asarray(np.stack([x, xy[:, 1] * scale, z * fall], axis=1) + middle)

        rest_points = rig.hand_points(rig.rest, np.tile(IDENTITY, (len(BONES), 1)), side)
        wrists_off[number] = rotate(palms[number], (rest_points[list(PALM)].mean(axis=0) - rest_points[0]))
        palm_z = hand[:, list(PALM), 2].mean(axis=1) - hand[:, 0, 2]
        centres[number] = place(hand[:, list(PALM), :2].mean(axis=1), wrist_z + palm_z)
        elbows[number] = place(motion.arms[:, number, 1], elbow_z)
    if len(centres) == 2:
        # Depth is the weakest measurement: hands that look close together count as close.
        apart = np.linalg.norm(centres[0][:, :2] - centres[1][:, :2], axis=1)
        both = motion.seen.all(axis=1)
        pull = np.where(both, np.clip(1.5 - apart / 0.16, 0, 1) * 0.85, 0.0)
        mean = (centres[0][:, 2] + centres[1][:, 2]) / 2
        for number in (0, 1):
            centres[number][:, 2] += pull * (mean - centres[number][:, 2])
        shift = _separation(motion, centres, palms, wrists_off, width)
        centres[0], centres[1] = centres[0] + shift / 2, centres[1] - shift / 2
    arms = {}
    for number, centre in centres.items():
        wrist = centre - wrists_off[number]
        wrist[:, 2] = _bell(wrist[:, 2], 9)
        arms[number] = Arm(wrist, elbows[number], palms[number])
    return arms, fingers


def _separation(
    motion: Motion, centres: dict[int, Floats], palms: dict[int, Floats], to_wrist: dict[int, Floats], width: float
) -> Floats:
    """How far (T, 3) the left hand must move from the right so that the hands touch but do not merge.

    Hands are modelled as balls around wrist, palm and knuckles; they separate in the direction the picture shows.
    """
    rig = load_rig()
    hands = [_hold(motion.hands[:, k], motion.seen[:, k]) for k in (0, 1)]
    apart = hands[0][:, list(PALM), :2].mean(axis=1) - hands[1][:, list(PALM), :2].mean(axis=1)
    wrists_apart = (hands[0][:, 0, 0] - hands[1][:, 0, 0]) * width
    close = np.clip(2.0 - np.linalg.norm(apart, axis=1) * width / 0.12, 0, 1) * motion.seen.all(axis=1)
    balls = []
    for number, side in enumerate(SIDES):
        rest = rig.hand_points(rig.rest, np.tile(IDENTITY, (len(BONES), 1)), side)
        spots = np.stack([rest[0], rest[list(PALM)].mean(axis=0), rest[5], rest[17]]) - rest[0]
        wrist = centres[number] - to_wrist[number]
        balls.append(wrist[:, None] + rotate(palms[number][:, None], spots))
    radii = np.array([0.026, 0.030, 0.022, 0.020])
    gap = np.linalg.norm(balls[0][:, :, None] - balls[1][:, None], axis=-1)
    overlap = np.maximum(radii[:, None] + radii - gap, 0).max(axis=(1, 2))
    way = unit(np.concatenate([apart + np.array([0.02, 0]), np.zeros((len(apart), 1))], axis=1))
    # Wrists that are uncrossed in the picture stay uncrossed, even if the palms are turned too flat.
    crossed = np.clip(wrists_apart - (balls[0][:, 0, 0] - balls[1][:, 0, 0]), 0, 0.12)
    push = way * overlap[:, None]
    push[:, 0] += np.where(wrists_apart > -0.04, np.maximum(crossed - np.maximum(push[:, 0], 0), 0), 0)
    push *= close[:, None]
    return np.stack([_bell(push[:, k], 9) for k in range(3)], axis=1)


def _bell(values: Floats, window: int) -> Floats:
    """A bell-shaped moving average (T,), edges held."""
    half = window // 2
    bell = np.hanning(window + 2)[1:-1]
    return np.asarray(np.convolve(np.pad(values, half, mode="edge"), bell / bell.sum(), "valid"))


def _clear_body(solved: Floats, columns: list[int], arm: Arm, side: str) -> Floats:
    """The arm, moved forwards where hand or fingers would pass through the body."""
    rig = load_rig()
    wrist = arm.wrist
    for _ in range(2):
        pose = np.tile(rest_pose(), (len(solved), 1, 1))
        pose[:, columns] = solved
        points = rig.hand_points(*rig.forward(pose), side)
        depth = np.maximum(body_front(points) + 0.012 - points[..., 2], 0)
        push = np.where(depth > 0.25, 0, depth).max(axis=1)  # this deep inside, the hand is behind the body
        if push.max() < 2e-3:
            break
        wide = np.array([push[max(0, k - 3) : k + 4].max() for k in range(len(push))])
        wrist = np.asarray(wrist + _bell(wide, 7)[:, None] * _Z)
        solved = np.concatenate([pose_arm(Arm(wrist, arm.elbow, arm.palm), side), solved[:, 3:]], axis=1)
    return solved


def _presence(motion: Motion, side: int) -> Floats:
    """How much (T,) the side follows the clip: 1 where the hand is seen, sloping to 0 where it is long gone."""
    seen = motion.seen[:, side]
    if seen.all():
        return np.ones(len(seen))
    known = np.flatnonzero(seen)
    away = np.abs(np.arange(len(seen))[:, None] - known).min(axis=1) / motion.fps
    share = np.clip(1 - away / RAMP_S, 0, 1)
    return np.asarray(share * share * (3 - 2 * share))
