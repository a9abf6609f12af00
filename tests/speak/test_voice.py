from pathlib import Path

import numpy as np
import pytest

from signspan.audio import read_audio
from signspan.errors import InputError, LimitError
from signspan.hear.whisper import Whisper
from signspan.speak.file import say_to_file
from signspan.speak.voice import say

pytestmark = pytest.mark.slow


def test_what_is_said_is_heard_again(tmp_path: Path) -> None:
    said = say_to_file("Where is the bathroom?", tmp_path / "said.wav")
    heard = Whisper().words(read_audio(tmp_path / "said.wav"))
    assert said["sample_rate"] == 24_000
    assert 0.8 < said["duration_s"] < 4
    assert "where is the bathroom" in " ".join(word.text for word in heard).lower()


def test_the_same_sentence_sounds_the_same() -> None:
    assert np.array_equal(say("Good morning."), say("Good morning."))


def test_nothing_to_say_and_too_much_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a sentence to say"):
        say(" \n 😀")
    with pytest.raises(InputError, match="another script"):
        say("مرحبا")
    with pytest.raises(LimitError, match="expected at most 2000 characters"):
        say("word " * 500)
    with pytest.raises(InputError, match="expected an output FILE.wav"):
        say_to_file("Hello.", tmp_path / "said.mp3")


def test_a_faster_voice_says_the_same_in_less_time() -> None:
    slow, fast = say("Where is the bathroom?", 0.7), say("Where is the bathroom?", 1.5)
    assert len(fast) < 0.7 * len(slow)
    heard = Whisper().words(np.interp(*_at_16_khz(fast)).astype(np.float32))
    assert "bathroom" in " ".join(word.text for word in heard).lower()
    with pytest.raises(InputError, match=r"from 0\.5 to 2\.0, got 3"):
        say("Hello.", 3)


def _at_16_khz(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where to take 16 kHz samples from 24 kHz ones; good enough to be understood."""
    return np.arange(0, len(samples), 1.5), np.arange(len(samples)), samples
