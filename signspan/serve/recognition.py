"""What one session hears and sees, to events with their latency stamps. Called on the session's recognising thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.audio import RATE, Samples
from signspan.events import Final, Partial
from signspan.hear.listener import Listener
from signspan.recognise.stream import Recognised as SignRecognised
from signspan.recognise.stream import SignStream
from signspan.serve.engines import Engines

ASPECTS = (0.1, 10.0)  # image width over height that is believed; 4:3 otherwise

Recognised = Partial | Final | SignRecognised
Stamped = tuple[Recognised, dict[str, float]]


@dataclass(slots=True)
class Recognition:
    """Times are on the server's clock."""

    engines: Engines
    clock: Callable[[], float]
    _listener: Listener | None = None
    _signs: SignStream | None = None
    _aspect: float = 4 / 3
    _newest_s: float = float("-inf")  # capture of the newest frame, on the page's clock
    _origin_s: float = 0.0  # when the microphone's first sample was captured

    def start_listening(self) -> list[Stamped]:
        """The microphone was switched on."""
        self._listener, self._origin_s = Listener(self.engines), 0.0
        return []

    def hear(self, samples: Samples, captured_s: float, received_s: float, behind: bool) -> list[Stamped]:
        """Sound whose last sample was captured at `captured_s`; `behind` where more is waiting already."""
        if self._listener is None:
            return []
        if not self._origin_s:
            self._origin_s = captured_s - len(samples) / RATE
        return [(event, self._sound_stamps(event, received_s)) for event in self._listener.feed(samples, behind)]

    def stop_listening(self) -> list[Stamped]:
        """The microphone was switched off: what was said is final."""
        if self._listener is None:
            return []
        events: list[Stamped] = [(e, self._sound_stamps(e, self.clock())) for e in self._listener.finish()]
        self._listener = None
        return events

    def overtaken(self, captured_s: float) -> bool:
        """Whether a newer frame came before it, where a channel keeps no order: signs are read forwards."""
        overtaken = captured_s < self._newest_s
        self._newest_s = max(self._newest_s, captured_s)
        return overtaken

    def watch(self, points: NDArray[np.float32], aspect: float, stamps: dict[str, float]) -> list[Stamped]:
        """A body frame (543, 3) captured at `stamps["t0"]`."""
        if self._signs is None:
            self._signs = SignStream(self.engines.models)
        self._aspect = aspect if ASPECTS[0] <= aspect <= ASPECTS[1] else 4 / 3
        found = self._signs.feed(points, self._aspect, stamps["t0"])
        return [(event, {**stamps, "t4": self.clock()}) for event in found]

    def stop_watching(self, at_s: float) -> list[Stamped]:
        """The frames have stopped: what was being signed is decided."""
        if self._signs is None:
            return []
        return [(event, {"t4": self.clock()}) for event in self._signs.finish(self._aspect, at_s)]

    def _sound_stamps(self, event: Any, received_s: float) -> dict[str, float]:
        """t0 is when the voice stopped: what a listener would call the end of the sentence."""
        if isinstance(event, Partial):
            return {}
        return {"t0": self._origin_s + event.speech_end_s, "t3": received_s, "t4": self.clock()}
