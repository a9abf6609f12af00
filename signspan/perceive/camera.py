"""Reads the newest frame of a local camera: a slow reader skips frames and never lags."""

import threading
import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from signspan.errors import MissingError
from signspan.perceive.video import Frame


class Camera:
    """A camera by number. Iterating yields the newest frame each time; the rest are dropped."""

    def __init__(self, number: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self._capture = cv2.VideoCapture(number)
        if not self._capture.isOpened():
            raise MissingError(f"expected a camera, number {number} cannot be opened")
        self._clock = clock
        self._newest: Frame | None = None  # a queue of one: a newer frame replaces an unread one
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._read, name="camera", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Frame]:
        """Frames until the camera is closed or lost."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._newest is not None or self._closed)
                if self._newest is None:
                    return
                frame, self._newest = self._newest, None
            yield frame

    def close(self) -> None:
        self._closed = True
        self._thread.join(timeout=2)
        self._capture.release()

    def _read(self) -> None:
        while not self._closed:
            ok, image = self._capture.read()
            with self._changed:
                if ok:
                    rgb = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
                    self._newest = Frame(rgb, self._clock())
                else:
                    self._closed = True
                self._changed.notify_all()
