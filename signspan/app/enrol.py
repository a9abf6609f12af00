"""Teaching signs from files, for the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from signspan.body.sequence import BodySequence
from signspan.capture.recording import recorded
from signspan.errors import InputError, SignspanError
from signspan.perceive.sequence import read_body
from signspan.recognise.book import Book, checked_language
from signspan.recognise.classifier import Classifier
from signspan.recognise.consent import Consent, LentMotion
from signspan.recognise.enrolled import Taught, with_embeddings
from signspan.recognise.example import Example, taught_window

TOO_CLOSE = 0.5  # a sign at least this likely to be mistaken for another gets a warning


def example_of_body(sequence: BodySequence, classifier: Classifier, name: str) -> Example:
    """The example in a sequence of one signing; `name` is its file's.

    Raises what `taught_window` raises.
    """
    try:
        window = taught_window(sequence.landmarks, sequence.aspect)
    except InputError as error:
        raise InputError(f"{error}: {name}") from error
    return Example(window, classifier.read(window).embedding)


def lent_motion(bodies: Sequence[BodySequence], consent: Consent) -> LentMotion | None:
    """The motion of the first signing that the avatar can make; if there is none, stderr says why."""
    why = ""
    for body in bodies:
        try:
            return LentMotion(recorded(body.landmarks, np.arange(len(body)) / body.fps, body.aspect), consent)
        except SignspanError as error:
            why = why or str(error)
    _warn(f"the avatar cannot make it: {why}")
    return None


def enrol(
    name: str, files: Sequence[Path], path: Path, label: str, language: str | None, consent: str | None = None
) -> dict[str, Any]:
    """Teaches a sign from `files` into the book at `path`, creating it if needed; returns a summary.

    With the signer's `consent` (a name, or yes) the avatar learns the sign too. Raises what `Book`, `read_body` and
    `example_of_body` raise; the book is then unchanged.
    """
    agreed = None if consent is None else Consent.given(consent)
    classifier = Classifier.load()
    if path.exists():
        book = Book.read(path)
        if language not in {None, book.language}:
            raise InputError(f"expected signs of the book's language, {book.language}, got {language}")
        book = Book(book.language, with_embeddings(book.signs, classifier))
    else:
        book = Book(checked_language(language)) if language else Book()
    bodies = [read_body(file) for file in files]
    examples = tuple(example_of_body(body, classifier, file.name) for body, file in zip(bodies, files, strict=True))
    motion = None if agreed is None else lent_motion(bodies, agreed)
    book = book.taught(name, examples, label, motion)
    nearest = Taught(classifier, book).neighbour(name)
    book.write(path)
    if nearest is not None and nearest.confusion >= TOO_CLOSE:
        _warn(f"{name} looks much like {nearest.name}: show it more clearly, or more often")
    sign = next(sign for sign in book.signs if sign.name == name)
    return {
        "sign": sign.name,
        "label": sign.label,
        "examples": len(sign.examples),
        "motion": sign.motion is not None,
        "language": book.language,
        "signs": len(book.signs),
        "nearest": None if nearest is None else {"sign": nearest.name, "confusion": round(nearest.confusion, 4)},
    }


def _warn(text: str) -> None:
    print(f"signspan: {text}", file=sys.stderr)  # noqa: T201 - a warning is not an error
