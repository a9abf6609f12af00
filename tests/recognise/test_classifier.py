from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.window import Window, window_of_body
from signspan.errors import InputError, MissingError
from signspan.recognise.classifier import Classifier
from signspan.recognise.reader import Restricted


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def test_probabilities_are_probabilities_and_mirrored_signs_get_the_same(
    classifier: Classifier, book: BodySequence
) -> None:
    window = window_of_body(book.landmarks, book.aspect)
    reading = classifier.read(window)
    assert reading.probabilities.shape == (len(classifier.classes),)
    assert reading.probabilities.sum() == pytest.approx(1, abs=1e-4)
    flip = np.array([-1, 1, 1, 1], np.float32)
    mirrored = classifier.read(Window(window.hands * flip[:3], window.present, window.anchor * flip))
    assert np.abs(reading.probabilities - mirrored.probabilities).max() < 1e-4
    assert reading.embedding @ mirrored.embedding == pytest.approx(1, abs=1e-4)


def test_several_windows_are_read_as_one_by_one(classifier: Classifier, book: BodySequence) -> None:
    windows = [window_of_body(book.landmarks[start : start + 30], book.aspect) for start in (20, 40, 60)]
    together = classifier.read_all(windows)
    for window, reading in zip(windows, together, strict=True):
        assert np.abs(classifier.read(window).probabilities - reading.probabilities).max() < 1e-5
    assert classifier.read_all([]) == []


def test_the_vocabulary_holds_wlasl_in_its_order(classifier: Classifier) -> None:
    assert classifier.classes[:4] == ("<idle>", "book", "drink", "computer")
    assert classifier.classes[100] == "thursday"
    assert len(set(classifier.classes)) == len(classifier.classes)


def test_a_label_mask_leaves_the_others_order_alone(classifier: Classifier, book: BodySequence) -> None:
    some = Restricted(classifier, ["drink", "book", "thursday"])
    assert some.classes == ("<idle>", "book", "drink", "thursday")
    window = window_of_body(book.landmarks, book.aspect)
    (masked,) = some.read_all([window])
    whole = classifier.read(window).probabilities
    assert masked.probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert masked.probabilities[1] / masked.probabilities[2] == pytest.approx(whole[1] / whole[2], rel=1e-3)
    with pytest.raises(InputError, match="got no such sign"):
        Restricted(classifier, ["book", "no such sign"])


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected isolated.onnx"):
        Classifier.load(tmp_path)
