from pathlib import Path

import numpy as np
import pytest

from signspan.body.files import write_npz
from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.errors import InputError
from signspan.measure.fewshot import evaluate


def upside_down(book: BodySequence) -> BodySequence:
    points = book.landmarks.copy()
    for hand in (LEFT_HAND, RIGHT_HAND):
        points[:, hand, 1] = 0.7 - 0.5 * points[:, hand, 1]
    return BodySequence(points, book.fps, book.aspect)


def nobody(book: BodySequence) -> BodySequence:
    return BodySequence(np.full_like(book.landmarks, np.nan), book.fps, book.aspect)


def test_signs_are_taught_from_one_folder_and_read_from_another(
    book: BodySequence, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train, test = tmp_path / "train", tmp_path / "test"
    train.mkdir()
    test.mkdir()
    write_npz(train / "book.npz", book)
    write_npz(train / "book__2.npz", BodySequence(book.landmarks[2:], book.fps, book.aspect))
    write_npz(train / "other.npz", upside_down(book))
    write_npz(test / "book.npz", BodySequence(book.landmarks[::2], book.fps / 2, book.aspect))
    write_npz(test / "other__7.npz", BodySequence(upside_down(book).landmarks[1:], book.fps, book.aspect))
    write_npz(test / "other.npz", nobody(book))
    (test / "book__2.npz").write_bytes(b"not a landmark file")
    assert evaluate(train, test) == {"n": 4, "classes": 2, "top1": 0.5}
    stderr = capsys.readouterr().err
    assert "no hand was seen: other.npz" in stderr
    assert "book__2.npz cannot be read as one" in stderr


def test_folders_that_cannot_be_used_are_named(book: BodySequence, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a folder of clips, found none at"):
        evaluate(tmp_path / "nowhere", tmp_path)
    with pytest.raises(InputError, match="found none"):
        evaluate(tmp_path, tmp_path)
    write_npz(tmp_path / "empty.npz", nobody(book))
    with pytest.raises(InputError, match="expected clips that show a sign"):
        evaluate(tmp_path, tmp_path)


@pytest.mark.slow
def test_one_clip_a_sign_teaches_arabic_numbers(shared_data: Path, tmp_path: Path) -> None:
    """Four of KArSL's numbers, from video: the whole figure is in docs/enrolment.md."""
    for part in ("train", "test"):
        (tmp_path / part).mkdir()
        for number in (2, 3, 11, 24):
            name = f"{number:04d}.mp4"
            (tmp_path / part / name).symlink_to(shared_data / "karsl" / part / name)
    assert evaluate(tmp_path / "train", tmp_path / "test")["top1"] >= 0.75
