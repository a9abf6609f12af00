"""What the model learns from and what a camera gives it are the same kind of input."""

from pathlib import Path

import numpy as np
import pytest

from signspan.body.topology import LEFT_HAND, MIDDLE_MCP, POSE, RIGHT_HAND, WRIST
from signspan.body.window import Window, window_of_body, window_of_hands
from signspan.corpora.signs import ASPECT_OF_SOURCE, WIDE, read_pack


def places(window: Window) -> np.ndarray:
    """Places of the busier hand's wrist on the body (32, 2), in shoulder widths; NaN where absent."""
    relative = (window.hands[:, 0, WRIST, :2] - window.anchor[:2]) / window.anchor[2]
    return np.where(window.present[:, :1] > 0, relative, np.nan)


def palm(window: Window) -> float:
    """The busier hand's palm, in shoulder widths."""
    hand = window.hands[window.present[:, 0] > 0, 0]
    return float(np.median(np.linalg.norm(hand[:, MIDDLE_MCP, :2] - hand[:, WRIST, :2], axis=1))) / window.anchor[2]


@pytest.mark.slow
def test_the_same_video_gives_the_same_input_from_the_pack_and_from_a_camera(shared_data: Path) -> None:
    """Videos that one pack has as hands with a box, and another as hands with a pose: as a camera would give them."""
    pack_path = shared_data / "wlasl_hands" / "wlasl_hands.npz"
    pack = np.load(pack_path)
    videos, sources = [str(v) for v in pack["video_id"]], [str(s) for s in pack["source"]]
    posed = np.load(shared_data / "small_vocab" / "wlasl49_pose_hands.npz")
    wanted = {str(v): n for n, v in enumerate(posed["video_id"])}
    shifts, sizes = [], []
    for video, source, clip in zip(videos, sources, read_pack(pack_path), strict=True):
        if video not in wanted or len(shifts) == 40:
            continue
        start, end = posed["offsets"][wanted[video] : wanted[video] + 2]
        frames = posed["landmarks"][start:end].astype(np.float32)
        body = np.full((len(frames), 543, 3), np.nan, np.float32)
        body[:, LEFT_HAND], body[:, RIGHT_HAND], body[:, POSE] = frames[:, :21], frames[:, 21:42], frames[:, 42:]
        seen = np.nonzero(np.isfinite(frames[:, :42, 0]).any(axis=1))[0]
        camera = window_of_body(body[seen[0] : seen[-1] + 1], ASPECT_OF_SOURCE.get(source, WIDE))
        learnt = window_of_hands(clip.hands, clip.anchor)
        shifts.append(np.nanmedian(places(camera), axis=0) - np.nanmedian(places(learnt), axis=0))
        sizes.append(palm(camera) / palm(learnt))
    assert len(shifts) == 40
    assert np.all(np.abs(np.median(shifts, axis=0)) < 0.12)  # no side, no height is systematically off
    assert abs(float(np.median(sizes)) - 1) < 0.15
