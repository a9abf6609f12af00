"""The recogniser as a stream: body frames in, glosses, questions and rests out.

A window of at most `WINDOW` frames, thinned to `MOST_FPS`, is classified every `TICK_S` while
somebody signs, from `FEWEST` frames on. Pure but for the classifier: time comes in with the frames.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import hands_of, prepare, resample
from signspan.body.topology import AXES, POINTS
from signspan.errors import FormatError
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.activity import Activity
from signspan.recognise.classifier import Classifier
from signspan.recognise.consensus import Consensus

WINDOW = 48
FEWEST = 8
TICK_S = 0.2
MOST_FPS = 25
KEPT = 4  # frames kept after a commitment: the next sign grows out of the last one's end

Recognised = Gloss | Unsure | SignerIdle


@dataclass(slots=True)
class SignStream:
    """One signer's stream. `feed` frames in order of time."""

    classifier: Classifier
    _activity: Activity = field(default_factory=Activity)
    _frames: deque[tuple[NDArray[np.float32], float]] = field(default_factory=lambda: deque(maxlen=WINDOW))
    _since: int = 0
    _ticked_s: float = -np.inf
    _consensus: Consensus = field(init=False)

    def __post_init__(self) -> None:
        self._consensus = Consensus(self.classifier.classes)

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> list[Recognised]:
        """One body frame (543, 3) captured at `at_s` seconds."""
        if landmarks.shape != (POINTS, AXES):
            raise FormatError(f"expected landmarks ({POINTS}, {AXES}), got {landmarks.shape}")
        if self._activity.feed(landmarks, aspect, at_s):
            return self._rest(aspect, at_s)
        if not self._activity.signing:
            return []
        hands = hands_of(landmarks[None])[0]
        if self._frames and at_s - self._frames[-1][1] < 0.9 / MOST_FPS:
            return []
        self._frames.append((hands, at_s))
        self._since += 1
        if len(self._frames) < FEWEST or at_s - self._ticked_s < TICK_S:
            return []
        gloss = self._tick(aspect, at_s)
        if gloss is None:
            return []
        kept = list(self._frames)[-KEPT:]
        self._frames.clear()
        self._frames.extend(kept)
        self._since = 0
        return [gloss]

    def finish(self, aspect: float, at_s: float) -> list[Recognised]:
        """The stream ends here: what was being signed is decided now."""
        return self._rest(aspect, at_s) if self._frames else []

    def _tick(self, aspect: float, at_s: float) -> Gloss | None:
        self._ticked_s = at_s
        return self._consensus.tick(self._classify(aspect), self._frames[0][1], self._frames[-1][1])

    def _classify(self, aspect: float) -> NDArray[np.float32]:
        hands = np.stack([hands for hands, _ in self._frames])
        return self.classifier.probabilities(*resample(prepare(hands, aspect)))

    def _rest(self, aspect: float, at_s: float) -> list[Recognised]:
        decided: Gloss | Unsure | None = None
        if len(self._frames) >= FEWEST:
            start_s, end_s = self._frames[0][1], self._frames[-1][1]
            decided = self._consensus.tick(self._classify(aspect), start_s, end_s)
            late = self._consensus.rest(self._since, start_s, end_s)
            decided = decided or late
        else:
            self._consensus.rest(0, at_s, at_s)
        self._frames.clear()
        self._since = 0
        return [*([decided] if decided else []), SignerIdle(at_s)]
