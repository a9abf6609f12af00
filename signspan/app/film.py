"""A motion as a video file: frames of the studio, written by OpenCV as MPEG-4, which every player opens."""

import sys
from pathlib import Path

import cv2
from tqdm import tqdm

from signspan.app.studio import Shot, Studio
from signspan.errors import SignspanError
from signspan.motion.clip import Clip


def film(motion: Clip, path: Path, shot: Shot | None = None) -> None:
    """Writes `motion` to `path` (.mp4), frame for frame at its own rate; progress goes to stderr.

    Raises `MissingError` if Chromium or the page is missing, `SignspanError` if the file cannot be written.
    """
    shot = shot or Shot()
    with Studio() as studio:
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), motion.fps, (shot.width, shot.height))
        if not writer.isOpened():
            raise SignspanError(f"expected to write a video, {path.name} cannot be opened for one")
        try:
            for picture in tqdm(studio.shoot(motion, shot), "filming", len(motion), file=sys.stderr, unit="frame"):
                writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        finally:
            writer.release()
