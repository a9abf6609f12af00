from pathlib import Path

import numpy as np
import pytest

from signspan.app.recognise_file import recognise_file
from signspan.body.sequence import BodySequence
from signspan.errors import InputError


def test_a_landmark_file_ends_in_a_sentence(fixtures: Path) -> None:
    rows = list(recognise_file(fixtures / "book.npz"))
    assert rows[-1]["type"] == "sentence"
    assert {row["type"] for row in rows[:-1]} <= {"gloss", "clarify"}
    assert len(rows) > 1


def test_nothing_but_nan_is_an_empty_sentence(tmp_path: Path, book: BodySequence) -> None:
    np.savez(tmp_path / "nobody.npz", landmarks=np.full_like(book.landmarks, np.nan), fps=30.0)
    assert list(recognise_file(tmp_path / "nobody.npz")) == [{"type": "sentence", "text": "", "glosses": []}]


def test_an_unknown_language_is_named(fixtures: Path) -> None:
    with pytest.raises(InputError, match="expected a language of ase, got xyz"):
        list(recognise_file(fixtures / "book.npz", "xyz"))
