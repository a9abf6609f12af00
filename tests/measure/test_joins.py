import numpy as np

from signspan.capture.retarget import Arm, pose_arm
from signspan.measure.joins import depth, evaluate
from signspan.motion.rig import arm_bones, load_rig, rest_pose


def test_every_pair_of_twelve_signs_joins_within_the_bound() -> None:
    """The whole table, of a hundred signs, is `signspan evaluate joins`."""
    figures = evaluate(12)
    assert figures["joins"] == 132
    assert figures["not_finite_or_unit"] == figures["flips"] == figures["over_bound"] == 0
    assert figures["speed_ratio"]["max"] <= 1.5
    assert figures["body_depth_m"]["max"] < 0.02
    assert figures["seconds"]["median"] > 0.15
    assert figures["worst"][0]["ratio"] >= figures["worst"][-1]["ratio"]


def test_depth_is_nothing_in_the_air_and_something_in_the_chest() -> None:
    pose = rest_pose()[None].copy()
    columns = [load_rig().index(bone) for bone in arm_bones("right")]
    palm, elbow = np.array([[0.0, 0, 0, 1]]), np.array([[-0.3, 1.0, 0.05]])
    pose[:, columns] = pose_arm(Arm(np.array([[-0.1, 1.15, 0.35]]), elbow, palm), "right")
    assert depth(pose) == 0
    pose[:, columns] = pose_arm(Arm(np.array([[-0.05, 1.1, 0.1]]), elbow, palm), "right")
    assert depth(pose) > 0.02
