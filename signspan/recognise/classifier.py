"""The shipped isolated-sign model, run by onnxruntime on one thread."""

import json
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from signspan.body.hands import STEPS
from signspan.errors import FormatError, MissingError

WEIGHTS = Path(__file__).with_name("weights")


class Classifier:
    """hands (32, 2, 21, 3) and presence (32, 2) → calibrated probabilities (C,), class 0 idle."""

    def __init__(self, session: onnxruntime.InferenceSession, classes: tuple[str, ...]) -> None:
        self._session = session
        self.classes = classes

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Loads `isolated.onnx` and `isolated.json` of `folder`."""
        model, labels = folder / "isolated.onnx", folder / "isolated.json"
        if not (model.is_file() and labels.is_file()):
            raise MissingError(f"expected isolated.onnx and isolated.json in {folder}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        classes = tuple(json.loads(labels.read_text())["classes"])
        outputs = session.get_outputs()[0].shape[-1]
        if outputs != len(classes):
            raise FormatError(f"expected {outputs} classes in {labels.name}, got {len(classes)}")
        return cls(session, classes)

    def probabilities(self, hands: NDArray[np.float32], present: NDArray[np.float32]) -> NDArray[np.float32]:
        """One window's probabilities (C,)."""
        if hands.shape != (STEPS, 2, 21, 3) or present.shape != (STEPS, 2):
            raise FormatError(f"expected hands ({STEPS}, 2, 21, 3) and presence ({STEPS}, 2), got {hands.shape}")
        found = self._session.run(None, {"hands": hands[None], "present": present[None]})[0][0]
        return np.asarray(found, np.float32)
