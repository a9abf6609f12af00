"""An arm by inverse kinematics: the wrist where it was asked to be, the hand as it was asked to be turned."""

import numpy as np
import pytest

from signspan.motion.arm import Arm, body_front, pose_arm
from signspan.motion.quaternion import about, angle_between
from signspan.motion.rig import SIDES, SIGN, Rig, arm_bones, load_rig, rest_pose


@pytest.fixture(scope="module")
def rig() -> Rig:
    return load_rig()


def posed(rig: Rig, arm: Arm, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Joint positions (T, B, 3) and world rotations (T, B, 4) of the figure with that arm."""
    poses = np.repeat(rest_pose()[None], len(arm.wrist), axis=0)
    poses[:, [rig.index(bone) for bone in arm_bones(side)]] = pose_arm(arm, side)
    return rig.forward(poses)


def arm_to(rig: Rig, side: str, offsets: np.ndarray) -> Arm:
    """An arm whose wrist goes to `offsets` (T, 3) from the shoulder, metres; elbow low, palm turning slowly."""
    shoulder = rig.rest[rig.index(f"{side}UpperArm")]
    wrist = shoulder + offsets * [SIGN[side], 1, 1]
    elbow = shoulder + (wrist - shoulder) / 2 + [0, -0.15, 0]
    palm = about(np.array([0.0, 1.0, 0.0]), np.linspace(0.0, 0.8, len(wrist)) * SIGN[side])
    return Arm(wrist, elbow, palm)


REACHED = np.array([[0.05, -0.05, 0.3], [0.1, 0.1, 0.3], [-0.15, 0.05, 0.35], [0.0, -0.3, 0.2]])


@pytest.mark.parametrize("side", SIDES)
def test_the_wrist_is_where_it_was_asked_to_be(rig: Rig, side: str) -> None:
    arm = arm_to(rig, side, REACHED)
    positions, _ = posed(rig, arm, side)
    np.testing.assert_allclose(positions[:, rig.index(f"{side}Hand")], arm.wrist, atol=1e-6)


@pytest.mark.parametrize("side", SIDES)
def test_the_hand_is_turned_as_asked(rig: Rig, side: str) -> None:
    arm = arm_to(rig, side, REACHED)
    _, world = posed(rig, arm, side)
    np.testing.assert_allclose(angle_between(world[:, rig.index(f"{side}Hand")], arm.palm), 0, atol=1e-6)


@pytest.mark.parametrize("side", SIDES)
def test_a_wrist_out_of_reach_is_pulled_in_along_its_direction(rig: Rig, side: str) -> None:
    arm = arm_to(rig, side, np.array([[0.3, 0.2, 2.0]]))
    positions, _ = posed(rig, arm, side)
    shoulder = rig.rest[rig.index(f"{side}UpperArm")]
    reach, wanted = positions[0, rig.index(f"{side}Hand")] - shoulder, arm.wrist[0] - shoulder
    length = sum(float(np.linalg.norm(rig.offset[rig.index(bone)])) for bone in arm_bones(side)[1:])
    assert np.linalg.norm(reach) == pytest.approx(0.992 * length, abs=1e-6)
    np.testing.assert_allclose(reach / np.linalg.norm(reach), wanted / np.linalg.norm(wanted), atol=1e-6)


def test_both_sides_mirror_each_other(rig: Rig) -> None:
    mirror = np.array([-1, 1, 1])
    elbows = {}
    for side in SIDES:
        positions, _ = posed(rig, arm_to(rig, side, REACHED), side)
        elbows[side] = positions[:, rig.index(f"{side}LowerArm")]
    np.testing.assert_allclose(elbows["left"] * mirror, elbows["right"], atol=1e-4)


@pytest.mark.parametrize("side", SIDES)
def test_elbows_hang_below_a_raised_hand(rig: Rig, side: str) -> None:
    positions, _ = posed(rig, arm_to(rig, side, np.array([[0.1, 0.0, 0.3]])), side)
    wrist, elbow = (positions[0, rig.index(f"{side}{bone}"), 1] for bone in ("Hand", "LowerArm"))
    assert elbow < wrist


def test_the_body_is_in_front_of_the_spine_and_nowhere_beside_it() -> None:
    chest, waist, face, beside, above = body_front(
        np.array([[0.0, 1.2, 0.0], [0.0, 0.9, 0.0], [0.0, 1.475, 0.0], [0.3, 1.2, 0.0], [0.0, 1.8, 0.0]])
    )
    assert chest == pytest.approx(0.165)
    assert 0.1 < waist < 0.2
    assert face == pytest.approx(0.15)
    assert beside == above == -1
    assert body_front(np.array([0.1, 1.2, 0.5])) == body_front(np.array([-0.1, 1.2, -0.5]))  # z does not matter
