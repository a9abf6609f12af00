from dataclasses import replace
from typing import Self

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.evidence import Evidence
from signspan.recognise.gate import Gate
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


class TwoSigns(Gate):
    """A gate by script, for real frames: a sign at the third tick and at the seventh, as the test says them."""

    script: tuple[np.ndarray, np.ndarray]
    tick = 0

    def fresh(self) -> Self:
        self.tick = 0
        return self

    def feed(self, evidence: Evidence) -> tuple[float, np.ndarray]:
        self.tick += 1
        return (0.0, self.script[self.tick // 4]) if self.tick in (3, 7) else (1.0, evidence.probabilities[0])


@pytest.mark.parametrize(("first_idle", "asked"), [(0.01, 2), (0.3, 0)])
def test_a_likely_idle_sign_is_asked_about_beside_another(
    models: Models, book: BodySequence, first_idle: float, asked: int
) -> None:
    first, second = (np.zeros(len(models.reader.classes), np.float32) for _ in range(2))
    first[[0, 3, 4]] = first_idle, 0.6 * (1 - first_idle), 0.4 * (1 - first_idle)
    second[[0, 5, 6]] = 0.3, 0.4, 0.3
    gate = TwoSigns(models.gate.session)
    gate.script = (first, second)
    events = run(replace(models, gate=gate), book.landmarks, book.aspect, book.fps)
    offered = [event.alternatives[0].gloss for event in events if isinstance(event, Unsure)]
    expected = [models.reader.classes[at] for at in (3, 5)][:asked]
    assert [gloss for gloss in offered if gloss in expected] == expected
    assert (models.reader.classes[5] in offered) == (asked == 2)


def test_wrong_shapes_are_named(models: Models) -> None:
    with pytest.raises(FormatError, match=r"expected landmarks \(543, 3\), got \(42, 3\)"):
        SignStream(models).feed(np.zeros((42, 3), np.float32), 1.0, 0.0)
