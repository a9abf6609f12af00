"""The signs of a stretch of signing: the best way to cut it at its pauses.

Every span between two pauses may be one sign, and is read as one, once. A path of spans from the first pause to the
last is worth the sum of what its spans are worth: a sign the log probability of its likeliest gloss (less where it is
the gloss before once more), and movement between signs a penalty for each second. The best path (Viterbi) is the
reading of the stretch, so a slow sign is not taken to pieces by its own pauses, and a fluent sentence needs none
between its signs to be told apart.

As pauses come, the paths so far are kept, each with its end. What all of those that can still win have in common is
settled.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.window import window_of_body
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.reader import Reader
from signspan.recognise.verdict import Decoded

_C: Final = CONSTANTS["spans"]
MIN_S: Final[float] = _C["min_s"]  # of a sign
MAX_S: Final[float] = _C["max_s"]
MAX_PAUSES: Final[int] = _C["max_pauses"]  # a span crosses fewer
SIGN: Final[float] = _C["sign"]  # what a further sign adds to a path's worth
REPEAT: Final[float] = _C["repeat"]  # what it costs that a sign is the one before: mostly it is one sign in two parts
BETWEEN: Final[float] = _C["between"]  # what a second between signs costs
BEAM: Final[float] = _C["beam"]  # a path worth so much less than the best can no longer win
MAX_OPEN: Final[int] = _C["max_open"]  # pauses that nothing is settled about; beyond, the best path is
MIN_FRAMES: Final[int] = _C["min_frames"]  # that a span needs to be read
MIDDLE: Final[float] = _C["middle"]  # share of a sign's time that is read once more, without its edges


@dataclass(frozen=True, slots=True)
class _Span:
    """The last span of a path: the number of the pause it comes from, and its likeliest gloss if it is a sign."""

    start: int
    gloss: int | None = None


@dataclass(slots=True)
class _Pause:
    """A pause before a frame, the worth of the best path to it, and that path's last span."""

    frame: int
    worth: float = -np.inf
    span: _Span | None = None


@dataclass(slots=True)
class Spans:
    """One stretch. `add` its frames in order, say where it may be cut (`pause`), then `end` it."""

    reader: Reader
    _frames: list[NDArray[np.float32]] = field(default_factory=list)
    _times: list[float] = field(default_factory=list)
    _pauses: list[_Pause] = field(default_factory=list)  # the first is where the signs given out so far end

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, landmarks: NDArray[np.float32], at_s: float) -> None:
        """One body frame (543, 3); a stretch's first one is a pause."""
        if not self._pauses:
            self._pauses.append(_Pause(0, 0.0))
        self._frames.append(landmarks)
        self._times.append(at_s)

    def pause(self, at_s: float, aspect: float) -> list[Decoded]:
        """The stretch may be cut before the frame of `at_s`: the signs that are settled by now, in order."""
        self._reach(int(np.searchsorted(self._times, at_s)), aspect)
        return self._settle(self._open(), aspect)

    def end(self, signed_s: float, aspect: float) -> list[Decoded]:
        """The stretch ends after the frame of `signed_s`: its remaining signs, in order."""
        if not self._frames:
            return []
        self._reach(int(np.searchsorted(self._times, signed_s + 1e-6)), aspect)
        return self._settle([len(self._pauses) - 1], aspect)

    def clear(self) -> None:
        """Forgets everything: what follows is another stretch."""
        self._frames.clear()
        self._times.clear()
        self._pauses.clear()

    def _reach(self, frame: int, aspect: float) -> None:
        """Adds a pause before `frame`, with the best path to it."""
        last = len(self._pauses) - 1
        if frame <= self._pauses[last].frame:
            return
        new = _Pause(frame, self._pauses[last].worth - BETWEEN * self._seconds(self._pauses[last].frame, frame))
        new.span = _Span(last)
        starts = [at for at in range(max(0, last + 1 - MAX_PAUSES), last + 1) if self._could_be_sign(at, frame, last)]
        windows = [window_of_body(np.stack(self._frames[self._pauses[at].frame : frame]), aspect) for at in starts]
        for start, reading in zip(starts, self.reader.read_all(windows, glance=True), strict=True):
            gloss = int(reading.probabilities[1:].argmax()) + 1
            worth = self._pauses[start].worth + float(np.log(reading.probabilities[gloss] + 1e-6)) + SIGN
            before = self._pauses[start].span
            if before is not None and before.gloss == gloss:
                worth -= REPEAT
            if worth > new.worth:
                new.worth, new.span = worth, _Span(start, gloss)
        self._pauses.append(new)

    def _could_be_sign(self, start: int, frame: int, last: int) -> bool:
        """Long enough, and not longer than a sign, unless no pause lies within."""
        first = self._pauses[start].frame
        seconds = self._seconds(first, frame)
        return frame - first >= MIN_FRAMES and seconds >= MIN_S and (seconds <= MAX_S or start == last)

    def _open(self) -> list[int]:
        """The pauses from which the best path may still go on."""
        newest = len(self._pauses) - 1
        if newest > MAX_OPEN:
            return [newest]
        return [
            at
            for at in range(max(0, newest + 1 - MAX_PAUSES), newest + 1)
            if self._pauses[at].worth > self._pauses[newest].worth - BEAM
            and self._seconds(self._pauses[at].frame, self._pauses[newest].frame) <= MAX_S
        ]

    def _settle(self, ends: list[int], aspect: float) -> list[Decoded]:
        """The signs that the paths to all of `ends` share, each read once more and with care."""
        paths = [self._path(end) for end in ends]
        shared = sorted(set(paths[0]).intersection(*paths[1:]))
        signs = []
        for at in shared:
            span = self._pauses[at].span
            if span is not None and span.gloss is not None:
                signs.append(self._read(self._pauses[span.start].frame, self._pauses[at].frame, aspect))
        if shared:
            self._forget(shared[-1])
        return signs

    def _path(self, end: int) -> list[int]:
        """The pauses of the best path to `end`, the last first, without the first of all."""
        path = []
        while (span := self._pauses[end].span) is not None:
            path.append(end)
            end = span.start
        return path

    def _forget(self, settled: int) -> None:
        """Drops what lies before a settled pause, and every path that does not pass through it."""
        kept = [at for at in range(settled + 1, len(self._pauses)) if settled in self._path(at)]
        number = {at: n for n, at in enumerate([settled, *kept])}
        frame = self._pauses[settled].frame
        pauses = [_Pause(0, 0.0)]
        for at in kept:
            old = self._pauses[at]
            span = None if old.span is None else _Span(number[old.span.start], old.span.gloss)
            pauses.append(_Pause(old.frame - frame, old.worth - self._pauses[settled].worth, span))
        self._pauses = pauses
        del self._frames[:frame], self._times[:frame]

    def _read(self, start: int, stop: int, aspect: float) -> Decoded:
        """A span as a sign: the mean of the whole and its middle, each with its mirror image."""
        edge = int((stop - start) * (1 - MIDDLE) / 2)
        windows = [
            window_of_body(np.stack(self._frames[first:last]), aspect)
            for first, last in ((start, stop), (start + edge, stop - edge))
        ]
        mean = np.mean([reading.probabilities for reading in self.reader.read_all(windows)], axis=0, dtype=np.float32)
        return Decoded(mean, self._times[start], self._times[stop - 1])

    def _seconds(self, start: int, stop: int) -> float:
        """How long the frames from `start` on and before `stop` last."""
        return self._times[stop - 1] - self._times[start]
