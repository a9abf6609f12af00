from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.errors import MissingError
from signspan.measure.rejection import evaluate
from signspan.recognise.models import Models


def test_nobody_signs_and_nothing_is_said(tmp_path: Path, book: BodySequence) -> None:
    still = np.repeat(book.landmarks[:1], 90, axis=0)
    np.savez(tmp_path / "still.npz", landmarks=still, fps=30.0)
    np.savez(tmp_path / "nobody.npz", landmarks=np.full((60, 543, 3), np.nan, np.float32), fps=30.0)
    report = evaluate(tmp_path, Models.load())
    assert report == {
        "files": 2,
        "minutes": pytest.approx(150 / 30 / 60, abs=0.01),
        "commits": 0,
        "commits_per_minute": 0,
        "questions": 0,
        "questions_per_minute": 0,
        "committed": {},
    }


def test_a_sign_is_counted_as_said_or_asked(tmp_path: Path, book: BodySequence) -> None:
    np.savez(tmp_path / "book.npz", landmarks=book.landmarks, fps=book.fps)
    report = evaluate(tmp_path, Models.load())
    assert report["commits"] + report["questions"] >= 1
    assert sum(report["committed"].values()) == report["commits"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected landmark files"):
        evaluate(tmp_path, Models.load())
