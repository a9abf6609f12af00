"""The solver on poses whose truth is known, and on the landmarks of a real clip of BOOK."""

from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, LEFT_WRIST, POSE, RIGHT_HAND, RIGHT_WRIST
from signspan.capture.clean import clean
from signspan.capture.retarget import bend_fingers, fit_palm, retarget
from signspan.capture.sign import errors
from signspan.capture.trim import stroke
from signspan.errors import InputError
from signspan.motion.arm import Arm, body_front, pose_arm
from signspan.motion.quaternion import about, angle_between, multiply
from signspan.motion.rig import BONES, SIDES, SIGN, arm_bones, finger_bones, load_rig, rest_pose

BOOK = Path(__file__).parent.parent / "fixtures" / "book.npz"


@pytest.fixture(scope="module")
def book() -> BodySequence:
    with np.load(BOOK) as stored:
        landmarks = stored["landmarks"].astype(np.float32)
        return BodySequence(landmarks, float(stored["fps"]), float(stored["aspect"]))


def made_hand(side: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A hand posed on the rig: its landmarks (1, 21, 3), its palm's turn and its finger turns (15, 4)."""
    rig, sign = load_rig(), SIGN[side]
    pose = np.tile([0.0, 0, 0, 1], (1, len(BONES), 1))
    palm = about(np.array([1.0, 0, 0]), rng.uniform(-2, 2))
    pose[0, rig.index(f"{side}Hand")] = palm
    for finger in range(1, 5):
        flex = rng.choice([0.1, 0.5, 0.9])
        for joint, share in enumerate((1.0, 1.1, 0.6)):
            bone = finger_bones(side)[3 * finger + joint]
            turn = about(np.array([0, 0, 1.0]), -sign * flex * share)
            if joint == 0:
                turn = multiply(turn, about(np.array([0, 1.0, 0]), -sign * rng.uniform(-0.2, 0.2)))
            pose[0, rig.index(bone)] = turn
    positions, world = rig.forward(pose)
    numbers = [rig.index(bone) for bone in finger_bones(side)]
    return rig.hand_points(positions, world, side), palm, pose[0, numbers]


@pytest.mark.parametrize("side", SIDES)
def test_a_posed_hand_comes_back_as_it_was(side: str) -> None:
    rng = np.random.default_rng(7)
    for _ in range(25):
        points, palm, fingers = made_hand(side, rng)
        found = fit_palm(points, side)
        assert np.degrees(angle_between(found, palm)).max() < 0.5
        bent = bend_fingers(points, found, side)[0]
        assert np.degrees(angle_between(bent[3:], fingers[3:])).max() < 1.5


@pytest.mark.parametrize("side", SIDES)
def test_an_arm_reaches_its_target_and_turns_its_hand(side: str) -> None:
    rig, sign = load_rig(), SIGN[side]
    targets = np.array([[0.05 * sign, 1.1, 0.3], [0.2 * sign, 1.4, 0.2], [0.3 * sign, 1.0, 0.15]])
    palm = about(np.array([0.0, 1, 0]), np.array([0.2, 0.4, 0.3]))
    elbow = np.tile([0.25 * sign, 1.0, 0.05], (3, 1))
    pose = np.tile(rest_pose(), (3, 1, 1))
    pose[:, [rig.index(bone) for bone in arm_bones(side)]] = pose_arm(Arm(targets, elbow, palm), side)
    positions, world = rig.forward(pose)
    np.testing.assert_allclose(positions[:, rig.index(f"{side}Hand")], targets, atol=1e-6)
    assert angle_between(world[:, rig.index(f"{side}Hand")], palm).max() < 1e-6


def test_a_target_out_of_reach_gives_a_stretched_arm_and_no_nan() -> None:
    palm = np.array([[0.0, 0, 0, 1]])
    turns = pose_arm(Arm(np.array([[-3.0, 1.2, 3.0]]), np.array([[-0.3, 1.0, 0.1]]), palm), "right")
    assert np.isfinite(turns).all()


def test_book_is_unit_continuous_and_close_to_its_landmarks(book: BodySequence) -> None:
    motion = clean(book)
    pose = retarget(motion)
    assert pose.shape == (len(book), len(BONES), 4)
    np.testing.assert_allclose(np.linalg.norm(pose, axis=-1), 1, atol=1e-6)
    assert ((pose[1:] * pose[:-1]).sum(axis=-1) > 0).all()
    start, stop = stroke(motion)
    figures = errors(motion.cut(start, stop), retarget(motion.cut(start, stop)))
    assert figures["palm_deg"] < 18
    assert figures["finger_deg"] < 25
    assert figures["wrist_path"] < 0.15


def test_the_persons_right_hand_moves_the_figures_right_hand(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[:, LEFT_HAND] = np.nan
    pose = retarget(clean(BodySequence(landmarks, book.fps, book.aspect)))
    rig = load_rig()
    height = rig.forward(pose)[0][:, :, 1]
    assert np.ptp(height[:, rig.index("rightHand")]) > 0.15
    assert np.ptp(height[:, rig.index("leftHand")]) < 1e-6


def test_hands_stay_out_of_the_body(book: BodySequence) -> None:
    rig = load_rig()
    pose = retarget(clean(book))
    positions, world = rig.forward(pose)
    for side in SIDES:
        points = rig.hand_points(positions, world, side)
        inside = body_front(points) - points[..., 2]
        raised = points[..., 1].max(axis=-1) > 1.0
        assert inside[raised].max() < 0.03


def test_the_stroke_leaves_out_raise_and_lower(book: BodySequence) -> None:
    motion = clean(book)
    start, stop = stroke(motion)
    seen = np.flatnonzero(motion.seen.any(axis=1))
    assert seen[0] < start < stop < seen[-1] + 1
    assert 0.8 < (stop - start) / book.fps < 2.5


def test_a_jump_of_the_hand_to_elsewhere_is_rejected(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[80, RIGHT_HAND, :2] += [0.4, -0.3]
    motion = clean(BodySequence(landmarks, book.fps, book.aspect))
    assert clean(book).found[80, 1]
    assert not motion.found[80, 1]
    assert motion.seen[80, 1]


def test_no_shoulders_is_an_error_of_one_line(book: BodySequence) -> None:
    landmarks = np.full_like(book.landmarks, np.nan)
    with pytest.raises(InputError, match="shoulders"):
        clean(BodySequence(landmarks, book.fps, book.aspect))


def test_a_clip_without_hands_rests(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[:, LEFT_HAND] = landmarks[:, RIGHT_HAND] = np.nan
    landmarks[:, POSE][:, [LEFT_WRIST, RIGHT_WRIST], 1] = 1.2
    motion = clean(BodySequence(landmarks, book.fps, book.aspect))
    arms = [BONES.index(bone) for side in SIDES for bone in arm_bones(side)]
    np.testing.assert_allclose(retarget(motion)[:, arms], np.tile(rest_pose()[arms], (len(book), 1, 1)), atol=1e-9)
    with pytest.raises(InputError, match="hand"):
        stroke(motion)
