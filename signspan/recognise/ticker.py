"""The clock of recognition: body frames in, evidence out every `TICK_S` seconds."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import anchor_of_pose
from signspan.body.hands import hands_of, prepare
from signspan.body.topology import POSE
from signspan.body.window import Window, window_of_hands
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.evidence import MOTION_S, SPANS_S, TICK_S, Evidence, motion_of, weigh
from signspan.recognise.reader import Reader

_C: Final = CONSTANTS["ticker"]
MAX_FPS: Final[float] = _C["max_fps"]
MIN_FRAMES: Final[int] = _C["min_frames"]  # frames that a window needs


@dataclass(slots=True)
class Ticker:
    """Holds the frames of the longest window, at most `MAX_FPS`; `clear` forgets them between stretches."""

    reader: Reader
    _frames: deque[tuple[NDArray[np.float32], float]] = field(default_factory=deque)
    _last: Evidence | None = None
    _ticked_s: float = -np.inf

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> Evidence | None:
        """One body frame (543, 3) captured at `at_s` seconds; evidence when a tick is due."""
        if self._frames and at_s - self._frames[-1][1] < 0.9 / MAX_FPS:
            return None
        self._frames.append((landmarks, at_s))
        while at_s - self._frames[0][1] > SPANS_S[-1]:
            self._frames.popleft()
        if len(self._frames) < MIN_FRAMES or at_s - self._ticked_s < TICK_S - 1e-6:
            return None
        self._ticked_s = at_s
        windows, motion = self._windows(aspect, at_s)
        readings = self.reader.read_all(windows, glance=True)
        self._last = weigh([reading.probabilities for reading in readings], motion, self._last, at_s)
        return self._last

    def clear(self) -> None:
        """Forgets everything: what follows is another stretch of signing."""
        self._frames.clear()
        self._last = None
        self._ticked_s = -np.inf

    def _windows(self, aspect: float, at_s: float) -> tuple[list[Window], NDArray[np.float32]]:
        frames = np.stack([landmarks for landmarks, _ in self._frames])
        times = np.array([at for _, at in self._frames])
        anchor = anchor_of_pose(frames[:, POSE], aspect)
        hands = hands_of(frames)
        windows = []
        for span in SPANS_S:
            first = min(int(np.searchsorted(times, at_s - span)), len(frames) - MIN_FRAMES)
            windows.append(window_of_hands(prepare(hands[first:], aspect), anchor))
        recent = prepare(hands[int(np.searchsorted(times, at_s - MOTION_S)) :], aspect)
        fps = (len(times) - 1) / max(times[-1] - times[0], 1e-3)
        return windows, motion_of(recent, fps)
