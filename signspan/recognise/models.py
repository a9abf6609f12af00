"""The models of recognition: the classifier over a vocabulary, and the thresholds of its verdicts."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from signspan.errors import InputError
from signspan.recognise.classifier import WEIGHTS, Classifier
from signspan.recognise.reader import Reader, Restricted
from signspan.recognise.verdict import Thresholds


@dataclass(frozen=True, slots=True)
class Models:
    """Everything a `SignStream` is made with; streams share it."""

    reader: Reader
    thresholds: Thresholds

    @classmethod
    def load(cls, vocabulary: str = "everyday", folder: Path = WEIGHTS) -> Self:
        """Loads the models in `folder`; `vocabulary` is one of `isolated.json`'s or `all`."""
        classifier = Classifier.load(folder)
        reader: Reader = classifier
        if vocabulary != "all":
            reader = Restricted(classifier, vocabulary_of(folder, vocabulary))
        return cls(reader, Thresholds.load(folder))


def vocabulary_of(folder: Path, name: str) -> list[str]:
    """The glosses of one of the vocabularies that `isolated.json` of `folder` names."""
    vocabularies = json.loads((folder / "isolated.json").read_text())["vocabularies"]
    if name not in vocabularies:
        raise InputError(f"expected a vocabulary of {', '.join(vocabularies)} or all, got {name}")
    return list(vocabularies[name])
