"""Writes `tests/vectors/taught.json`: Python's results for taught signs, which the browser's code must match.

Run it after changing `recognise/path.py`, `example.py`, `book.py` or `enrolled.py`, or the weights:
`python scripts/make_book_vectors.py`. The signs are pieces of the real BOOK clip, and transformations of it;
no vocabulary has their names.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from signspan.body.files import read_landmarks
from signspan.body.topology import LEFT_HAND, POSE, RIGHT_HAND
from signspan.body.window import window_of_body
from signspan.recognise.book import Book
from signspan.recognise.classifier import Classifier
from signspan.recognise.enrolled import Taught
from signspan.recognise.example import Example, taught_window
from signspan.recognise.path import apart, path_of, trimmed

ROOT = Path(__file__).parents[1]
DIGITS = 5
KEPT = [
    *range(POSE.start, POSE.stop),
    *range(LEFT_HAND.start, LEFT_HAND.stop),
    *range(RIGHT_HAND.start, RIGHT_HAND.stop),
]


def plain(values: np.ndarray[Any, Any]) -> Any:
    """Nested lists with None for NaN, rounded."""
    if values.ndim:
        return [plain(row) for row in values]
    return round(float(values), DIGITS) if np.isfinite(values) else None


def clips() -> dict[str, np.ndarray[Any, Any]]:
    """Body frames (T, 543, 3) of four signings, two of them of one sign."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz").landmarks
    seen = np.nonzero(np.isfinite(book[:, [LEFT_HAND.start, RIGHT_HAND.start], 0]).any(axis=1))[0]
    sign = book[seen[0] : seen[-1] + 1 : 2].copy()
    upside_down = sign.copy()
    for hand in (LEFT_HAND, RIGHT_HAND):
        upside_down[:, hand, 1] = 0.7 - 0.5 * upside_down[:, hand, 1]
    one_hand = sign[::-1].copy()
    one_hand[:, LEFT_HAND] = np.nan
    found = {"sign": sign, "again": sign[1:-2], "upside down": upside_down, "one hand": one_hand}
    return {name: np.round(points, DIGITS) for name, points in found.items()}


def main() -> None:
    """Writes the file."""
    aspect = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz").aspect
    classifier, points = Classifier.load(), clips()
    windows = {name: taught_window(each, aspect) for name, each in points.items()}
    examples = {name: Example(each, classifier.read(each).embedding) for name, each in windows.items()}
    paths = {name: path_of(each) for name, each in windows.items()}
    book = Book("sdl").taught("كتاب", (examples["sign"],), "book").taught("no such sign", (examples["upside down"],))
    with tempfile.TemporaryDirectory() as folder:
        book.write(Path(folder) / "book")
        written = (Path(folder) / "book").read_text()
        book = Book.read(Path(folder) / "book")
    adding, standing = Taught(classifier, Book(signs=book.signs)), Taught(classifier, book)
    read = {}
    for name, each in points.items():
        window = window_of_body(each, aspect)
        [both], [alone] = adding.read_all([window]), standing.read_all([window])
        read[name] = {
            "trimmed": plain(trimmed(window).hands.sum(axis=(1, 2, 3))),
            "path": plain(paths[name][::5]),
            "apart": plain(apart(paths[name], np.stack(list(paths.values())))),
            "taught": plain(both.probabilities[-2:]),
            "alone": plain(alone.probabilities),
        }
    vector = {
        "aspect": aspect,
        "points": KEPT,
        "clips": {name: plain(each[:, KEPT]) for name, each in points.items()},
        "book": written,
        "unknown": standing.unknown,
        "read": read,
    }
    (ROOT / "tests" / "vectors" / "taught.json").write_text(json.dumps(vector) + "\n")


if __name__ == "__main__":
    main()
