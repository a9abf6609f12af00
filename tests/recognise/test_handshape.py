import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.errors import FormatError, MissingError
from signspan.recognise.handshape import (
    FOCUS,
    LETTERS,
    NONE,
    STEP_S,
    STEPS,
    LetterReader,
    LetterWindow,
    at_times,
    side_of,
    windows_of,
)


@pytest.fixture(scope="module")
def reader() -> LetterReader:
    return LetterReader.load()


def test_a_left_hand_is_read_as_the_right_hand_it_mirrors(spelled: BodySequence, reader: LetterReader) -> None:
    frame = spelled.landmarks[len(spelled) // 8]
    mirrored = np.full_like(frame, np.nan)
    mirrored[LEFT_HAND] = frame[RIGHT_HAND] * np.array([-1, 1, 1], np.float32) + [1, 0, 0]
    right, left = side_of(frame, "right", spelled.aspect), side_of(mirrored, "left", spelled.aspect)
    assert right is not None
    assert left is not None
    assert side_of(frame, "left", spelled.aspect) is None
    held = [LetterWindow(np.repeat(hand[None], STEPS, axis=0), np.ones(STEPS, np.float32)) for hand in (right, left)]
    a, b = reader.read(held)
    assert np.abs(a - b).max() < 1e-3  # the mirrored hand is elsewhere in the picture, and that tells nothing


def test_place_and_size_in_the_picture_tell_nothing(spelled: BodySequence, reader: LetterReader) -> None:
    hand = side_of(spelled.landmarks[20], "right", spelled.aspect)
    assert hand is not None
    present = np.ones(STEPS, np.float32)
    near = LetterWindow(np.repeat(hand[None], STEPS, axis=0), present)
    far = LetterWindow(np.repeat(hand[None] * 0.4 + np.float32(0.2), STEPS, axis=0), present)
    a, b = reader.read([near, far])
    assert np.abs(a - b).max() < 5e-3
    assert a.sum() == pytest.approx(1, abs=1e-4)


def test_windows_centre_on_their_moment_and_know_what_was_not_seen() -> None:
    times = np.arange(10) * 0.1
    hands = np.broadcast_to(times[:, None, None], (10, 21, 3)).astype(np.float32)
    (window,) = windows_of(times, hands, np.array([0.85]))
    assert window.hand[FOCUS, 0, 0] == pytest.approx(0.85)
    assert window.present[FOCUS + 2] == 1  # 0.93, within a step of the last sight at 0.9
    assert window.present[FOCUS + 3] == 0
    assert (window.hand[window.present == 0] == 0).all()


def test_short_gaps_are_bridged_and_long_ones_are_not() -> None:
    times = np.array([0.0, 0.2, 1.0])
    hands = np.stack([np.full((21, 3), value, np.float32) for value in (0, 2, 10)])
    points, present = at_times(times, hands, np.array([0.1, 0.22, 0.5, 0.97]))
    assert present.tolist() == [1, 1, 0, 1]
    assert points[0, 0, 0] == pytest.approx(1)
    assert at_times(times[:0], hands[:0], np.array([0.0]))[1].tolist() == [0]


@given(st.lists(st.floats(0, 3), min_size=1, max_size=12), st.lists(st.floats(-1, 4), min_size=1, max_size=6))
def test_any_times_give_finite_windows(seen: list[float], asked: list[float]) -> None:
    times = np.unique(np.array(seen))
    windows = windows_of(times, np.ones((len(times), 21, 3), np.float32), np.array(asked))
    assert len(windows) == len(asked)
    assert all(np.isfinite(window.hand).all() and set(window.present.tolist()) <= {0.0, 1.0} for window in windows)


def test_a_window_of_another_shape_is_refused() -> None:
    with pytest.raises(FormatError, match=r"expected a hand \(15, 21, 3\)"):
        LetterWindow(np.zeros((3, 21, 3), np.float32), np.zeros(15, np.float32))


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="letters.onnx"):
        LetterReader.load(tmp_path)


def test_the_table_of_confusions_is_one(reader: LetterReader) -> None:
    assert reader.confusions.shape == (NONE, NONE)
    assert reader.confusions.sum(axis=1) == pytest.approx(np.ones(NONE), abs=1e-2)
    assert len(LETTERS) == NONE
    assert json.dumps(reader.double)
    assert STEP_S * FOCUS < 0.3  # what a reader of the page waits for a letter
