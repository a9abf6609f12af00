import numpy as np
import pytest

from signspan.body.anchor import UNKNOWN
from signspan.body.sequence import BodySequence
from signspan.body.window import Window, window_of_body
from signspan.errors import FormatError


def test_a_camera_s_frames_become_hands_presence_and_anchor(book: BodySequence) -> None:
    window = window_of_body(book.landmarks, book.aspect)
    assert window.anchor[3] == 1
    assert 0 < window.present.mean() <= 1
    assert not window.hands[window.present == 0].any()


def test_a_camera_that_shows_hands_alone_has_no_anchor(book: BodySequence) -> None:
    hands = book.landmarks.copy()
    hands[:, 489:522] = np.nan
    window = window_of_body(hands, book.aspect)
    assert np.array_equal(window.anchor, UNKNOWN)
    assert np.array_equal(window.hands, window_of_body(book.landmarks, book.aspect).hands)


def test_wrong_shapes_are_named() -> None:
    with pytest.raises(FormatError, match=r"expected hands \(32, 2, 21, 3\)"):
        Window(np.zeros((48, 2, 21, 3), np.float32), np.ones((48, 2), np.float32), UNKNOWN)
