"""The network that separates signs from the movements between them, run by onnxruntime over the last ticks.

A small causal network reads the ticks' signals and gives for each the probability of blank and the weights of the
windows. It looks `REACH` ticks back and never ahead, so running it on that many ticks equals running it on the whole
stream.
"""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from signspan.recognise.classifier import WEIGHTS
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.evidence import Evidence
from signspan.recognise.session import open_network

_C: Final = CONSTANTS["gate"]
REACH: Final[int] = _C["reach"]


@dataclass(slots=True)
class Gate:
    """Feed evidence in order; `clear` between stretches of signing."""

    session: onnxruntime.InferenceSession
    _signals: deque[NDArray[np.float32]] = field(default_factory=lambda: deque(maxlen=REACH))

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Loads `continuous.onnx` of `folder`."""
        return cls(open_network(folder, "continuous.onnx"))

    def fresh(self) -> Self:
        """Another stream's gate: the same network, no ticks."""
        return type(self)(self.session)

    def feed(self, evidence: Evidence) -> tuple[float, NDArray[np.float32]]:
        """The tick's blank probability, and its distribution over glosses (C,): the windows' weighted mean."""
        self._signals.append(evidence.signals)
        outputs = self.session.run(["outputs"], {"signals": np.stack(self._signals)[None]})[0][0, -1]
        return float(outputs[0]), np.asarray(outputs[1:] @ evidence.probabilities, np.float32)

    def clear(self) -> None:
        """Forgets the ticks."""
        self._signals.clear()
