import numpy as np
import pytest

from signspan.body.kinematics import flexion, spread, velocity
from signspan.body.sequence import BodySequence
from signspan.body.topology import RIGHT_HAND
from signspan.errors import FormatError


def test_velocity_of_steady_motion_is_its_speed() -> None:
    points = np.arange(10, dtype=np.float32)[:, None, None].repeat(3, axis=2)
    assert np.allclose(velocity(points, fps=30), 30)


def test_a_straight_finger_does_not_bend_and_a_folded_one_does() -> None:
    hand = np.zeros((21, 3), np.float32)
    hand[5:9, 1] = [1, 2, 3, 4]  # index: straight up from the wrist
    hand[9:13] = [[1, 1, 0], [1, 2, 0], [2, 2, 0], [2, 1, 0]]  # middle: two right angles
    angles = flexion(hand)
    assert np.allclose(angles[3:6], 0, atol=1e-6)
    assert np.allclose(angles[7:9], np.pi / 2, atol=1e-6)


def test_angles_survive_turning_the_hand(book: BodySequence) -> None:
    hand = book.landmarks[np.isfinite(book.landmarks[:, RIGHT_HAND.start, 0])][0, RIGHT_HAND]
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0].astype(np.float32)
    assert np.allclose(flexion(hand), flexion(hand @ turn), atol=1e-3)
    assert np.allclose(spread(hand), spread(hand @ turn), atol=1e-3)


def test_a_hand_of_the_wrong_shape_is_named() -> None:
    with pytest.raises(FormatError, match=r"expected hands \(..., 21, 3\), got \(20, 3\)"):
        flexion(np.zeros((20, 3), np.float32))
