"""A piece of a sentence: full-body poses over time, and helpers that hold a hand in the air."""

from dataclasses import dataclass

import numpy as np

from signspan.motion.arm import Arm, pose_arm
from signspan.motion.clip import FPS, Clip
from signspan.motion.quaternion import Floats, rotate, slerp
from signspan.motion.rig import BONES, arm_bones, finger_bones, load_rig, rest_pose


@dataclass(frozen=True)
class Segment:
    """`poses` (T, B, 4) local turns at `FPS`."""

    poses: Floats


def ease(frames: int) -> Floats:
    """Shares (frames,) from 0 to 1 that start and end gently (minimum jerk, Flash & Hogan 1985)."""
    t = np.linspace(0, 1, frames)
    return np.asarray(t**3 * (10 - 15 * t + 6 * t * t))


def from_clip(clip: Clip, speed: float = 1.0) -> Segment:
    """A clip of any frame rate as full-body poses, `speed` times as fast; bones it does not move are at rest."""
    count = max(round(clip.duration_s / speed * FPS) + 1, 1)
    at = np.minimum(np.arange(count) * speed * clip.fps / FPS, len(clip) - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, len(clip) - 1)
    keys = clip.rotations.astype(np.float64)
    share = np.repeat((at - low)[:, None], len(clip.bones), axis=1)
    poses = np.tile(rest_pose(), (count, 1, 1))
    poses[:, [BONES.index(bone) for bone in clip.bones]] = slerp(keys[low], keys[high], share)
    return Segment(poses)


def hold_right(place: Floats, palm: Floats, fingers: Floats) -> Floats:
    """Poses (T, B, 4) with the right palm's centre at `place` (T, 3), turned by `palm` (T, 4), `fingers` (T, 15, 4)."""
    rig = load_rig()
    hand = rig.index("rightHand")
    knuckles = [rig.index(f"right{finger}Proximal") for finger in ("Index", "Middle", "Ring", "Little")]
    centre = (rig.rest[knuckles].sum(axis=0) + rig.rest[hand]) / 5 - rig.rest[hand]
    wrist = place - rotate(palm, centre)
    elbow = np.broadcast_to(rig.rest[rig.index("rightUpperArm")] + np.array([-0.10, -0.22, 0.0]), wrist.shape)
    poses = np.tile(rest_pose(), (len(place), 1, 1))
    poses[:, [rig.index(bone) for bone in arm_bones("right")]] = pose_arm(Arm(wrist, elbow, palm), "right")
    poses[:, [rig.index(bone) for bone in finger_bones("right")]] = fingers
    return poses
