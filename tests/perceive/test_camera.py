"""No camera is plugged into a test machine: the fixture's real video stands where the device would be."""

from pathlib import Path

import cv2
import pytest

from signspan.errors import MissingError
from signspan.perceive import camera
from signspan.perceive.camera import Camera


def test_a_camera_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingError, match="expected a camera, number 99 cannot be opened"):
        Camera(99)


def test_frames_come_newest_first_until_the_camera_is_lost(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = cv2.VideoCapture(str(fixtures / "book.mp4"))
    monkeypatch.setattr(camera.cv2, "VideoCapture", lambda _number: clip)
    ticks = iter(range(10_000))
    plugged = Camera(0, clock=lambda: float(next(ticks)))
    times = [frame.at_s for frame in plugged]
    plugged.close()
    assert times == sorted(times)
    assert 1 <= len(times) <= 105
    assert times[-1] == 104
