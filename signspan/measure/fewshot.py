"""Accuracy of enrolment: signs are taught from one folder and read from another, nothing is trained.

A folder holds videos or landmark files, `NAME.mp4`, and `NAME__2.mp4`, `NAME__3.mp4`… for further
examples of the same sign. A file that shows no hands, or cannot be read, is named on stderr; in the
test folder it counts as wrong.
"""

import re
import sys
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.app.enrol import example_of_body
from signspan.errors import InputError, SignspanError
from signspan.perceive.sequence import LANDMARK_FILES, read_body
from signspan.recognise.book import Book
from signspan.recognise.classifier import Classifier
from signspan.recognise.enrolled import Taught
from signspan.recognise.example import Example

CLIPS = LANDMARK_FILES | {".mp4", ".webm", ".mov", ".avi", ".mkv"}
ANY_LANGUAGE = "und"  # ISO 639-2's code for "undetermined", which leaves out the closed vocabulary


def evaluate(train: Path, test: Path) -> dict[str, Any]:
    """Top-1 over the clips of `test` among the signs taught from `train`.

    Raises `InputError` if a folder is missing, holds no clips, or nothing in it can be taught.
    """
    lessons, clips = _clips(train), _clips(test)
    classifier = Classifier.load()
    book = Book(ANY_LANGUAGE)
    for name, path in tqdm(lessons, desc="teaching", unit="clip", file=sys.stderr):
        example = _example(path, classifier)
        if example is not None:
            book = book.taught(name, (example,))
    if not book.signs:
        raise InputError(f"expected clips that show a sign, found none that does in {train}")
    taught = Taught(classifier, book)
    right = 0
    for name, path in tqdm(clips, desc="reading", unit="clip", file=sys.stderr):
        example = _example(path, classifier)
        right += example is not None and book.signs[int(taught.distances(example).argmin())].name == name
    return {"n": len(clips), "classes": len(book.signs), "top1": round(right / len(clips), 4)}


def _clips(folder: Path) -> list[tuple[str, Path]]:
    """The names and paths of a folder's clips, by name."""
    if not folder.is_dir():
        raise InputError(f"expected a folder of clips, found none at {folder}")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in CLIPS)
    if not paths:
        raise InputError(f"expected clips ({', '.join(sorted(CLIPS))}) in {folder}, found none")
    return [(re.sub(r"__\d+$", "", path.stem), path) for path in paths]


def _example(path: Path, classifier: Classifier) -> Example | None:
    try:
        return example_of_body(read_body(path), classifier, path.name)
    except SignspanError as error:
        tqdm.write(f"signspan: {path}: {error}", file=sys.stderr)
        return None
