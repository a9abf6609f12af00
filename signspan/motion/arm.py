"""An arm posed by two-bone inverse kinematics, and the body that it must not pass through.

The forearm takes 60 % of the hand's twist, as radius and ulna do; the wrist takes the rest.
"""

from dataclasses import dataclass

import numpy as np

from signspan.motion.quaternion import Floats, about, continuous, inverse, multiply, unit
from signspan.motion.rig import SIGN, arm_bones, frame_arm, load_rig

FOREARM_TWIST = 0.6
_X = np.eye(3)[0]


@dataclass(frozen=True)
class Arm:
    """An arm to pose: the wrist's target and roughly the elbow's (T, 3), and the hand's rotation (T, 4)."""

    wrist: Floats
    elbow: Floats
    palm: Floats


def pose_arm(arm: Arm, side: str) -> Floats:
    """Local rotations (T, 3, 4) of upper arm, forearm and hand; a wrist out of reach is moved into reach."""
    rig, sign = load_rig(), SIGN[side]
    upper_bone, fore_bone, hand_bone = (rig.index(bone) for bone in arm_bones(side))
    shoulder = rig.rest[upper_bone]
    upper = float(np.linalg.norm(rig.offset[fore_bone]))
    fore = float(np.linalg.norm(rig.offset[hand_bone]))
    reach = arm.wrist - shoulder
    far = np.clip(np.linalg.norm(reach, axis=-1, keepdims=True), abs(upper - fore) + 0.09, (upper + fore) * 0.992)
    along = unit(reach)
    usual = np.array([sign * 0.16, -0.25, -0.06])  # elbows hang down, a little out and back
    hint = unit(arm.elbow - shoulder) + 0.35 * unit(usual)
    pole = unit(hint - along * (hint * along).sum(axis=-1, keepdims=True))
    cosine = np.clip((upper**2 + far**2 - fore**2) / (2 * upper * far), -1, 1)
    to_elbow = along * cosine + pole * np.sqrt(1 - cosine**2)
    to_wrist = unit(along * far - to_elbow * upper)
    upper_turn, fore_turn = frame_arm(side, to_elbow, to_wrist)
    relative = continuous(multiply(inverse(fore_turn), arm.palm))
    twist = np.unwrap(2 * np.arctan2(relative[:, 0] * sign, relative[:, 3]))
    twist -= 2 * np.pi * np.round(np.median(twist) / (2 * np.pi))
    fore_turn = multiply(fore_turn, about(_X * sign, np.clip(twist, -2.4, 2.4) * FOREARM_TWIST))
    locals_ = (upper_turn, multiply(inverse(upper_turn), fore_turn), multiply(inverse(fore_turn), arm.palm))
    return np.stack(locals_, axis=1)


def body_front(points: Floats) -> Floats:
    """The z of the front of the figure's skin at the x, y of points (..., 3); -1 where there is no body."""
    x, y = points[..., 0], points[..., 1]
    deep = np.interp(y, [0.80, 1.20, 1.27, 1.33, 1.36], [0.155, 0.165, 0.135, 0.095, 0.075])
    wide = np.interp(y, [0.80, 1.24, 1.30, 1.36, 1.40], [0.165, 0.165, 0.13, 0.065, 0.055])
    trunk = np.where(y < 1.40, 0.01 + (deep - 0.01) * np.sqrt(np.maximum(1 - (x / wide) ** 2, 0)), -1.0)
    trunk = np.where(np.abs(x) < wide, trunk, -1.0)
    room = 1 - (x / 0.078) ** 2 - ((y - 1.475) / 0.135) ** 2
    face = np.where(room > 0, 0.045 + 0.105 * np.sqrt(np.maximum(room, 0)), -1.0)
    return np.asarray(np.maximum(trunk, face))
