"""The protocol of reading windows, and the label mask that restricts it to a part of its vocabulary."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from signspan.body.window import Window
from signspan.errors import InputError
from signspan.recognise.classifier import Classifier, Reading


class Reader(Protocol):
    """Reads windows: the classifier, a part of its vocabulary, or either with taught signs."""

    classes: tuple[str, ...]

    def read_all(self, windows: Sequence[Window], glance: bool = False) -> list[Reading]:
        """A reading of each window: probabilities over `classes`, class 0 idle; a `glance` costs half."""


class Restricted:
    """A classifier restricted to some of its glosses (label mask). Idle always stays."""

    def __init__(self, classifier: Classifier, glosses: Sequence[str]) -> None:
        known = {gloss: at for at, gloss in enumerate(classifier.classes)}
        if unknown := [gloss for gloss in glosses if gloss not in known]:
            raise InputError(f"expected glosses that the model knows, got {', '.join(unknown[:5])}")
        self._classifier = classifier
        self._kept = np.array([0, *sorted({known[gloss] for gloss in glosses} - {0})])
        self.classes = tuple(classifier.classes[at] for at in self._kept)

    def read_all(self, windows: Sequence[Window], glance: bool = False) -> list[Reading]:
        """Probabilities renormalised over the glosses kept."""
        readings = []
        for reading in self._classifier.read_all(windows, glance):
            kept = reading.probabilities[self._kept]
            readings.append(Reading(kept / max(float(kept.sum()), 1e-9), reading.embedding))
        return readings
