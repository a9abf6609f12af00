"""One speaker's stream of sound to partial and final words. No threads, no sockets: sound is the clock.

Silence closes an utterance after `SILENCE_S`; that wait is part of the latency and is reported as
endpointing. An utterance longer than `LONGEST_S` is closed where it is, so that memory is bounded.
"""

from dataclasses import dataclass, field
from typing import Protocol

from signspan.events import Final, Partial, Word
from signspan.hear.agreement import Agreement
from signspan.hear.audio import RATE, Samples
from signspan.hear.ring import Ring
from signspan.hear.vad import FRAME, VoiceActivity

SPEECH = 0.5
SILENCE_S = 0.6
PREROLL_S = 0.3
LONGEST_S = 24.0
PARTIAL_EVERY_S = 0.7
SHORTEST_S = 0.2  # of voice: a click is not speech


class Transcriber(Protocol):
    """What `Whisper` does."""

    def words(self, samples: Samples, careful: bool = False) -> tuple[Word, ...]: ...


@dataclass(slots=True)
class Listener:
    """Feed 16 kHz samples in any chunks; take `Partial`s and `Final`s in order."""

    transcriber: Transcriber
    _vad: VoiceActivity = field(default_factory=VoiceActivity)
    _ring: Ring = field(default_factory=lambda: Ring(int((LONGEST_S + 4) * RATE)))
    _agreement: Agreement = field(default_factory=Agreement)
    _frames: int = 0
    _begun: int | None = None  # frame at which this utterance's voice began
    _voiced: int = 0  # voiced frames in it
    _last_voice: int = 0
    _shown: int = 0  # frame of the last partial

    def feed(self, samples: Samples, behind: bool = False) -> list[Partial | Final]:
        """More sound. `behind` says that more is waiting already: partials are skipped until it is not."""
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
            self._last_voice = self._frames
            self._voiced += 1
            if self._begun is None:
                self._begun = self._shown = self._frames
        if self._begun is None:
            self._keep_preroll()
            return []
        quiet = (self._frames - self._last_voice) * FRAME / RATE
        if quiet >= SILENCE_S or (self._frames - self._begun) * FRAME / RATE >= LONGEST_S:
            return self._close()
        if quiet == 0 and not behind and (self._frames - self._shown) * FRAME / RATE >= PARTIAL_EVERY_S:
            self._shown = self._frames
            words = self.transcriber.words(self._ring.view())
            return [self._agreement.feed(words)] if words else []
        return []

    def _close(self) -> list[Partial | Final]:
        begun = self._begun or self._frames
        offset = max(0.0, begun * FRAME / RATE - PREROLL_S)
        spoken = self._voiced * FRAME / RATE >= SHORTEST_S
        words = self.transcriber.words(self._ring.view(), careful=True) if spoken else ()
        end = self._last_voice * FRAME / RATE
        self._ring.drop(len(self._ring))
        self._agreement, self._begun, self._voiced = Agreement(), None, 0
        self._vad.reset()
        if not words:
            return []
        placed = tuple(Word(w.text, w.start_s + offset, w.end_s + offset, w.probability) for w in words)
        return [Final(placed, " ".join(word.text for word in placed), end)]

    def _keep_preroll(self) -> None:
        """Before the voice begins only a little is kept, so that its first sound is not cut."""
        self._ring.drop(max(0, len(self._ring) - int(PREROLL_S * RATE)))
