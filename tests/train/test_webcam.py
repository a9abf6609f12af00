"""Webcams lose frames and hands, and leave a window a window."""

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.window import window_of_body
from signspan.train.webcam import FRAMES, Webcam


def test_every_window_is_one_and_something_of_it_is_left(book: BodySequence) -> None:
    window = window_of_body(book.landmarks, book.aspect)
    webcam = Webcam(np.random.default_rng(1))
    for _ in range(300):
        seen = webcam(window)
        assert np.isfinite(seen.hands).all()
        assert seen.present.any()
        assert set(np.unique(seen.present)) <= {0.0, 1.0}
        assert (seen.hands[seen.present == 0] == 0).all()
        assert seen.anchor[3] == window.anchor[3]


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_many_windows_have_few_frames_and_lose_hands(share: float, book: BodySequence) -> None:
    window = window_of_body(book.landmarks[20:70], book.aspect)
    webcam = Webcam(np.random.default_rng(2))
    seen = [webcam(window) for _ in range(200)]
    few = [len(np.unique(each.present[:, 0] * np.arange(1, 33))) < 32 for each in seen]
    assert np.mean(few) > share / 2
    assert FRAMES[0] >= 4


def test_a_window_without_hands_stays_as_it_is(book: BodySequence) -> None:
    empty = window_of_body(np.full_like(book.landmarks, np.nan), book.aspect)
    webcam = Webcam(np.random.default_rng(3))
    assert all(webcam(empty) is empty for _ in range(20))
