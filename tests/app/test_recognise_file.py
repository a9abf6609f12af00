from pathlib import Path

import numpy as np
import pytest

from signspan.app.recognise_file import recognise_file
from signspan.body.sequence import BodySequence
from signspan.errors import InputError


def test_a_sign_is_read_and_becomes_a_sentence(fixtures: Path) -> None:
    gloss, sentence = recognise_file(fixtures / "please.npz")
    assert (gloss["type"], gloss["gloss"]) == ("gloss", "please")
    assert gloss["probability"] > 0.9
    assert 0.2 < gloss["start_s"] < gloss["end_s"] < 2.3
    assert sentence == {"type": "sentence", "text": "Please.", "glosses": ["please"]}


def test_a_sign_that_is_not_sure_is_asked_about_and_is_in_no_sentence(fixtures: Path) -> None:
    asked, sentence = recognise_file(fixtures / "book.npz")
    assert asked["type"] == "clarify"
    probabilities = [option["probability"] for option in asked["options"]]
    assert 2 <= len(probabilities) <= 6
    assert probabilities == sorted(probabilities, reverse=True)
    assert sentence == {"type": "sentence", "text": "", "glosses": []}


@pytest.mark.slow
def test_a_video_reads_as_its_landmarks_do(fixtures: Path) -> None:
    gloss, _ = recognise_file(fixtures / "please.mp4")
    assert gloss["gloss"] == "please"


def test_nothing_but_nan_is_an_empty_sentence(tmp_path: Path, book: BodySequence) -> None:
    np.savez(tmp_path / "nobody.npz", landmarks=np.full_like(book.landmarks, np.nan), fps=30.0)
    assert list(recognise_file(tmp_path / "nobody.npz")) == [{"type": "sentence", "text": "", "glosses": []}]


def test_an_unknown_language_is_named(fixtures: Path) -> None:
    with pytest.raises(InputError, match="expected a language of ase, got xyz"):
        list(recognise_file(fixtures / "book.npz", "xyz"))
