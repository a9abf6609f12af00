import numpy as np
import pytest

from signspan.capture.retarget import Arm, pose_arm
from signspan.measure.joins import depth
from signspan.motion.clip import FPS
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import arm_bones, load_rig, rest_pose
from signspan.perform.blend import FASTER, MAX_S, fastest, transition


def right_hand_at(*places: tuple[float, float, float]) -> np.ndarray:
    """Poses (T, B, 4) with the right wrist at places in metres."""
    poses = np.tile(rest_pose(), (len(places), 1, 1))
    columns = [load_rig().index(bone) for bone in arm_bones("right")]
    elbow = np.tile([-0.3, 1.0, 0.05], (len(places), 1))
    poses[:, columns] = pose_arm(Arm(np.array(places), elbow, np.tile([0.0, 0, 0, 1], (len(places), 1))), "right")
    return poses


def test_a_hand_that_would_cross_the_chest_goes_round_it() -> None:
    # low beside the body to high on the other side: the straight way leads through the trunk
    before, after = right_hand_at((-0.25, 0.85, 0.05)), right_hand_at((0.12, 1.20, 0.21))
    assert depth(transition(before, after)) < 0.02


def test_a_join_keeps_the_speed_of_its_ends_for_a_moment() -> None:
    moving = right_hand_at(*[(-0.2 + 0.02 * k, 1.1, 0.35) for k in range(6)])
    join = transition(moving, right_hand_at((-0.2, 1.3, 0.3)))
    rig = load_rig()
    last = rig.forward(moving[-2:])[0][:, rig.index("rightHand")]
    first = rig.forward(np.stack([moving[-1], join[0]]))[0][:, rig.index("rightHand")]
    assert (first[1] - first[0])[0] > 0.4 * (last[1] - last[0])[0]


def test_far_signs_take_longer_than_near_ones_and_fast_signing_less() -> None:
    start, near, far = (right_hand_at(place) for place in ((-0.2, 1.1, 0.3), (-0.2, 1.15, 0.3), (0.1, 1.5, 0.25)))
    assert len(transition(start, far)) > len(transition(start, near)) >= 2
    assert len(transition(start, far, 1.5)) <= len(transition(start, far)) <= len(transition(start, far, 0.5))


def test_a_join_of_slow_signs_is_slow_but_ends() -> None:
    start, end = right_hand_at((-0.3, 0.8, 0.1)), right_hand_at((0.1, 1.5, 0.25))
    join = transition(start, end)
    assert len(join) / FPS <= MAX_S * 1.2
    assert fastest(np.concatenate([start, join, end])) < np.radians(400)


def test_equal_poses_join_without_moving() -> None:
    pose = right_hand_at((-0.2, 1.2, 0.3))
    join = transition(pose, pose)
    assert angle_between(join, pose).max() == pytest.approx(0, abs=1e-6)
    assert FASTER < 1.5
