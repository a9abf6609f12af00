"""The shipped isolated-sign model, run by onnxruntime on one thread."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from signspan.body.window import Window
from signspan.errors import FormatError
from signspan.recognise.network import open_network

PARTS = ("hands", "present", "anchor")
WEIGHTS = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Reading:
    """The model's outputs for one window: calibrated `probabilities` (C,), class 0 idle, and an `embedding` (E,).

    The embedding has length one and lies near those of other examples of the same sign, even of a sign the model does
    not know. Enrolment compares embeddings.
    """

    probabilities: NDArray[np.float32]
    embedding: NDArray[np.float32]


class Classifier:
    """Windows to readings."""

    def __init__(self, session: onnxruntime.InferenceSession, classes: tuple[str, ...], temperature: float) -> None:
        self._session = session
        self.temperature = temperature
        self.classes = classes

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Loads `isolated.onnx` and `isolated.json` of `folder`."""
        session, labels = open_network(folder, "isolated.onnx", "isolated.json"), folder / "isolated.json"
        config = json.loads(labels.read_text())
        classes = tuple(config["classes"])
        outputs = session.get_outputs()[0].shape[-1]
        if outputs != len(classes):
            raise FormatError(f"expected {outputs} classes in {labels.name}, got {len(classes)}")
        return cls(session, classes, float(config["temperature"]))

    def read(self, window: Window) -> Reading:
        """One window."""
        return self.read_all([window])[0]

    def read_all(self, windows: Sequence[Window], glance: bool = False) -> list[Reading]:
        """Several windows in one run, each averaged with its mirror image, unless it is only a `glance`.

        A glance costs half and is right half a percentage point less often.
        """
        if not windows:
            return []
        views = [[window] if glance else [window, window.mirrored] for window in windows]
        fed = {name: np.array([[getattr(v, name) for v in each] for each in views]) for name in PARTS}
        probabilities, embeddings = self._session.run(["probabilities", "embedding"], fed)
        scaled = probabilities ** np.float32(1 / self.temperature)  # as dividing the logits by it would
        scaled /= scaled.sum(axis=1, keepdims=True)
        return [Reading(p, e) for p, e in zip(scaled, embeddings, strict=True)]
