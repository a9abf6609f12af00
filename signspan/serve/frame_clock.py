"""Notices that a page's landmarks have stopped, so that what was being signed is decided by the clock.

A camera that is switched off, a hidden page or a lost network sends no frame in which the hands rest.
"""

from dataclasses import dataclass

from signspan.recognise.activity import REST_S

PATIENCE = 2  # of the longest usual time between two frames: pages differ from 2 to 60 a second, and networks stutter
DECAY = 0.97  # of that time with each frame: a stutter is forgotten after a second or two
LONGEST_GAP_S = 1.0  # what is longer is a pause, not a rate


@dataclass(slots=True)
class FrameClock:
    """Arrivals of one page's frames, on the server's clock."""

    _last_s: float | None = None
    _gap_s: float = 0.5  # before anything is known

    def came(self, now_s: float) -> None:
        """A frame arrived."""
        if self._last_s is not None:
            gap = min(now_s - self._last_s, LONGEST_GAP_S)
            self._gap_s = max(gap, DECAY * self._gap_s)
        self._last_s = now_s

    def stopped(self, now_s: float) -> bool:
        """Whether the frames have stopped; said once until they come again."""
        if self._last_s is None or now_s - self._last_s < REST_S + PATIENCE * self._gap_s:
            return False
        self._last_s = None
        return True
