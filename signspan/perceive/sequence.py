"""A whole file as a body sequence: landmark files are read, videos are perceived."""

import sys
from pathlib import Path

import numpy as np
from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.body.sequence import BodySequence
from signspan.perceive.legacy import LegacyHolistic
from signspan.perceive.video import Video

LANDMARK_FILES = frozenset({".npz", ".parquet", ".pose"})


def read_body(path: Path) -> BodySequence:
    """The body sequence of a landmark file or a video; shows progress on stderr for videos.

    Raises what `read_landmarks` and `Video` raise.
    """
    if path.suffix.lower() in LANDMARK_FILES:
        return read_landmarks(path)
    video = Video(path)
    try:
        with LegacyHolistic() as perceiver:
            bar = tqdm(video, total=video.frames_claimed, desc="perceiving", unit="frame", file=sys.stderr)
            points = [perceiver.perceive(frame.image, frame.at_s) for frame in bar]
    finally:
        video.close()
    return BodySequence(np.stack(points), video.fps, video.width / video.height)
