"""Where one sign may end and another begin: moments at which the hands are slowest.

A hand slows down where it arrives at a place and where it leaves for the next one (Kita et al. 1998), so the border of
two signs is a minimum of the faster hand's speed. Most minima lie inside signs; which of them are borders is for
`spans` to say, by reading what lies between them.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.recognise.constants import CONSTANTS
from signspan.recognise.wrists import wrists

_C: Final = CONSTANTS["pauses"]
SMOOTH_S: Final[float] = _C["smooth_s"]  # speeds are averaged over as much before and after
APART_S: Final[float] = _C["apart_s"]  # a pause is the slowest moment for as long before and after


@dataclass(slots=True)
class Pauses:
    """Feed the frames of a stretch in order; `clear` between stretches."""

    _wrists: tuple[NDArray[np.float32], float] | None = None
    _speeds: deque[tuple[float, float]] = field(default_factory=deque)  # (seconds, palm lengths a second)
    _found_s: float = -np.inf

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> float | None:
        """One body frame (543, 3); the time of a pause, if by now one is known to have been."""
        hands = wrists(landmarks, aspect)
        if self._wrists is not None:
            before, then = self._wrists
            path = np.hypot(hands[:, 0] - before[:, 0], hands[:, 1] - before[:, 1])
            speeds = path / np.maximum(hands[:, 2], 1e-3) / max(at_s - then, 1e-3)
            self._speeds.append((at_s, float(np.max(np.nan_to_num(speeds)))))
        self._wrists = (hands, at_s)
        while self._speeds and at_s - self._speeds[0][0] > 2 * (APART_S + SMOOTH_S):
            self._speeds.popleft()
        return self._slowest(at_s)

    def clear(self) -> None:
        """Forgets everything: what follows is another stretch."""
        self._wrists = None
        self._speeds.clear()
        self._found_s = -np.inf

    def _slowest(self, now_s: float) -> float | None:
        times = np.array([at for at, _ in self._speeds])
        speeds = np.array([speed for _, speed in self._speeds])
        known = times <= now_s - SMOOTH_S
        if not known.any() or times[-1] - times[0] < 2 * APART_S:
            return None
        smooth = np.array([speeds[np.abs(times - at) <= SMOOTH_S + 1e-6].mean() for at in times[known]])
        middle = now_s - SMOOTH_S - APART_S
        slowest = float(times[known][int(smooth.argmin())])
        gap = float(np.diff(times).max(initial=0)) / 2
        if abs(slowest - middle) > gap + 1e-6 or slowest - self._found_s < APART_S:
            return None
        self._found_s = slowest
        return slowest
