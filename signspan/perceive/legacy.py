"""Perception by MediaPipe's legacy holistic solution, whose models are inside its wheel.

Needs `mediapipe` 0.10.21, the last with `mp.solutions`. It needs no network: complexity 1 is the one whose weights ship
in the wheel.
"""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.errors import MissingError
from signspan.perceive.perceiver import Image, Perceiver, assemble


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silences the C++ start-up chatter of TFLite, which writes to file descriptor 2 directly."""
    sys.stderr.flush()
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


class LegacyHolistic(Perceiver):
    """`Perceiver` over `mp.solutions.holistic`; about 80 CPU-ms a 640×480 frame."""

    def __init__(self) -> None:
        os.environ.setdefault("GLOG_minloglevel", "3")
        try:
            with _quiet():
                holistic = importlib.import_module("mediapipe.python.solutions.holistic")
        except ImportError as error:
            raise MissingError("legacy perception needs mediapipe 0.10.21: pip install mediapipe==0.10.21") from error
        with _quiet():
            self._graph: Any = holistic.Holistic(model_complexity=1, smooth_landmarks=True)
        self._warm = False

    def perceive(self, image: Image, at_s: float) -> NDArray[np.float32]:  # noqa: ARG002 - this one tracks by order alone
        if self._warm:
            found = self._graph.process(image)
        else:  # the first frame loads the models, which then log
            with _quiet():
                found = self._graph.process(image)
            self._warm = True
        return assemble(
            *(
                part and part.landmark
                for part in (
                    found.face_landmarks,
                    found.left_hand_landmarks,
                    found.pose_landmarks,
                    found.right_hand_landmarks,
                )
            )
        )

    def close(self) -> None:
        self._graph.close()
