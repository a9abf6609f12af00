"""The letters that differ in what landmarks hide: where the thumb comes out, and which finger crosses which."""

import numpy as np
import pytest

from signspan.motion.quaternion import IDENTITY
from signspan.motion.rig import BONES, finger_bones, load_rig
from signspan.perform.handshapes import load_handshapes
from signspan.tools.fists import FISTS, fist


def points(fingers: np.ndarray) -> np.ndarray:
    """The right hand's landmarks (21, 3) in rest: fingers along -x, palm to -y, thumb to +z."""
    rig = load_rig()
    pose = np.tile(IDENTITY, (len(BONES), 1))
    pose[[rig.index(bone) for bone in finger_bones("right")]] = fingers
    return rig.hand_points(*rig.forward(pose), "right")


@pytest.mark.parametrize(("letter", "after", "before"), [("T", 0, 1), ("N", 1, 2), ("M", 2, 3)])
def test_the_thumb_comes_out_between_the_fingers_that_name_the_letter(letter: str, after: int, before: int) -> None:
    hand = points(load_handshapes()[letter].fingers)
    assert hand[6 + 4 * after, 2] > hand[4, 2] > hand[6 + 4 * before, 2]
    np.testing.assert_allclose(hand[4, 0], hand[[6 + 4 * after, 6 + 4 * before], 0].mean(), atol=0.012)


def test_in_s_the_thumb_lies_before_the_folded_fingers() -> None:
    hand = points(load_handshapes()["S"].fingers)
    assert hand[4, 1] < min(hand[[7, 11], 1])
    assert hand[6, 2] > hand[4, 2]


def test_in_r_the_middle_finger_crosses_behind_the_index() -> None:
    hand = points(load_handshapes()["R"].fingers)
    assert hand[5, 2] > hand[9, 2]
    assert hand[8, 2] < hand[12, 2]
    assert hand[12, 1] > hand[8, 1] + 0.015


@pytest.mark.parametrize("letter", FISTS)
def test_the_solved_thumb_is_where_it_is_wanted(letter: str) -> None:
    shape, stored = FISTS[letter], load_handshapes()[letter].fingers
    hand = points(fist(letter, load_handshapes()["A"].fingers[:3]))
    place = (hand[6 + 4 * shape.between[0]] + hand[6 + 4 * shape.between[1]]) / 2
    np.testing.assert_allclose(hand[4], place + shape.tip, atol=0.002)
    np.testing.assert_allclose(points(stored)[5:], hand[5:], atol=1e-3)
