"""Perception by the Holistic Landmarker task, the same model bundle that the page runs.

Needs `mediapipe` 0.10.35 or later, in an environment of its own: 0.10.21, which the legacy solution
needs, aborts the process in this task when a hand is lost. The bundle is assembled at set-up by
`scripts/assemble_task.py`.
"""

import importlib
import importlib.metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.errors import MissingError
from signspan.perceive.perceiver import Image, Perceiver, assemble

OLDEST = (0, 10, 35)


class HolisticTask(Perceiver):
    """`Perceiver` over `HolisticLandmarker`; the first 468 of its 478 face points are the classic mesh."""

    def __init__(self, bundle: Path) -> None:
        if not bundle.is_file():
            raise MissingError(f"expected the task bundle at {bundle}: make setup assembles it")
        try:
            version = importlib.metadata.version("mediapipe")
            numbers = tuple(int(part) for part in version.split(".")[:3])
            if numbers < OLDEST:
                raise MissingError(f"the Holistic Landmarker task needs mediapipe 0.10.35 or later, this is {version}")
            vision: Any = importlib.import_module("mediapipe.tasks.python.vision")
            base: Any = importlib.import_module("mediapipe.tasks.python.core.base_options")
            self._mp: Any = importlib.import_module("mediapipe")
        except ImportError as error:
            raise MissingError("the Holistic Landmarker task needs mediapipe 0.10.35 or later") from error
        options = vision.HolisticLandmarkerOptions(
            base_options=base.BaseOptions(model_asset_path=str(bundle)),
            running_mode=vision.RunningMode.VIDEO,
        )
        self._task: Any = vision.HolisticLandmarker.create_from_options(options)

    def perceive(self, image: Image, at_s: float) -> NDArray[np.float32]:
        picture = self._mp.Image(image_format=self._mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))
        found = self._task.detect_for_video(picture, round(at_s * 1000))
        return assemble(
            found.face_landmarks, found.left_hand_landmarks, found.pose_landmarks, found.right_hand_landmarks
        )

    def close(self) -> None:
        self._task.close()
