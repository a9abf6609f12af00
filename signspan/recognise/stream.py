"""The recogniser as a stream: body frames in, glosses, questions and rests out.

A stretch of signing, from raised hands to rest, is read in two ways. At every tick the gate says whether a sign has
just been made (`ticker`, `gate`, `decode`), which finds the signs of a sentence. The whole stretch is also read as one
window, which is better for a single sign. The stretch is a sentence if the gate found more than one sign in it.

Sure signs are committed at once, in their order; an unsure one waits until the hands rest, when it becomes a question,
and later ones wait behind it. Pure but for the models: time comes with the frames.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import AXES, POINTS
from signspan.body.window import window_of_body
from signspan.errors import FormatError
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.activity import Activity
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.decode import Decoded, Decoder
from signspan.recognise.gate import Gate
from signspan.recognise.models import Models
from signspan.recognise.ticker import MAX_FPS, Ticker
from signspan.recognise.verdict import judge

_C: Final = CONSTANTS["stream"]
MAX_FRAMES: Final[int] = _C["max_frames"]  # of a stretch read as one sign: three seconds
MIN_FRAMES: Final[int] = _C["min_frames"]

Recognised = Gloss | Unsure | SignerIdle


@dataclass(slots=True)
class SignStream:
    """One signer's stream. `feed` frames in order of time."""

    models: Models
    _activity: Activity = field(default_factory=Activity)
    _decoder: Decoder = field(default_factory=Decoder)
    _frames: deque[tuple[NDArray[np.float32], float]] = field(default_factory=lambda: deque(maxlen=MAX_FRAMES))
    _found: list[Decoded] = field(default_factory=list)
    _committed: int = 0
    _ticker: Ticker = field(init=False)
    _gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        self._ticker = Ticker(self.models.reader)
        self._gate = self.models.gate.fresh()

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> list[Recognised]:
        """One body frame (543, 3) captured at `at_s` seconds."""
        if landmarks.shape != (POINTS, AXES):
            raise FormatError(f"expected landmarks ({POINTS}, {AXES}), got {landmarks.shape}")
        if self._activity.feed(landmarks, aspect, at_s):
            return self._rest(aspect, at_s)
        if not self._activity.signing or (self._frames and at_s - self._frames[-1][1] < 0.9 / MAX_FPS):
            return []
        self._frames.append((landmarks, at_s))
        evidence = self._ticker.feed(landmarks, aspect, at_s)
        if evidence is None:
            return []
        blank, glosses = self._gate.feed(evidence)
        decoded = self._decoder.tick(blank, glosses, at_s)
        if decoded is not None:
            self._found.append(decoded)
        return self._sure()

    def finish(self, aspect: float, at_s: float) -> list[Recognised]:
        """The frames end, for good or for a while: decides what was being signed."""
        self._activity = Activity()
        return self._rest(aspect, at_s) if self._frames else []

    def _sure(self) -> list[Recognised]:
        """The signs that can be committed already: sure ones, up to the first unsure one."""
        emitted: list[Recognised] = []
        while self._committed < len(self._found):
            verdict = self._judge(self._found[self._committed])
            if not isinstance(verdict, Gloss):
                break
            emitted.append(verdict)
            self._committed += 1
        return emitted

    def _rest(self, aspect: float, at_s: float) -> list[Recognised]:
        decoded = self._decoder.end()
        if decoded is not None:
            self._found.append(decoded)
        emitted: list[Recognised] = []
        if len(self._found) > 1 or self._committed:
            rest = self._found[self._committed :]
            signed = self._committed > 0 or any(self._judge(found) is not None for found in rest)
            verdicts = [self._judge(found, among=signed) for found in rest]
            emitted.extend(verdict for verdict in verdicts if verdict is not None)
            emitted = self._instead(emitted, aspect)
        elif len(self._frames) >= MIN_FRAMES:
            verdict = self._judge(self._whole(aspect))
            emitted.extend([verdict] if verdict is not None else [])
        self._frames.clear()
        self._found.clear()
        self._committed = 0
        self._ticker.clear()
        self._gate.clear()
        return [*emitted, SignerIdle(at_s)]

    def _instead(self, emitted: list[Recognised], aspect: float) -> list[Recognised]:
        """The stretch as one sign, if no part is sure and the whole is as sure as any: slow signs fall into parts."""
        if self._committed or any(isinstance(each, Gloss) for each in emitted) or len(self._frames) < MIN_FRAMES:
            return emitted
        verdict = self._judge(self._stretch(aspect))
        asked = [each.alternatives[0].probability for each in emitted if isinstance(each, Unsure)]
        if isinstance(verdict, Unsure):
            return [verdict] if asked and verdict.alternatives[0].probability >= max(asked) else emitted
        return [verdict] if verdict is not None else emitted

    def _whole(self, aspect: float) -> Decoded:
        """The stretch read as one sign, averaged with what the gate found."""
        whole = self._stretch(aspect)
        probabilities = whole.probabilities
        for found in self._found:
            probabilities = (probabilities + found.probabilities) / 2
        return Decoded(probabilities, whole.start_s, whole.end_s)

    def _stretch(self, aspect: float) -> Decoded:
        landmarks = np.stack([landmarks for landmarks, _ in self._frames])
        probabilities = self.models.reader.read_all([window_of_body(landmarks, aspect)])[0].probabilities
        return Decoded(probabilities, self._frames[0][1], self._frames[-1][1])

    def _judge(self, sign: Decoded, among: bool = False) -> Gloss | Unsure | None:
        reader, thresholds = self.models.reader, self.models.thresholds
        return judge(sign, reader.classes, thresholds, among)
