import numpy as np
import pytest

from signspan.errors import FormatError
from signspan.motion.glb import read_glb
from signspan.motion.quaternion import (
    angle_between,
    continuous,
    from_matrix,
    inverse,
    multiply,
    rotate,
    slerp,
    unit,
)
from signspan.motion.rig import BONES, SIDES, finger_bones, frame_arm, load_rig, rest_pose


def random_turns(count: int) -> np.ndarray:
    return unit(np.random.default_rng(3).normal(size=(count, 4)))


def test_the_figure_stands_in_t_pose_with_its_left_at_plus_x() -> None:
    rig = load_rig()
    left, right = rig.rest[rig.index("leftHand")], rig.rest[rig.index("rightHand")]
    assert left[0] > 0.5
    assert right[0] < -0.5
    assert left[1] == pytest.approx(rig.rest[rig.index("leftUpperArm")][1], abs=1e-3)
    assert rig.rest[rig.index("head")][1] > left[1]
    assert len([bone for side in SIDES for bone in finger_bones(side)]) == 30


def test_at_rest_both_hands_hang_below_the_hips_beside_the_body() -> None:
    rig = load_rig()
    positions, _ = rig.forward(rest_pose())
    for side, sign in (("left", 1), ("right", -1)):
        hand = positions[rig.index(f"{side}Hand")]
        assert hand[1] < rig.rest[rig.index("hips")][1]
        assert 0.15 < hand[0] * sign < 0.30


def test_an_arm_frame_points_its_bone_along_the_direction_given() -> None:
    upper, fore = unit([-0.2, -0.9, 0.3]), unit([0.4, 0.2, 0.9])
    turn_upper, turn_fore = frame_arm("right", upper, fore)
    np.testing.assert_allclose(rotate(turn_upper, [-1.0, 0, 0]), upper, atol=1e-9)
    np.testing.assert_allclose(rotate(turn_fore, [-1.0, 0, 0]), fore, atol=1e-9)


def test_matrices_and_quaternions_agree_for_every_branch() -> None:
    turns = np.concatenate([random_turns(200), np.eye(4)])
    columns = [rotate(turns, axis) for axis in np.eye(3)]
    assert angle_between(from_matrix(np.stack(columns, axis=-1)), turns).max() < 1e-6


def test_slerp_goes_the_short_way_and_stays_on_the_sphere() -> None:
    a, b = random_turns(100), -random_turns(200)[100:]
    half = slerp(a, b, np.full(100, 0.5))
    np.testing.assert_allclose(np.linalg.norm(half, axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(angle_between(a, half), angle_between(a, b) / 2, atol=1e-6)


def test_continuous_only_changes_signs() -> None:
    turns = random_turns(50)[:, None]
    smooth = continuous(turns)
    assert ((smooth[1:] * smooth[:-1]).sum(axis=-1) >= 0).all()
    np.testing.assert_allclose(np.abs(smooth), np.abs(turns))


def test_a_turn_and_its_inverse_cancel() -> None:
    turns = random_turns(20)
    np.testing.assert_allclose(multiply(turns, inverse(turns)), np.tile([0, 0, 0, 1], (20, 1)), atol=1e-12)


@pytest.mark.parametrize("content", [b"", b"glTF", b"nonsense" * 10, b"glTF" + b"\xff" * 40])
def test_what_is_no_glb_is_refused_on_one_line(content: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read_glb(content)
    assert "\n" not in str(caught.value)


def test_forward_kinematics_follow_the_chain() -> None:
    rig = load_rig()
    pose = np.tile([0.0, 0, 0, 1], (len(BONES), 1))
    pose[rig.index("leftUpperArm")] = [0, 0, np.sin(np.pi / 4), np.cos(np.pi / 4)]  # a quarter turn: arm up
    positions, _ = rig.forward(pose)
    arm = positions[rig.index("leftHand")] - positions[rig.index("leftUpperArm")]
    assert arm[1] == pytest.approx(np.linalg.norm(arm), rel=1e-3)
