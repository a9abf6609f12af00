"""The closed loop's arithmetic on a real clip's motion, and what it says when there is nothing to compare."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from signspan.capture.clean import Motion
from signspan.errors import InputError, MissingError
from signspan.events import Plan, Token
from signspan.measure.loop import Loop, align, compare, evaluate, joint_angles, sheet, summary
from signspan.motion.rig import SIDES, arm_bones, load_rig
from signspan.perform.performance import perform


@pytest.fixture(scope="module")
def motion() -> Motion:
    """What a perfect perception would see of the figure signing BROTHER."""
    rig, performance = load_rig(), perform(Plan((Token("BROTHER", "sign"),), "statement"))
    positions, world = rig.forward(performance.rotations.astype(np.float64))
    shoulders = rig.rest[[rig.index(f"{side}UpperArm") for side in SIDES]]
    middle, width = shoulders.mean(axis=0), shoulders[0, 0] - shoulders[1, 0]
    bones = [[rig.index(bone) for bone in arm_bones(side)] for side in SIDES]
    arms = (positions[:, bones] - middle)[..., :2] / width
    hands = np.stack([rig.hand_points(positions, world, side) for side in SIDES], axis=1)
    seen = np.ones((len(positions), 2), bool)
    head = np.tile([0.0, 0, 0, 1], (len(positions), 1))
    return Motion(30.0, arms, (hands - middle) / width, seen, seen, 0.8, head)


def test_a_motion_agrees_with_itself(motion: Motion) -> None:
    assert compare(motion, motion) == {"finger_deg": 0.0, "palm_deg": 0.0, "wrist_path": 0.0}


def test_a_turned_hand_is_a_palm_error_and_not_a_finger_error(motion: Motion) -> None:
    turn = np.radians(20)
    matrix = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    figures = compare(motion, replace(motion, hands=motion.hands @ matrix.T))
    assert figures["palm_deg"] == pytest.approx(20, abs=0.1)
    assert figures["finger_deg"] == pytest.approx(0, abs=1e-6)


def test_joint_angles_are_those_of_the_chain() -> None:
    hand = np.zeros((1, 21, 3))
    for finger in range(5):  # straight along x, the index bent by 90° at its middle joint
        hand[0, 1 + 4 * finger : 5 + 4 * finger, 0] = np.arange(1, 5)
    hand[0, 7], hand[0, 8] = [2, 1, 0], [2, 2, 0]
    assert joint_angles(hand).round(3).tolist() == [[0] * 3 + [0, 90, 0] + [0] * 9]


def test_a_delayed_motion_is_aligned(motion: Motion) -> None:
    assert align(motion, motion.cut(12, 40), 8) == 12


def test_hands_never_found_together_are_reported(motion: Motion) -> None:
    with pytest.raises(InputError, match="five frames"):
        compare(motion, replace(motion, found=np.zeros_like(motion.found)))


def test_the_summary_counts_and_the_sheet_shows() -> None:
    picture = np.zeros((48, 64, 3), np.uint8)
    good = Loop("GOOD", {"finger_deg": 5.0, "palm_deg": 6.0, "wrist_path": 0.05}, (True, True), [picture] * 6)
    bad = Loop("BAD", {"finger_deg": 25.0, "palm_deg": 6.0, "wrist_path": 0.05}, (True, False), [picture] * 6)
    row = summary([bad, good])
    assert row["within"] == {"finger_deg": 0.5, "palm_deg": 1.0, "wrist_path": 1.0}
    assert row["top5"] == {"n": 2, "source": 2, "avatar": 1}
    assert bad.badness > 1 > good.badness
    assert sheet([bad, good], 48).shape == (96, 170 + 6 * 48, 3)


def test_a_folder_without_the_sources_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="source clips"):
        evaluate(tmp_path, 1)
