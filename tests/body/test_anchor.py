from pathlib import Path

import numpy as np
import pytest

from signspan.body.anchor import UNKNOWN, anchor_of_box, anchor_of_pose, likely_aspect
from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_SHOULDER, NOSE, POSE, RIGHT_SHOULDER
from signspan.corpora.signs import read_pack


def test_the_shoulders_of_a_real_clip(book: BodySequence) -> None:
    x, y, width, known = anchor_of_pose(book.landmarks[:, POSE], book.aspect)
    left = book.landmarks[:, POSE.start + LEFT_SHOULDER]
    right = book.landmarks[:, POSE.start + RIGHT_SHOULDER]
    assert known == 1
    assert np.nanmin(right[:, 0]) * book.aspect < x < np.nanmax(left[:, 0]) * book.aspect
    assert width == pytest.approx(float(np.nanmedian(np.abs(left - right)[:, 0])) * book.aspect, rel=0.1)
    assert 0.2 < y < 0.8


def test_nobody_and_a_body_seen_from_the_side_are_unknown(book: BodySequence) -> None:
    nobody = np.full((5, 33, 3), np.nan, np.float32)
    assert np.array_equal(anchor_of_pose(nobody, 1.0), UNKNOWN)
    sideways = book.landmarks[:, POSE].copy()
    sideways[:, LEFT_SHOULDER] = sideways[:, RIGHT_SHOULDER]
    assert np.array_equal(anchor_of_pose(sideways, 1.0), UNKNOWN)
    assert np.array_equal(anchor_of_box(np.array([5, 5, 5, 5]), 100, 1.0), UNKNOWN)


@pytest.mark.parametrize("aspect", [4 / 3, 3 / 2, 16 / 9])
def test_an_image_s_aspect_shows_in_the_body_s_proportions(aspect: float) -> None:
    pose = np.full((3, 33, 3), np.nan, np.float32)
    width = 0.4  # image heights
    pose[:, NOSE] = (0.5, 0.3, 0)
    for point, side in ((LEFT_SHOULDER, 1), (RIGHT_SHOULDER, -1)):
        pose[:, point] = (0.5 + side * width / 2 / aspect, 0.3 + width / 1.8, 0)
    assert likely_aspect(pose, otherwise=1.0) == aspect
    assert likely_aspect(np.full((3, 33, 3), np.nan, np.float32), otherwise=1.0) == 1.0


@pytest.mark.slow
def test_a_box_tells_what_the_pose_of_the_same_video_tells(shared_data: Path) -> None:
    """Clips that both packs have: the box's anchor is the pose's, within what training jitters."""
    pack = shared_data / "wlasl_hands" / "wlasl_hands.npz"
    ids = [str(video) for video in np.load(pack)["video_id"]]
    boxed = dict(zip(ids, (clip.anchor for clip in read_pack(pack)), strict=True))
    small = shared_data / "small_vocab" / "wlasl50_pose_hands.npz"
    posed = [clip.anchor for clip in read_pack(small)]
    videos = [str(video) for video in np.load(small)["video_id"]][: len(posed)]
    off = np.array([boxed[video] - anchor for video, anchor in zip(videos, posed, strict=True) if video in boxed])
    widths = np.array([anchor[2] for video, anchor in zip(videos, posed, strict=True) if video in boxed])
    assert len(off) > 100
    assert np.median(np.abs(off[:, 1]) / widths) < 0.15
    assert np.median(np.abs(off[:, 2]) / widths) < 0.15
