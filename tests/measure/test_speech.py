"""The measure of hearing, on one real recording with a known sentence and on a listener whose answers are known."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from signspan.audio import RATE
from signspan.errors import MissingError
from signspan.events import Final, Partial, Word
from signspan.measure.speech import LEAD_S, Recording, evaluate, hear, plain


class Scripted:
    """A listener that says what it was given, when so much sound has come."""

    def __init__(self, script: dict[int, Partial | Final]) -> None:
        self.script, self.blocks, self.heard_s = script, 0, 0.0

    def feed(self, _samples: object, behind: bool = False) -> list[Partial | Final]:
        assert not behind
        self.blocks += 1
        return [self.script[self.blocks]] if self.blocks in self.script else []


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0, 0, 1) for word in text.split())


def test_every_figure_on_a_script() -> None:
    recording = Recording(np.zeros(2 * RATE, np.float32), ("he", "was", "not"), (0.4, 0.8, 1.2))
    script: dict[int, Partial | Final] = {
        10: Partial(words("he whisks"), 1),  # shown at 1.0 s: 0.5 s into the recording
        15: Partial(words("He was knot"), 3),
        20: Final(words("He was knot."), "He was knot.", LEAD_S + 1.2),
    }
    heard = hear(Scripted(script), recording, np.zeros(3 * RATE, np.float32))  # type: ignore[arg-type]
    assert (heard.words, heard.final_errors) == (3, 1)
    assert heard.partial_errors == [(1, 1), (1, 2)]  # one word too many; one that was not yet said
    assert heard.revisions == 1  # whisks
    assert (heard.committed, heard.false_commits) == (3, 1)
    np.testing.assert_allclose(heard.commit_delay_s, [0.5 - 0.4, 1.0 - 0.8], atol=0.01)
    np.testing.assert_allclose(heard.final_delay_s, [1.5 - 1.2], atol=0.01)
    np.testing.assert_allclose(heard.waited_s, [1.5 - 1.2], atol=0.01)


def test_words_are_compared_as_they_sound() -> None:
    assert plain("Mr. Dashwood's cold-hearted, HE?") == ["mister", "dashwood's", "cold", "hearted", "he"]


def test_a_folder_without_recordings_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from signspan.cli import main

    (tmp_path / "words.txt").write_text("no sound")
    assert main(["evaluate", "speech", str(tmp_path)]) != 0
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.slow
def test_a_real_recording_is_heard_in_the_clean_and_harder_in_a_crowd(fixtures: Path, tmp_path: Path) -> None:
    for number in range(2):  # twice, so that each has a crowd of one
        for kind in ("wav", "txt"):
            shutil.copy(fixtures / f"speech.{kind}", tmp_path / f"{number}.{kind}")
    clean = evaluate(tmp_path)
    crowded = evaluate(tmp_path, snr_db=0.0)
    json.dumps(clean)
    assert clean["wer"] <= 0.3
    assert clean["wer"] <= crowded["wer"]
    assert clean["committed"] >= clean["words"] * 0.7
    assert set(clean["words_from_20_s_without_speech"].values()) == {0}
    assert clean["final_latency_ms"]["p95"] >= clean["of_it_endpointing_ms"]["p50"]


def test_no_recordings_is_said(tmp_path: Path) -> None:
    from signspan.hear.whisper import Whisper
    from signspan.measure.speech import recordings

    with pytest.raises(MissingError, match=r"NAME\.wav"):
        recordings(tmp_path, Whisper("light"))
