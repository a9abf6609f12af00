"""Reading frames out of a video file, one at a time, with bounds against hostile headers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from signspan.errors import FormatError, InputError, LimitError
from signspan.perceive.perceiver import Image

MAX_FRAMES = 10 * 60 * 60  # ten minutes at 60 fps
MAX_SIDE = 4096


@dataclass(frozen=True, slots=True)
class Frame:
    """One RGB image (H, W, 3) uint8 and its time in seconds from the start."""

    image: Image
    at_s: float


class Video:
    """A video file, open for reading frames in order."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise InputError(f"expected a video file, found nothing at {path}")
        if path.stat().st_size == 0:
            raise FormatError(f"expected a video, {path.name} is empty")
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        self.name = path.name
        if not self._capture.isOpened():
            raise FormatError(f"expected a video, {path.name} cannot be decoded as one")
        self.width = int(self._capture.get(cv2.CAP_PROP_FRAME_WIDTH))
        self.height = int(self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        if not (0 < self.width <= MAX_SIDE and 0 < self.height <= MAX_SIDE):
            raise LimitError(
                f"expected a picture up to {MAX_SIDE} px a side, {path.name} has {self.width}×{self.height}"
            )
        fps = float(self._capture.get(cv2.CAP_PROP_FPS))
        self.fps = fps if np.isfinite(fps) and 1 <= fps <= 240 else 30.0
        claimed = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self.frames_claimed = int(claimed) if np.isfinite(claimed) and 0 < claimed < MAX_FRAMES else None

    def __iter__(self) -> Iterator[Frame]:
        """Frames in order.

        Raises `FormatError` when none decodes and `LimitError` past `MAX_FRAMES`.
        """
        count = 0
        while True:
            ok, image = self._capture.read()
            if not ok:
                break
            if count >= MAX_FRAMES:
                raise LimitError(f"expected at most {MAX_FRAMES} frames, {self.name} has more")
            yield Frame(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8), count / self.fps)
            count += 1
        if count == 0:
            raise FormatError(f"expected a video with frames, {self.name} has none")

    def close(self) -> None:
        self._capture.release()
