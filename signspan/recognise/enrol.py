"""Teaching from files, as the command line does it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from signspan.errors import InputError
from signspan.perceive.sequence import read_body
from signspan.recognise.book import Book, checked_language
from signspan.recognise.classifier import Classifier
from signspan.recognise.enrolled import Taught, with_embeddings
from signspan.recognise.example import Example, taught_window

TOO_CLOSE = 0.5  # a sign at least this likely to be taken for another is worth a warning


def example_of_file(path: Path, classifier: Classifier) -> Example:
    """The example in a video or landmark file that shows one signing.

    Raises what `read_body` and `taught_window` raise.
    """
    sequence = read_body(path)
    try:
        window = taught_window(sequence.landmarks, sequence.aspect)
    except InputError as error:
        raise InputError(f"{error}: {path.name}") from error
    return Example(window, classifier.read(window).embedding)


def enrol(name: str, files: Sequence[Path], path: Path, label: str, language: str | None) -> dict[str, Any]:
    """Teaches a sign from `files` into the book at `path`, which is made if it is not there; what came of it.

    Raises what `Book` and `example_of_file` raise; the book is then as it was.
    """
    classifier = Classifier.load()
    if path.exists():
        book = Book.read(path)
        if language not in {None, book.language}:
            raise InputError(f"expected signs of the book's language, {book.language}, got {language}")
        book = Book(book.language, with_embeddings(book.signs, classifier))
    else:
        book = Book(checked_language(language)) if language else Book()
    examples = tuple(example_of_file(file, classifier) for file in files)
    book = book.taught(name, examples, label)
    nearest = Taught(classifier, book).neighbour(name)
    book.write(path)
    if nearest is not None and nearest.confusion >= TOO_CLOSE:
        warning = f"{name} looks much like {nearest.name}: show it more clearly, or more often"
        print(f"signspan: {warning}", file=sys.stderr)  # noqa: T201 - a warning is not an error
    sign = next(sign for sign in book.signs if sign.name == name)
    return {
        "sign": sign.name,
        "label": sign.label,
        "examples": len(sign.examples),
        "language": book.language,
        "signs": len(book.signs),
        "nearest": None if nearest is None else {"sign": nearest.name, "confusion": round(nearest.confusion, 4)},
    }
