import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from signspan.body.files import write_npz
from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, POSE, RIGHT_HAND
from signspan.cli import main
from signspan.recognise.book import Book
from signspan.recognise.consent import WORDS


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_sign_is_taught_and_then_recognised(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "signs.book"
    clip = str(fixtures / "book.npz")
    assert main(["enrol", "kitab", clip, clip, "--into", str(book), "--label", "كتاب", "--language", "sdl"]) == 0
    [row] = rows(capsys)
    assert row == {
        "sign": "kitab",
        "label": "كتاب",
        "examples": 2,
        "motion": False,
        "language": "sdl",
        "signs": 1,
        "nearest": None,
    }
    assert Book.read(book).motions == {}  # nobody agreed
    assert main(["recognise", clip, "--book", str(book)]) == 0
    found = rows(capsys)
    [gloss] = [row for row in found if row["type"] == "gloss"]
    assert (gloss["gloss"], gloss["label"]) == ("kitab", "كتاب")
    assert gloss["alternatives"] == [{"gloss": "kitab", "label": "كتاب", "probability": gloss["probability"]}]
    assert found[-1] == {"type": "sentence", "text": "kitab", "glosses": ["kitab"]}


def test_one_recording_teaches_reading_and_signing_where_the_signer_agrees(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, clip = tmp_path / "signs.book", str(fixtures / "book.npz")
    assert main(["enrol", "our book", clip, "--into", str(book), "--consent", "Anna"]) == 0
    assert rows(capsys)[0]["motion"] is True
    [sign] = Book.read(book).signs
    assert sign.motion is not None
    assert (sign.motion.consent.words, sign.motion.consent.by) == (WORDS, "Anna")
    assert main(["sign", "This is our book.", "-o", str(tmp_path / "s.json"), "--book", str(book)]) == 0
    timeline = {entry["gloss"]: entry["source"] for entry in rows(capsys)[0]["timeline"]}
    assert timeline["OUR-BOOK"] == "taught"
    assert "taught" not in {source for gloss, source in timeline.items() if gloss != "OUR-BOOK"}
    assert main(["recognise", clip, "--book", str(book)]) == 0
    assert rows(capsys)[-1]["glosses"] == ["our book"]


def test_a_recording_too_poor_to_sign_from_still_teaches_reading(
    book: BodySequence, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    landmarks = book.landmarks.copy()
    landmarks[::4, LEFT_HAND] = landmarks[::4, RIGHT_HAND] = np.nan
    landmarks[:, POSE.start + 11 : POSE.start + 13] = np.nan  # the shoulders
    write_npz(tmp_path / "poor.npz", BodySequence(landmarks, book.fps, book.aspect))
    into = tmp_path / "signs.book"
    assert main(["enrol", "x", str(tmp_path / "poor.npz"), "--into", str(into), "--consent", "yes"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["motion"] is False
    assert printed.err.splitlines() == [
        "signspan: the avatar cannot make it: expected a clip in which both shoulders are seen, found none"
    ]
    assert Book.read(into).signs[0].motion is None


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
