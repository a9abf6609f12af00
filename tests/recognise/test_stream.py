from dataclasses import replace

import numpy as np
import pytest
from support.strokes import FPS, StrokeReader, strokes

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.models import Models
from signspan.recognise.stream import Recognised, SignStream


@pytest.fixture(scope="module")
def models() -> Models:
    return Models.load()


def run(models: Models, frames: np.ndarray, aspect: float, fps: float) -> list[Recognised]:
    stream = SignStream(models)
    events = [event for n, frame in enumerate(frames) for event in stream.feed(frame, aspect, n / fps)]
    return events + stream.finish(aspect, len(frames) / fps)


def test_a_real_sign_is_named_or_asked_about_and_ends_in_rest(models: Models, book: BodySequence) -> None:
    events = run(models, book.landmarks, book.aspect, book.fps)
    assert any(isinstance(event, Gloss | Unsure) for event in events)
    assert isinstance(events[-1], SignerIdle)


def test_nobody_there_is_silence(models: Models) -> None:
    assert run(models, np.full((90, 543, 3), np.nan, np.float32), 4 / 3, 30) == []


def test_a_person_who_stands_still_is_silence(models: Models, book: BodySequence) -> None:
    still = np.repeat(book.landmarks[:1], 120, axis=0)
    assert not any(isinstance(e, Gloss | Unsure) for e in run(models, still, book.aspect, book.fps))


def test_a_hand_held_up_without_moving_is_silence(models: Models, book: BodySequence) -> None:
    held = np.repeat(book.landmarks[len(book) // 2 : len(book) // 2 + 1], 150, axis=0)
    held = held + np.random.default_rng(0).normal(0, 0.0005, held.shape).astype(np.float32)
    events = run(models, held, book.aspect, book.fps)
    assert not any(isinstance(event, Gloss) for event in events)


@pytest.mark.parametrize(("first_idle", "asked"), [(0.01, ["c", "b"]), (0.35, [])])
def test_a_likely_idle_sign_is_asked_about_beside_another(models: Models, first_idle: float, asked: list[str]) -> None:
    first = {"<idle>": first_idle, "c": 0.6 * (1 - first_idle), "d": 0.4 * (1 - first_idle)}
    reader = StrokeReader({(0, 1): first, (1, 2): {"<idle>": 0.3, "b": 0.4, "a": 0.25}})
    events = run(replace(models, reader=reader), strokes(2), 1.0, FPS)
    assert [event.alternatives[0].gloss for event in events if isinstance(event, Unsure)] == asked
    assert isinstance(events[-1], SignerIdle)


def test_sure_signs_are_committed_before_the_hands_rest(models: Models) -> None:
    reader = StrokeReader({(n, n + 1): {"abcd"[n % 4]: 0.97} for n in range(12)})
    stream, early = SignStream(replace(models, reader=reader)), []
    frames = strokes(12)
    seen = np.nonzero(np.isfinite(frames[:, 522, 0]))[0]
    for number, frame in enumerate(frames[: seen[-1]]):
        early += stream.feed(frame, 1.0, number / FPS)
    late = stream.finish(1.0, len(frames) / FPS)
    assert len(early) >= 4
    assert [event.gloss for event in [*early, *late] if isinstance(event, Gloss)] == [*"abcd" * 3]


def test_hands_that_move_without_a_pause_are_read_all_the_same(models: Models) -> None:
    reader = StrokeReader({})
    events = run(replace(models, reader=reader), strokes(1, seconds=9.0), 1.0, FPS)
    assert isinstance(events[-1], SignerIdle)
    assert len(reader.asked) > 2


def test_wrong_shapes_are_named(models: Models) -> None:
    with pytest.raises(FormatError, match=r"expected landmarks \(543, 3\), got \(42, 3\)"):
        SignStream(models).feed(np.zeros((42, 3), np.float32), 1.0, 0.0)
