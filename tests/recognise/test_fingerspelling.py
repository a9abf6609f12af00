import json

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.cli import main
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.fingerspelling import Spelled, SpellingEvent, SpellingStream, gloss_of
from signspan.recognise.handshape import LetterReader
from signspan.recognise.spelling import SpellingLexicon

MEANT = ("jazz", "hello", "mary", "book")


@pytest.fixture(scope="module")
def parts() -> tuple[LetterReader, SpellingLexicon]:
    return LetterReader.load(), SpellingLexicon.load()


def events_of(
    parts: tuple[LetterReader, SpellingLexicon], body: BodySequence, fps: float | None = None
) -> list[SpellingEvent]:
    stream = SpellingStream(*parts)
    out: list[SpellingEvent] = []
    for number, landmarks in enumerate(body.landmarks):
        out += stream.feed(landmarks, body.aspect, number / (fps or body.fps))
    return out + stream.finish(len(body) / (fps or body.fps))


def words(events: list[SpellingEvent]) -> list[str]:
    return [event.words[0].text.lower() for event in events if isinstance(event, Spelled) and event.words]


def test_words_are_read_letter_by_letter_and_end_when_the_hand_drops(
    parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence
) -> None:
    events = events_of(parts, spelled)
    found = words(events)
    assert len(found) == len(MEANT)
    assert sum(a == b for a, b in zip(found, MEANT, strict=True)) >= 3
    assert sum(isinstance(event, SignerIdle) for event in events) == len(MEANT)
    growing = [len(event.letters) for event in events if isinstance(event, Spelled) and not event.words]
    assert len(growing) >= 12  # letters appear as they are made, not at the end


def test_every_word_is_claimed_or_asked_about(
    parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence
) -> None:
    events = events_of(parts, spelled)
    said = [event for event in events if isinstance(event, Gloss | Unsure)]
    assert len(said) == len(words(events))
    for event in said:
        assert isinstance(event, Gloss) == (event.alternatives[0].probability >= 0.5)
        assert event.start_s < event.end_s


def test_a_left_hander_is_read_alike(parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence) -> None:
    mirrored = spelled.landmarks.copy()
    mirrored[:, LEFT_HAND] = mirrored[:, RIGHT_HAND] * np.array([-1, 1, 1], np.float32) + [1, 0, 0]
    mirrored[:, RIGHT_HAND] = np.nan
    assert words(events_of(parts, BodySequence(mirrored, spelled.fps, spelled.aspect))) == words(
        events_of(parts, spelled)
    )


def test_a_word_may_end_with_the_hand_held_and_is_not_said_twice(
    parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence
) -> None:
    first = events_of(parts, spelled)
    end_s = next(event.letters[-1].end_s for event in first if isinstance(event, Spelled) and event.words)
    upto = round((end_s - 0.1) * spelled.fps)
    held = np.concatenate([spelled.landmarks[:upto], np.repeat(spelled.landmarks[upto - 1 : upto], 120, axis=0)])
    stream = SpellingStream(*parts)
    events = [
        event
        for number, landmarks in enumerate(held)
        for event in stream.feed(landmarks, spelled.aspect, number / spelled.fps)
    ]
    assert len(words(events)) == 1
    assert not any(isinstance(event, SignerIdle) for event in events)
    assert words(stream.finish(len(held) / spelled.fps)) == []


def test_nobody_there_says_nothing(parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence) -> None:
    empty = BodySequence(np.full_like(spelled.landmarks[:60], np.nan), spelled.fps, spelled.aspect)
    assert events_of(parts, empty) == []


def test_a_hand_in_the_lap_is_not_read(parts: tuple[LetterReader, SpellingLexicon], spelled: BodySequence) -> None:
    low = spelled.landmarks.copy()
    low[:, RIGHT_HAND, 1] += 1.0
    assert words(events_of(parts, BodySequence(low, spelled.fps, spelled.aspect))) == []


def test_glosses_of_spelled_words_are_letters_with_hyphens() -> None:
    assert gloss_of("John") == "J-o-h-n"


def test_the_command_prints_words_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recognise", "tests/fixtures/spelled.npz", "--fingerspelling"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["type"] for row in rows] == ["word"] * len(MEANT) + ["sentence"]
    for row in rows[:-1]:
        assert set(row) == {"type", "text", "letters", "probability", "alternatives"}
        assert all(set(one) == {"letter", "probability", "start_s", "end_s"} for one in row["letters"])
    assert rows[-1]["glosses"] == [gloss_of(row["text"]) for row in rows[:-1]]
    assert rows[-1]["text"].endswith(".")
