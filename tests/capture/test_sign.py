"""From a real clip of BOOK to its motion, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.capture.clean import clean
from signspan.capture.retarget import retarget
from signspan.capture.sign import MAX_REVIEWED_DEG, MAX_S, checked, errors, make_sign
from signspan.errors import InputError
from signspan.motion.clip import Clip
from signspan.motion.rig import BONES


@pytest.fixture(scope="module")
def made(book: BodySequence) -> tuple[Clip, dict[str, float]]:
    return make_sign(book)


def test_a_clip_becomes_a_motion_of_the_arms_and_hands(book: BodySequence, made: tuple[Clip, dict[str, float]]) -> None:
    clip, _ = made
    assert clip.fps == book.fps
    assert clip.rotations.shape == (len(clip.rotations), len(clip.bones), 4)
    np.testing.assert_allclose(np.linalg.norm(clip.rotations, axis=-1), 1, atol=1e-5)
    assert set(clip.bones) <= set(BONES)
    assert {"leftUpperArm", "rightUpperArm", "leftHand", "rightHand", "rightIndexProximal"} <= set(clip.bones)
    assert not {"hips", "leftUpperLeg"} & set(clip.bones)  # a signer stands still
    assert clip.duration_s < book.duration_s


def test_its_quality_is_measured(made: tuple[Clip, dict[str, float]]) -> None:
    _, figures = made
    assert figures.keys() == {"coverage", "palm_deg", "finger_deg", "wrist_path"}
    assert 0.55 <= figures["coverage"] <= 1
    assert 0 < figures["palm_deg"] < MAX_REVIEWED_DEG
    assert 0 < figures["wrist_path"] < 0.2  # shoulder widths


def test_errors_grow_with_a_wrong_pose(book: BodySequence) -> None:
    motion = clean(book)
    pose = retarget(motion)
    good, late = errors(motion, pose), errors(motion, np.roll(pose, 25, axis=0))
    assert late["palm_deg"] > good["palm_deg"]
    assert late["wrist_path"] > 2 * good["wrist_path"]


def test_a_limit_on_the_palm_is_kept(book: BodySequence) -> None:
    with pytest.raises(InputError, match="expected a palm within 1° of the landmarks, got"):
        checked(clean(book), largest_deg=1.0)


def test_a_hand_that_is_mostly_lost_is_refused(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    lost = np.arange(len(landmarks)) % 10 >= 4
    landmarks[lost, LEFT_HAND] = landmarks[lost, RIGHT_HAND] = np.nan
    with pytest.raises(InputError, match=r"expected the hand in 55% of the stroke, found it in \d+%"):
        make_sign(replace(book, landmarks=landmarks))


def test_a_long_stroke_is_refused(book: BodySequence) -> None:
    with pytest.raises(InputError, match=f"expected a stroke of at most {MAX_S} s, got"):
        make_sign(replace(book, fps=book.fps / 4))


def test_a_one_handed_sign_leaves_the_other_arm_hanging(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[:, LEFT_HAND] = np.nan
    clip, _ = make_sign(replace(book, landmarks=landmarks))
    assert "rightHand" in clip.bones
    assert not [bone for bone in clip.bones if bone.startswith("left")]
