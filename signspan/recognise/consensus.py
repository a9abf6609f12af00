"""From a classifier's ticks to what a person is told: a gloss, a question, or nothing.

Ticks of one stretch of signing are averaged. A gloss is committed while signing goes on only when
several ticks agree strongly; when the hands come to rest, the last ticks decide between committing,
asking and refusing. A gloss is not committed twice in a row without a rest.

`web/src/recognise/consensus.ts` is the same code; `tests/vectors/consensus.json` holds both to it.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from signspan.events import Alternative, Gloss, Unsure

IDLE_CLASS = 0
AGREEING = 3  # ticks that must name the same gloss before a commitment in flight
SURE_IN_FLIGHT = 0.8
SURE_AT_REST = 0.6
IDLE_MOST = 0.35
ASK_MASS = 0.15
OPTIONS = 4
LEAST_OPTION = 0.03
FEWEST_FRAMES = 8
TAIL_FRAMES = 14  # after a commitment, lowering the hands is not a sign


@dataclass(slots=True)
class Consensus:
    """`classes` names the classifier's outputs; class 0 is idle and never committed."""

    classes: tuple[str, ...]
    _ticks: deque[NDArray[np.float32]] = field(default_factory=lambda: deque(maxlen=AGREEING))
    _last: str | None = None

    def tick(self, probabilities: NDArray[np.float32], start_s: float, end_s: float) -> Gloss | None:
        """Probabilities (C,) of the window from `start_s` to `end_s`; a gloss if it is certain already."""
        self._ticks.append(probabilities)
        tops = {int(np.argmax(tick)) for tick in self._ticks}
        if len(self._ticks) < AGREEING or len(tops) > 1 or IDLE_CLASS in tops:
            return None
        mean = self._mean()
        top = tops.pop()
        if mean[top] < SURE_IN_FLIGHT or self.classes[top] == self._last:
            return None
        return self._commit(mean, top, start_s, end_s)

    def rest(self, frames: int, start_s: float, end_s: float) -> Gloss | Unsure | None:
        """The hands came to rest after `frames` frames since the last commitment."""
        decided = self._decide(frames, start_s, end_s)
        self._ticks.clear()
        self._last = None
        return decided

    def _decide(self, frames: int, start_s: float, end_s: float) -> Gloss | Unsure | None:
        if not self._ticks or frames < (FEWEST_FRAMES if self._last is None else TAIL_FRAMES):
            return None
        mean = self._mean()
        top = int(np.argmax(mean))
        if top == IDLE_CLASS or self.classes[top] == self._last:
            return None
        if mean[top] >= SURE_AT_REST:
            return self._commit(mean, top, start_s, end_s)
        options = self._alternatives(mean)
        if mean[IDLE_CLASS] < IDLE_MOST and sum(option.probability for option in options) >= ASK_MASS:
            return Unsure(options, start_s, end_s)
        return None

    def _commit(self, mean: NDArray[np.float32], top: int, start_s: float, end_s: float) -> Gloss:
        self._last = self.classes[top]
        self._ticks.clear()
        return Gloss(self.classes[top], round(float(mean[top]), 4), start_s, end_s, self._alternatives(mean))

    def _mean(self) -> NDArray[np.float32]:
        return np.asarray(np.mean(self._ticks, axis=0), np.float32)

    def _alternatives(self, mean: NDArray[np.float32]) -> tuple[Alternative, ...]:
        order = np.argsort(-mean, kind="stable")
        ranked = [int(i) for i in order if i != IDLE_CLASS][:OPTIONS]
        return tuple(Alternative(self.classes[i], round(float(mean[i]), 4)) for i in ranked if mean[i] >= LEAST_OPTION)
