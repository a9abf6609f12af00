import json
from pathlib import Path

import numpy as np
import pytest

from signspan.body.files import write_npz
from signspan.body.sequence import BodySequence
from signspan.cli import main


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_sign_is_taught_and_then_recognised(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "signs.book"
    clip = str(fixtures / "book.npz")
    assert main(["enrol", "kitab", clip, clip, "--into", str(book), "--label", "كتاب", "--language", "sdl"]) == 0
    [row] = rows(capsys)
    assert row == {"sign": "kitab", "label": "كتاب", "examples": 2, "language": "sdl", "signs": 1, "nearest": None}
    assert main(["recognise", clip, "--book", str(book)]) == 0
    told = rows(capsys)
    [gloss] = [row for row in told if row["type"] == "gloss"]
    assert (gloss["gloss"], gloss["label"]) == ("kitab", "كتاب")
    assert gloss["alternatives"] == [{"gloss": "kitab", "label": "كتاب", "probability": gloss["probability"]}]
    assert told[-1] == {"type": "sentence", "text": "kitab", "glosses": ["kitab"]}


def test_two_names_for_one_sign_bring_a_warning(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, clip = str(tmp_path / "signs.book"), str(fixtures / "book.npz")
    assert main(["enrol", "one", clip, "--into", book, "--language", "sdl"]) == 0
    assert main(["enrol", "two", clip, "--into", book]) == 0
    assert "two looks much like one" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["English", "as"])
def test_what_cannot_be_taught_leaves_no_book(
    book: BodySequence, fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    into = tmp_path / "signs.book"
    write_npz(tmp_path / "nobody.npz", BodySequence(np.full_like(book.landmarks, np.nan), book.fps, book.aspect))
    assert main(["enrol", "x", str(tmp_path / "nobody.npz"), "--into", str(into)]) == 2
    assert "no hand was seen: nobody.npz" in capsys.readouterr().err
    assert main(["enrol", "x", str(fixtures / "book.npz"), "--into", str(into), "--language", language]) == 2
    assert "expected a language as three letters" in capsys.readouterr().err
    assert not into.exists()
