import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, MissingError
from signspan.measure.continuous import evaluate, read_manifest
from signspan.measure.wer import word_errors
from signspan.recognise.models import Models

words = st.lists(st.sampled_from("abc"), max_size=6)


@given(words, words)
def test_word_errors_are_a_distance(a: list[str], b: list[str]) -> None:
    assert word_errors(a, a) == 0
    assert word_errors(a, b) == word_errors(b, a)
    assert abs(len(a) - len(b)) <= word_errors(a, b) <= max(len(a), len(b))


def test_word_errors_count_each_kind_once() -> None:
    assert word_errors(["a", "b", "c"], ["a", "x", "c"]) == 1
    assert word_errors(["a", "b", "c"], ["a", "c"]) == 1
    assert word_errors(["a", "b"], ["a", "x", "b"]) == 1


def write(folder: Path, rows: object) -> Path:
    (folder / "manifest.json").write_text(json.dumps(rows))
    return folder


def test_a_folder_of_sentences(tmp_path: Path, book: BodySequence) -> None:
    np.savez(tmp_path / "one.npz", landmarks=book.landmarks, fps=book.fps)
    (tmp_path / "two.npz").write_bytes(b"no landmarks")
    rows = [
        {"name": "one", "glosses": ["BOOK"], "sentence": "A book."},
        {"name": "two", "glosses": ["BOOK", "DRINK"], "sentence": ""},
    ]
    report = evaluate(write(tmp_path, rows), Models.load())
    assert (report["n"], report["words"]) == (2, 3)
    assert report["sentences"][0]["wanted"] == ["book"]
    assert report["sentences"][1]["errors"] == 2
    assert "error" in report["sentences"][1]
    assert report["wer"] == pytest.approx((report["sentences"][0]["errors"] + 2) / 3, abs=1e-4)


def test_broken_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"expected manifest.json in"):
        list(read_manifest(tmp_path))
    with pytest.raises(FormatError, match="expected a list"):
        list(read_manifest(write(tmp_path, {"name": "x"})))
    with pytest.raises(FormatError, match="in entry 0"):
        list(read_manifest(write(tmp_path, [{"name": "../x", "glosses": ["a"]}])))
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(FormatError, match="expected JSON"):
        list(read_manifest(tmp_path))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_manifest_or_one_clear_error(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "manifest.json").write_bytes(content)
        try:
            list(read_manifest(Path(name)))
        except FormatError as error:
            assert "\n" not in str(error)
