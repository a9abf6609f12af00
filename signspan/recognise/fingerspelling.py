"""Fingerspelling as a stream: body frames in, letters as they appear and words as they end out.

The raised hand (of two, the higher one) is read every `STEP_S`; a tick's window reaches 0.28 s ahead. Letters are read
anew at each tick from the whole word so far, so the last ones may still change. A word ends when the hand drops, or
when it has rested: one letter held for `HELD_S`, or no letter for `LOST_S`. Then the lexicon is consulted. A word with
a probability below one half becomes a question (`Unsure`).

A spelled gloss is its letters joined by hyphens, as glosses are written: `J-o-h-n` for a name,
`t-e-a` for a word.

`packages/recognise/src/fingerspelling.ts` is the same code; `tests/vectors/spelling.json` holds both to it.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import LEFT_HAND, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER, WRIST
from signspan.events import Alternative, Gloss, SignerIdle, Unsure
from signspan.recognise.activity import REACH, REST_S
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.handshape import FOCUS, LETTERS, NONE, STEP_S, Hand, LetterReader, at_times, side_of, windows_of
from signspan.recognise.letters import Letter, letters_of, places_of
from signspan.recognise.spelling import Spelling, SpellingLexicon, words_of

_C: Final = CONSTANTS["fingerspelling"]
HELD_S: Final[float] = _C["held_s"]
LOST_S: Final[float] = _C["lost_s"]
MAX_S: Final[float] = _C["max_s"]
SURE: Final[float] = _C["sure"]
MIN_LETTER: Final[float] = _C["min_letter"]  # a single letter less sure than this is a hand passing through


@dataclass(frozen=True, slots=True)
class Spelled:
    """The letters of the word being spelled, so far; with `words`, likeliest first, once it has ended."""

    letters: tuple[Letter, ...]
    words: tuple[Spelling, ...] = ()


SpellingEvent = Spelled | Gloss | Unsure | SignerIdle


def gloss_of(text: str) -> str:
    """The gloss of a spelled word."""
    return "-".join(text)


@dataclass(slots=True)
class SpellingStream:
    """One speller's stream. `feed` frames in order of time; `finish` where the stream ends."""

    reader: LetterReader
    lexicon: SpellingLexicon
    _side: str | None = None
    _times: list[float] = field(default_factory=list)
    _hands: list[Hand] = field(default_factory=list)
    _start_s: float = 0.0
    _ticks: list[NDArray[np.float32]] = field(default_factory=list)
    _letters: list[Letter] = field(default_factory=list)
    _spent: str | None = None  # the letter still held after its word has ended

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> list[SpellingEvent]:
        """One body frame (543, 3) captured at `at_s` seconds."""
        seen = self._raised(landmarks, aspect)
        if seen is not None:
            if not self._times:
                self._start_s = at_s
            self._times.append(at_s)
            self._hands.append(seen)
        elif self._times and at_s - self._times[-1] >= REST_S:
            return self._end(at_s, idle=True)
        return self._advance(at_s - FOCUS * STEP_S, at_s) if self._times else []

    def finish(self, at_s: float) -> list[SpellingEvent]:
        """The stream ends here."""
        return self._end(at_s, idle=True) if self._times else []

    def _raised(self, landmarks: NDArray[np.float32], aspect: float) -> Hand | None:
        """The spelling hand: the one already followed while it is up, else the higher of those in signing space."""
        left, right = landmarks[POSE][LEFT_SHOULDER], landmarks[POSE][RIGHT_SHOULDER]
        lowest = np.inf
        if np.isfinite(left[0]) and np.isfinite(right[0]):
            width = float(np.hypot((left[0] - right[0]) * aspect, left[1] - right[1]))
            lowest = float(left[1] + right[1]) / 2 + REACH * width
        heights = {"right": landmarks[RIGHT_HAND][WRIST, 1], "left": landmarks[LEFT_HAND][WRIST, 1]}
        up = {side: float(y) for side, y in heights.items() if np.isfinite(y) and y < lowest}
        if self._side is not None:
            return side_of(landmarks, self._side, aspect) if self._side in up else None
        if not up:
            return None
        self._side = min(up, key=lambda side: up[side])
        return side_of(landmarks, self._side, aspect)

    def _advance(self, until_s: float, at_s: float) -> list[SpellingEvent]:
        """Reads the ticks whose windows are complete and returns what is new."""
        first = len(self._ticks)
        moments = self._moments(first, until_s)
        if len(moments) == 0:
            return []
        times, hands = np.array(self._times), np.stack(self._hands)
        self._ticks.extend(self.reader.read(windows_of(times, hands, moments)))
        if self._spent is not None and not self._new_letter(self._spent):
            self._keep(self._start_s + len(self._ticks) * STEP_S)
            return []
        self._spent = None
        before, self._letters = self._letters, self._letters_shown()
        changed = [(one.letter, one.double > 0.5) for one in before] != [
            (one.letter, one.double > 0.5) for one in self._letters
        ]
        emitted: list[SpellingEvent] = [Spelled(tuple(self._letters))] if changed else []
        now_s = float(moments[-1])
        if self._letters:
            last = self._letters[-1]
            held = last.end_s > now_s and last.seconds >= HELD_S
            if held or now_s - last.end_s >= LOST_S or now_s - self._start_s >= MAX_S:
                return [*emitted, *self._end(at_s, idle=False)]
        elif now_s - self._start_s >= LOST_S:
            self._keep(now_s)  # keeps memory bounded while a raised hand shows nothing
        return emitted

    def _moments(self, first: int, until_s: float) -> NDArray[np.float64]:
        count = int(np.floor((until_s - self._start_s) / STEP_S + 1e-6)) + 1
        return self._start_s + np.arange(first, max(count, first)) * STEP_S

    def _letters_shown(self) -> list[Letter]:
        moments = self._start_s + np.arange(len(self._ticks)) * STEP_S
        hands, _ = at_times(np.array(self._times), np.stack(self._hands), moments)
        found = letters_of(np.stack(self._ticks), places_of(hands), self._start_s, self.reader.double)
        return found if len(found) != 1 or found[0].probability >= MIN_LETTER else []

    def _new_letter(self, spent: str) -> bool:
        """Whether a letter shows other than the last word's final one."""
        tops = {int(tick.argmax()) for tick in self._ticks} - {NONE, LETTERS.index(spent)}
        return bool(tops)

    def _keep(self, from_s: float) -> None:
        """Forgets all but the window before `from_s`."""
        kept = [number for number, at in enumerate(self._times) if at >= from_s - FOCUS * STEP_S]
        self._times = [self._times[number] for number in kept]
        self._hands = [self._hands[number] for number in kept]
        self._ticks, self._start_s = [], from_s

    def _end(self, at_s: float, idle: bool) -> list[SpellingEvent]:
        """Ends the word: reads the last frames and consults the lexicon."""
        if self._times and self._spent is None:
            moments = self._moments(len(self._ticks), self._times[-1])
            if len(moments):
                windows = windows_of(np.array(self._times), np.stack(self._hands), moments)
                self._ticks.extend(self.reader.read(windows))
            self._letters = self._letters_shown() if self._ticks else []
        letters = self._letters if self._spent is None else []
        emitted: list[SpellingEvent] = []
        words = words_of(letters, self.lexicon, self.reader.confusions)
        if words:
            emitted.append(Spelled(tuple(letters), tuple(words)))
            emitted.append(_decided(words, letters))
        self._letters = []
        if idle:
            self._times, self._hands, self._ticks, self._side, self._spent = [], [], [], None, None
            emitted.append(SignerIdle(at_s))
        else:
            self._spent = letters[-1].letter if letters else None
            self._keep(self._start_s + len(self._ticks) * STEP_S)
        return emitted


def _decided(words: list[Spelling], letters: list[Letter]) -> Gloss | Unsure:
    options = tuple(Alternative(gloss_of(word.text), word.probability) for word in words)
    start_s, end_s = letters[0].start_s, letters[-1].end_s
    if words[0].probability < SURE:
        return Unsure(options, start_s, end_s)
    return Gloss(options[0].gloss, words[0].probability, start_s, end_s, options)
