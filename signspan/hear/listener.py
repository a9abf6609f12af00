"""One speaker's audio stream to partial and final words. No threads, no sockets: the audio is the clock.

The final text is computed during the silence (`GUESS_S` into it), so that waiting and computing do not add up; if the
voice goes on, that text was a partial. The silence that ends an utterance is adapted to the speaker (`endpoint.py`) and
reported as endpointing latency. An utterance longer than `MAX_S` is cut, so that memory is bounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from signspan.audio import RATE, Samples
from signspan.events import Final, Partial, Word
from signspan.hear.agreement import Agreement
from signspan.hear.endpoint import MAX_S as MAX_PAUSE_S
from signspan.hear.endpoint import Endpoint
from signspan.hear.ring import Ring
from signspan.hear.vad import FRAME, VoiceActivity

SPEECH = 0.5
GUESS_S = 0.1
PREROLL_S = 0.3
MAX_S = 24.0
PARTIAL_EVERY_S = 0.6
ENOUGH_S = 5.0  # of sound: longer utterances forget their beginning
ANCHORS = 2  # committed words whose sound is kept: the cut may fall into the first
MIN_S = 0.2  # of voice: a click is not speech


class Transcriber(Protocol):
    """What `Whisper` does."""

    def words(self, samples: Samples, before: Sequence[str] = ()) -> tuple[Word, ...]: ...


@dataclass(slots=True)
class Listener:
    """Feed 16 kHz samples in any chunks; take `Partial`s and `Final`s in order."""

    transcriber: Transcriber
    _vad: VoiceActivity = field(default_factory=VoiceActivity)
    _ring: Ring = field(default_factory=lambda: Ring(int((MAX_S + 4) * RATE)))
    _agreement: Agreement = field(default_factory=Agreement)
    _endpoint: Endpoint = field(default_factory=Endpoint)
    _frames: int = 0
    _begun: int | None = None  # frame at which this utterance's voice began
    _voiced: int = 0  # voiced frames in it
    _last_voice: int = 0
    _shown: int = 0  # frame of the last partial
    _guess: tuple[Word, ...] | None = None  # the final text, if the voice does not go on
    _gone: int = 0  # words of it whose sound has been dropped
    _gone_s: float = 0.0  # seconds of sound dropped
    _unfinished: bool = False  # the utterance before this one did not end a sentence

    @property
    def heard_s(self) -> float:
        """Seconds of sound so far, the clock of all event times."""
        return self._frames * FRAME / RATE

    def feed(self, samples: Samples, behind: bool = False) -> list[Partial | Final]:
        """More sound. `behind`: more is waiting, so partials are skipped."""
        events: list[Partial | Final] = []
        for start in range(0, len(samples), RATE):  # a second at a time bounds the work between events
            piece = samples[start : start + RATE]
            self._ring.push(piece)
            for probability in self._vad.feed(piece):
                events.extend(self._step(float(probability), behind))
        return events

    def finish(self) -> list[Partial | Final]:
        """The sound ends here."""
        return self._close() if self._begun is not None else []

    def _step(self, probability: float, behind: bool) -> list[Partial | Final]:
        """One 32 ms frame."""
        self._frames += 1
        if probability >= SPEECH:
            self._voice()
        if self._begun is None:
            self._keep_preroll()
            return []
        quiet = self._seconds(self._last_voice)
        if self._seconds(self._begun) >= MAX_S:
            return self._close()
        if quiet < GUESS_S:
            due = quiet == 0 and not behind and self._seconds(self._shown) >= PARTIAL_EVERY_S
            return self._show(silent=False) if due else []
        events = [] if self._guess is not None else self._show(silent=True)
        text = self._guess[-1].text if self._guess else ""
        return events + (self._close() if quiet >= self._endpoint.wait_s(text) else [])

    def _voice(self) -> None:
        pause = self._seconds(self._last_voice)
        if self._begun is None:
            if self._unfinished and pause <= 2 * MAX_PAUSE_S:  # cut too early: it was only a pause
                self._endpoint.paused(pause)
            self._begun = self._shown = self._frames
        elif self._guess is not None:
            self._endpoint.paused(pause)
            self._guess = None
        self._last_voice = self._frames
        self._voiced += 1

    def _show(self, silent: bool) -> list[Partial | Final]:
        """The words so far; those computed during the silence may be final."""
        self._shown = self._frames
        spoken = self._voiced * FRAME / RATE >= MIN_S
        words = self._words() if spoken else ()
        if not words:
            self._guess = self._agreement.committed if silent else None
            return []
        shown = self._agreement.feed(words, self._gone_s + len(self._ring) / RATE)
        self._guess = shown.words if silent else None
        self._forget()
        return [shown]

    def _words(self) -> tuple[Word, ...]:
        """All words of the utterance so far, including those whose sound was dropped."""
        gone = self._agreement.committed[: self._gone]
        found = self.transcriber.words(self._ring.view(), [word.text for word in gone])
        return (*gone, *(_later(word, self._gone_s) for word in found)) if found else ()

    def _forget(self) -> None:
        """Drops the sound of committed words except the last `ANCHORS`, since work grows with the sound."""
        stay = self._agreement.committed
        gone = len(stay) - ANCHORS
        if len(self._ring) < ENOUGH_S * RATE or gone <= self._gone:
            return
        cut_s = (stay[gone - 1].end_s + stay[gone].start_s) / 2
        samples = int((cut_s - self._gone_s) * RATE)
        if samples > 0:
            self._ring.drop(samples)
            self._gone, self._gone_s = gone, self._gone_s + samples / RATE

    def _close(self) -> list[Partial | Final]:
        if self._guess is None:
            self._show(silent=True)
        offset = max(0.0, (self._begun or self._frames) * FRAME / RATE - PREROLL_S)
        words, end = self._guess or (), self._last_voice * FRAME / RATE
        self._ring.drop(len(self._ring))
        self._agreement, self._begun, self._voiced, self._guess = Agreement(), None, 0, None
        self._gone, self._gone_s = 0, 0.0
        self._unfinished = bool(words) and words[-1].text[-1] not in ".?!"
        self._vad.reset()
        if not words:
            return []
        placed = tuple(_later(word, offset) for word in words)
        return [Final(placed, " ".join(word.text for word in placed), end)]

    def _seconds(self, since: int) -> float:
        return (self._frames - since) * FRAME / RATE

    def _keep_preroll(self) -> None:
        """Before the voice begins, keeps just enough that its first sound is not cut."""
        self._ring.drop(max(0, len(self._ring) - int(PREROLL_S * RATE)))


def _later(word: Word, seconds: float) -> Word:
    return replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds)
