"""Pauses are where the hands are slowest, found shortly after."""

import numpy as np
import pytest
from support.strokes import FPS, strokes

from signspan.body.sequence import BodySequence
from signspan.recognise.pauses import APART_S, SMOOTH_S, Pauses


def found(frames: np.ndarray, fps: float, aspect: float = 1.0) -> list[tuple[float, float]]:
    """When each pause was, and when it was known."""
    pauses = Pauses()
    rows = ((pauses.feed(frame, aspect, number / fps), number / fps) for number, frame in enumerate(frames))
    return [(at, now) for at, now in rows if at is not None]


@pytest.mark.parametrize("step", [1, 2])
def test_every_pause_between_strokes_is_found_in_time(step: int) -> None:
    frames = strokes(4)
    seen = np.isfinite(frames[:, 522, 0])
    times = [at - np.argmax(seen) / FPS for at, _ in found(frames[::step], FPS / step)]
    for wanted in (0.6, 1.2, 1.8):
        assert min(abs(at - wanted) for at in times) <= 0.09
    assert all(now - at <= SMOOTH_S + APART_S + 2 * step / FPS for at, now in found(frames[::step], FPS / step))


def test_pauses_lie_apart(book: BodySequence) -> None:
    times = [at for at, _ in found(book.landmarks, book.fps, book.aspect)]
    assert len(times) > 3
    assert min(np.diff(times)) >= APART_S


def test_clear_forgets(book: BodySequence) -> None:
    pauses, fresh = Pauses(), Pauses()
    for number, frame in enumerate(book.landmarks):
        pauses.feed(frame, book.aspect, number / book.fps)
    pauses.clear()
    again = [pauses.feed(frame, book.aspect, 100 + n / book.fps) for n, frame in enumerate(book.landmarks)]
    assert again == [fresh.feed(frame, book.aspect, 100 + n / book.fps) for n, frame in enumerate(book.landmarks)]
