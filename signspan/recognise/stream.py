"""The recogniser as a stream: body frames in, glosses, questions and rests out.

A stretch of signing lasts from raised hands to rest (`activity`). It is cut where the hands pause (`pauses`), along the
best path of signs (`spans`): one slow sign, a fluent sentence, or anything between.

Sure signs are committed as soon as they are settled, in their order; an unsure one waits until the hands rest, when it
becomes a question, and later ones wait behind it. Pure but for the models: time comes with the frames.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import AXES, POINTS
from signspan.errors import FormatError
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.activity import Activity
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.models import Models
from signspan.recognise.pauses import Pauses
from signspan.recognise.spans import MAX_S, Spans
from signspan.recognise.verdict import Decoded, judge

MAX_FPS: Final[float] = CONSTANTS["stream"]["max_fps"]  # what comes faster is thinned

Recognised = Gloss | Unsure | SignerIdle


@dataclass(slots=True)
class SignStream:
    """One signer's stream. `feed` frames in order of time."""

    models: Models
    _activity: Activity = field(default_factory=Activity)
    _pauses: Pauses = field(default_factory=Pauses)
    _spans: Spans = field(init=False)
    _found: list[Decoded] = field(default_factory=list)
    _committed: int = 0
    _frame_s: float = -np.inf
    _paused_s: float = np.inf

    def __post_init__(self) -> None:
        self._spans = Spans(self.models.reader)

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> list[Recognised]:
        """One body frame (543, 3) captured at `at_s` seconds."""
        if landmarks.shape != (POINTS, AXES):
            raise FormatError(f"expected landmarks ({POINTS}, {AXES}), got {landmarks.shape}")
        if self._activity.feed(landmarks, aspect, at_s):
            return self._rest(aspect, self._activity.signed_s, at_s)
        if not self._activity.signing or at_s - self._frame_s < 0.9 / MAX_FPS:
            return []
        if not len(self._spans):
            self._paused_s = at_s
        self._frame_s = at_s
        self._spans.add(landmarks, at_s)
        pause_s = self._pauses.feed(landmarks, aspect, at_s)
        if pause_s is None and at_s - self._paused_s >= MAX_S:
            pause_s = at_s  # nobody signs for so long without a pause: this bounds what is kept
        if pause_s is None:
            return []
        self._paused_s = pause_s
        self._found.extend(self._spans.pause(pause_s, aspect))
        return self._sure()

    def finish(self, aspect: float, at_s: float) -> list[Recognised]:
        """The frames end, for good or for a while: decides what was being signed."""
        signed_s, self._activity = self._activity.signed_s, Activity()
        return self._rest(aspect, signed_s, at_s) if len(self._spans) else []

    def _sure(self) -> list[Recognised]:
        """The signs that can be committed already: sure ones, up to the first unsure one."""
        emitted: list[Recognised] = []
        while self._committed < len(self._found):
            verdict = self._judge(self._found[self._committed], among=False)
            if not isinstance(verdict, Gloss):
                break
            emitted.append(verdict)
            self._committed += 1
        return emitted

    def _rest(self, aspect: float, signed_s: float, at_s: float) -> list[Recognised]:
        self._found.extend(self._spans.end(signed_s, aspect))
        among = self._committed > 0 or any(self._judge(sign, among=False) is not None for sign in self._found)
        verdicts = [self._judge(sign, among and len(self._found) > 1) for sign in self._found[self._committed :]]
        self._spans.clear()
        self._pauses.clear()
        self._found.clear()
        self._committed = 0
        self._frame_s = -np.inf
        return [*(verdict for verdict in verdicts if verdict is not None), SignerIdle(at_s)]

    def _judge(self, sign: Decoded, among: bool) -> Gloss | Unsure | None:
        return judge(sign, self.models.reader.classes, self.models.thresholds, among)
