"""A stretch is cut along its best path, whatever the number of pauses in it."""

import numpy as np
import pytest
from support.strokes import FPS, StrokeReader, strokes

from signspan.recognise.spans import MAX_OPEN, MAX_PAUSES, Spans
from signspan.recognise.verdict import Decoded

ONE = {(0, 3): {"a": 0.8}, (0, 1): {"b": 0.3}, (1, 2): {"b": 0.3}, (2, 3): {"b": 0.3}}
THREE = {(0, 3): {"d": 0.2}, (0, 1): {"a": 0.7}, (1, 2): {"b": 0.7}, (2, 3): {"c": 0.7}}
WITH_MOVEMENT = {(0, 1): {"a": 0.9}, (2, 3): {"c": 0.9}}


def read(spans: Spans, count: int, pauses: list[int], seconds: float = 0.6) -> tuple[list[Decoded], list[Decoded]]:
    """The signs settled at the pauses, and those at the end, of a stretch of `count` strokes."""
    frames = strokes(count, seconds, rest=0)
    due = {round(pause * seconds * FPS) for pause in pauses}
    early = []
    for number, frame in enumerate(frames):
        spans.add(frame, number / FPS)
        if number in due:
            early += spans.pause(number / FPS, 1.0)
    return early, spans.end(len(frames) / FPS, 1.0)


def glosses(signs: list[Decoded]) -> list[str]:
    return [StrokeReader.classes[int(sign.probabilities.argmax())] for sign in signs]


@pytest.mark.parametrize(("script", "wanted"), [(ONE, ["a"]), (THREE, ["a", "b", "c"])], ids=["slow", "fluent"])
def test_a_slow_sign_stays_whole_and_a_fluent_sentence_falls_into_its_signs(
    script: dict[tuple[int, int], dict[str, float]], wanted: list[str]
) -> None:
    early, late = read(Spans(StrokeReader(script)), 3, [1, 2])
    assert glosses(early + late) == wanted


def test_two_parts_that_are_read_as_the_same_sign_are_one() -> None:
    script = {(0, 1): {"a": 0.9}, (1, 2): {"a": 0.9}, (0, 2): {"a": 0.6}}
    early, late = read(Spans(StrokeReader(script)), 2, [1])
    assert glosses(early + late) == ["a"]


def test_movement_between_signs_is_no_sign() -> None:
    _, late = read(Spans(StrokeReader(WITH_MOVEMENT)), 3, [1, 2], seconds=0.3)
    assert glosses(late) == ["a", "c"]
    assert late[0].end_s < 0.3 <= late[1].start_s


def test_times_are_those_of_the_frames() -> None:
    early, late = read(Spans(StrokeReader(THREE)), 3, [1, 2])
    for number, sign in enumerate(early + late):
        assert sign.start_s == pytest.approx(0.6 * number)
        assert sign.end_s == pytest.approx(0.6 * (number + 1) - 1 / FPS)


def test_signs_are_given_out_before_the_end_and_what_is_held_stays_bounded() -> None:
    spans = Spans(StrokeReader({(n, n + 1): {"abcd"[n % 4]: 0.97} for n in range(60)}))
    early, late = read(spans, 60, list(range(1, 60)))
    assert glosses(early + late) == [*"abcd" * 15]
    assert len(late) <= MAX_PAUSES
    spans.clear()
    held = []
    for number, frame in enumerate(strokes(60, rest=0)):
        spans.add(frame, number / FPS)
        if number % 15 == 14:
            spans.pause(number / FPS, 1.0)
        held.append(len(spans))
    assert max(held) <= (MAX_OPEN + 2) * 15


def test_nothing_was_signed() -> None:
    spans = Spans(StrokeReader({}))
    assert spans.end(0.0, 1.0) == []
    spans.add(np.full((543, 3), np.nan, np.float32), 0.0)
    assert spans.end(0.0, 1.0) == []
