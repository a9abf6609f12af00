from pathlib import Path

import numpy as np
import pytest

from signspan.audio import RATE, read_audio
from signspan.events import Final, Partial
from signspan.hear.file import transcribe_file
from signspan.hear.listener import Listener
from signspan.hear.whisper import Whisper

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    return Whisper()


def listen(whisper: Whisper, samples: np.ndarray, block: int = RATE // 10) -> list[Partial | Final]:
    listener = Listener(whisper)
    events = [e for start in range(0, len(samples), block) for e in listener.feed(samples[start : start + block])]
    return events + listener.finish()


def test_real_speech_gives_partials_and_one_final(whisper: Whisper, fixtures: Path) -> None:
    samples = np.concatenate(
        [np.zeros(RATE, np.float32), read_audio(fixtures / "speech.wav"), np.zeros(RATE, np.float32)]
    )
    events = listen(whisper, samples)
    finals = [event for event in events if isinstance(event, Final)]
    assert any(isinstance(event, Partial) for event in events)
    assert len(finals) == 1
    heard = finals[0].text.lower()
    assert "young man" in heard
    assert 2.5 < finals[0].speech_end_s < 4.2
    assert all(1 <= word.start_s <= word.end_s <= 4.6 for word in finals[0].words)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "clicks"])
def test_what_is_not_speech_gives_no_words(whisper: Whisper, kind: str) -> None:
    rng = np.random.default_rng(0)
    at = np.arange(RATE * 5)
    samples = {
        "silence": np.zeros(RATE * 5),
        "noise": rng.normal(0, 0.1, RATE * 5),
        "hum": 0.3 * np.sin(at * 2 * np.pi * 50 / RATE),
        "clicks": (rng.random(RATE * 5) > 0.9995) * 0.9,
    }[kind].astype(np.float32)
    assert listen(whisper, samples) == []


def test_a_file_ends_with_the_whole_text(fixtures: Path) -> None:
    rows = list(transcribe_file(fixtures / "speech.wav"))
    assert rows[-1]["type"] == "final"
    assert "young man" in rows[-1]["text"].lower()
    assert {row["type"] for row in rows} == {"partial", "final"}


def test_clipped_speech_is_still_heard(whisper: Whisper, fixtures: Path) -> None:
    clipped = np.clip(40 * read_audio(fixtures / "speech.wav"), -1, 1).astype(np.float32)
    (final,) = (event for event in listen(whisper, clipped) if isinstance(event, Final))
    assert "young man" in final.text.lower()


def test_long_speech_lets_go_of_its_sound_and_keeps_its_words(whisper: Whisper, fixtures: Path) -> None:
    once = read_audio(fixtures / "speech.wav")[int(0.2 * RATE) : int(2.75 * RATE)]
    listener, longest, events = Listener(whisper), 0, []
    for block in np.array_split(np.concatenate([once] * 4 + [np.zeros(RATE, np.float32)]), 100):
        events += listener.feed(block)
        longest = max(longest, len(listener._ring))
    assert longest < 7 * RATE
    (final,) = (event for event in events if isinstance(event, Final))
    assert final.text.lower().count("young man") == 4
    starts = [word.start_s for word in final.words]
    assert starts == sorted(starts)
    assert 7 < starts[-1] < 10.5
