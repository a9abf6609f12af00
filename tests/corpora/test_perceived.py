"""Landmarks of a corpus's video: perceived once, then read from the cache."""

from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.corpora.perceived import perceive
from signspan.errors import InputError


def test_what_is_in_the_cache_is_not_perceived_again(book: BodySequence, tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "clip.npz", landmarks=book.landmarks, fps=book.fps, aspect=book.aspect)
    found = perceive(tmp_path / "clip.mp4", tmp_path)  # there is no such video
    np.testing.assert_array_equal(found.landmarks, book.landmarks)
    assert (found.fps, found.aspect) == (book.fps, book.aspect)


def test_a_video_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        perceive(tmp_path / "clip.mp4", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_video_is_perceived_and_kept(fixtures: Path, tmp_path: Path) -> None:
    cache = tmp_path / "made" / "when needed"
    first = perceive(fixtures / "book.mp4", cache)
    assert first.landmarks.shape[1:] == (543, 3)
    assert np.isfinite(first.landmarks).any()
    second = perceive(Path("nowhere") / "book.mp4", cache)
    np.testing.assert_array_equal(first.landmarks, second.landmarks)
    assert (second.fps, second.aspect) == (first.fps, first.aspect)
    assert [path.name for path in cache.iterdir()] == ["book.npz"]
