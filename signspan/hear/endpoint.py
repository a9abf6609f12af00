"""When an utterance is over: after a silence longer than this speaker's pauses."""

from collections import deque
from dataclasses import dataclass, field

USUAL_S = 0.32  # a typical pause, until the speaker's own are known
MIN_S, MAX_S = 0.32, 1.0
BEYOND = 1.25  # times the pauses heard so far
UNFINISHED_S = 0.4  # added if the words so far do not end a sentence
KEPT = 12


@dataclass(slots=True)
class Endpoint:
    """Report each pause within a sentence; it says how long to wait."""

    _pauses: deque[float] = field(default_factory=lambda: deque([USUAL_S], maxlen=KEPT))

    def paused(self, seconds: float) -> None:
        """The speaker was silent for so long within a sentence."""
        self._pauses.append(seconds)

    def wait_s(self, text: str) -> float:
        """Seconds of silence that end the utterance whose words so far are `text`."""
        # With few pauses, the longest; with many, the 90th percentile.
        known = sorted(self._pauses)
        usual = BEYOND * known[int(0.9 * (len(known) - 1) + 0.5)]
        unfinished = UNFINISHED_S if text and text[-1] not in ".?!" else 0.0
        return min(max(usual, MIN_S) + unfinished, MAX_S)
