"""Signs from a stream of pictures, one at a time, for clients that cannot perceive landmarks themselves
(`/live-signs`).

idle ─ something moves ─→ active ─ a hand is seen ─→ buffering ─ `MIN_FRAMES` frames ─→ inferring
 ↑                                                                                     │
 └──────────────── nothing has moved for 15 frames (`perceive.motion`) ────────────────┘

A still frame costs only a test of its pixels: landmarks are needed only while something moves. Pure but for the reader.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import hands_of
from signspan.body.window import window_of_body
from signspan.recognise.reader import Reader

State = Literal["idle", "active", "buffering", "inferring"]
MIN_FRAMES, MAX_FRAMES = 15, 50  # frames of a sign
GONE = 8  # so many frames without a hand end one
VOTES, AGREEING = 5, 4  # of the last predictions, so many the same
CONFIDENT = 0.4


@dataclass(frozen=True, slots=True)
class Detected:
    """A sign; `confidence` is the mean probability of the predictions that agree."""

    gloss: str
    confidence: float


@dataclass(slots=True)
class LiveSigns:
    """One signer's pictures in order; `aspect` is their width over their height."""

    reader: Reader
    aspect: float = 4 / 3
    state: State = "idle"
    _frames: deque[NDArray[np.float32]] = field(default_factory=lambda: deque(maxlen=MAX_FRAMES))
    _votes: deque[tuple[str, float]] = field(default_factory=lambda: deque(maxlen=VOTES))
    _last: str = ""
    _gone: int = 0  # frames since a hand was seen

    def feed(self, moving: bool, perceive: Callable[[], NDArray[np.float32]]) -> Detected | None:
        """The next frame: whether anything moves in it or did lately, and its landmarks (543, 3) if they are needed."""
        if not moving:
            self._rest()
            return None
        landmarks = perceive()
        seen = bool(np.isfinite(hands_of(landmarks[None])).any())
        self._gone = 0 if seen else self._gone + 1
        if self._gone >= GONE:
            self._forget()
        elif seen or self._frames:
            self._frames.append(landmarks)
        if len(self._frames) < MIN_FRAMES:
            self.state = "buffering" if self._frames else "active"
            return None
        self.state = "inferring"
        return self._vote()

    def _vote(self) -> Detected | None:
        window = window_of_body(np.stack(self._frames), self.aspect)
        probabilities = self.reader.read_all([window], glance=True)[0].probabilities
        best = int(probabilities.argmax())
        confident = best != 0 and probabilities[best] > CONFIDENT  # class 0 is nobody signing
        self._votes.append((self.reader.classes[best] if confident else "", float(probabilities[best])))
        gloss = self._votes[-1][0]
        agreeing = [sure for name, sure in self._votes if name == gloss]
        if not gloss or len(agreeing) < AGREEING:
            return None
        self._forget()
        if gloss == self._last:  # the same movement, seen once more
            return None
        self._last = gloss
        return Detected(gloss, sum(agreeing) / len(agreeing))

    def _rest(self) -> None:
        self.state, self._last, self._gone = "idle", "", 0
        self._forget()

    def _forget(self) -> None:
        self._frames.clear()
        self._votes.clear()
