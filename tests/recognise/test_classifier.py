from pathlib import Path

import numpy as np
import pytest

from signspan.body.hands import hands_of, prepare, resample
from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, MissingError
from signspan.recognise.classifier import Classifier


def test_probabilities_are_probabilities_and_mirrored_signs_get_the_same(book: BodySequence) -> None:
    classifier = Classifier.load()
    hands, present = resample(prepare(hands_of(book.landmarks), book.aspect))
    found = classifier.probabilities(hands, present)
    assert found.shape == (len(classifier.classes),)
    assert found.sum() == pytest.approx(1, abs=1e-4)
    mirrored = classifier.probabilities(hands * np.array([-1, 1, 1], np.float32), present)
    assert np.abs(found - mirrored).max() < 1e-4


def test_the_vocabulary_holds_wlasl100_in_its_order() -> None:
    classes = Classifier.load().classes
    assert classes[:4] == ("<idle>", "book", "drink", "computer")
    assert classes[100] == "thursday"
    assert len(set(classes)) == len(classes)


def test_missing_weights_and_wrong_windows_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected isolated.onnx"):
        Classifier.load(tmp_path)
    with pytest.raises(FormatError, match="expected hands"):
        Classifier.load().probabilities(np.zeros((48, 2, 21, 3), np.float32), np.ones((48, 2), np.float32))
