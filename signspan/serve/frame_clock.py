"""Notices that a page's landmarks have stopped, so that what was being signed is decided by the clock.

A camera that is switched off, a hidden page or a lost network sends no frame in which the hands rest. The same as
`packages/recognise/src/frameClock.ts`.
"""

from dataclasses import dataclass
from typing import Final

from signspan.recognise.activity import REST_S
from signspan.recognise.constants import CONSTANTS

_C: Final = CONSTANTS["frame_clock"]
PATIENCE: Final[float] = _C["patience"]  # of the longest usual time between two frames: pages send 2 to 60 a second
DECAY: Final[float] = _C["decay"]  # of that time with each frame: a stutter is forgotten after a second or two
MAX_GAP_S: Final[float] = _C["max_gap_s"]  # what is longer is a pause, not a rate
FIRST_GAP_S: Final[float] = _C["first_gap_s"]  # before anything is known


@dataclass(slots=True)
class FrameClock:
    """Arrivals of one page's frames, on the server's clock."""

    _last_s: float | None = None
    _gap_s: float = FIRST_GAP_S

    def came(self, now_s: float) -> None:
        """A frame arrived."""
        if self._last_s is not None:
            gap = min(now_s - self._last_s, MAX_GAP_S)
            self._gap_s = max(gap, DECAY * self._gap_s)
        self._last_s = now_s

    def stopped(self, now_s: float) -> bool:
        """Whether the frames have stopped; said once until they come again."""
        if self._last_s is None or now_s - self._last_s < REST_S + PATIENCE * self._gap_s:
            return False
        self._last_s = None
        return True
