from dataclasses import replace

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.window import Window
from signspan.recognise.book import Book, Sign
from signspan.recognise.classifier import Classifier
from signspan.recognise.enrolled import FARTHEST, Taught, with_embeddings
from signspan.recognise.example import Example, taught_window


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.fixture(scope="module")
def window(book: BodySequence) -> Window:
    return taught_window(book.landmarks, book.aspect)


def turned(window: Window) -> Window:
    """Another sign, as far as anything here can tell: the hands upside down."""
    hands = window.hands.copy()
    hands[..., 1] = 2 * window.anchor[1] - hands[..., 1]
    return Window(hands * window.present[..., None, None], window.present, window.anchor)


def again(window: Window) -> Window:
    """The same sign once more, a little differently."""
    hands = window.hands + np.random.default_rng(4).normal(0, 0.0005, window.hands.shape)
    return Window(hands.astype(np.float32) * window.present[..., None, None], window.present, window.anchor)


def example(window: Window, classifier: Classifier) -> Example:
    return Example(window, classifier.read(window).embedding)


def test_a_book_of_asl_adds_to_what_is_known(window: Window, classifier: Classifier) -> None:
    book = Book().taught("our school", (example(turned(window), classifier),))
    taught = Taught(classifier, book)
    assert taught.classes == (*classifier.classes, "our school")
    closed, new = taught.read_all([window, turned(window)])
    assert new.probabilities[-1] > 0.95
    assert closed.probabilities[-1] < 0.1
    np.testing.assert_allclose([closed.probabilities.sum(), new.probabilities.sum()], 1, atol=1e-4)
    before = classifier.read(window).probabilities
    np.testing.assert_allclose(closed.probabilities[:-1] / (1 - closed.probabilities[-1]), before, atol=1e-4)


def test_a_known_sign_can_be_taught_once_more(window: Window, classifier: Classifier) -> None:
    taught = Taught(classifier, Book().taught("drink", (example(turned(window), classifier),)))
    assert taught.classes == classifier.classes
    [reading] = taught.read_all([again(turned(window))])
    assert taught.classes[int(reading.probabilities.argmax())] == "drink"


def test_another_language_stands_alone_and_refuses_what_it_was_not_taught(
    window: Window, classifier: Classifier
) -> None:
    taught = Taught(classifier, Book("sdl").taught("جامعة", (example(window, classifier),), "university"))
    assert taught.classes == ("<idle>", "جامعة")
    assert taught.labels == {"جامعة": "university"}
    assert taught.unknown == FARTHEST
    same, other = taught.read_all([again(window), turned(window)])
    assert same.probabilities[1] > 0.8
    assert other.probabilities[0] > 0.5
    np.testing.assert_allclose(same.probabilities.sum(), 1, atol=1e-5)


def test_an_empty_book_changes_nothing(window: Window, classifier: Classifier) -> None:
    taught = Taught(classifier, Book())
    [reading] = taught.read_all([window])
    np.testing.assert_allclose(reading.probabilities, classifier.read(window).probabilities, atol=1e-5)


def test_neighbours_tell_signs_that_are_too_close(window: Window, classifier: Classifier) -> None:
    book = Book("sdl")
    for name, each in (("one", window), ("two", again(window)), ("three", turned(window))):
        book = book.taught(name, (example(each, classifier),))
    taught = Taught(classifier, book)
    close, clear = taught.neighbour("two"), taught.neighbour("three")
    assert close is not None
    assert clear is not None
    assert close.name == "one"
    assert close.confusion > 0.5 > clear.confusion


def test_another_encoders_embeddings_are_made_again(window: Window, classifier: Classifier) -> None:
    right = example(window, classifier)
    stranger = replace(right, embedding=np.eye(16, dtype=np.float32)[0])
    [sign] = with_embeddings([Sign("one", (stranger, stranger))], classifier)
    np.testing.assert_allclose(sign.examples[1].embedding, right.embedding, atol=1e-5)
    kept = Sign("one", (right,))
    assert with_embeddings([kept], classifier) == (kept,)
