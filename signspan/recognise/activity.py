"""Is somebody signing? A small state machine over body frames, so that idle hands yield nothing.

A frame is active if a hand is in signing space: above a line `REACH` shoulder widths below the shoulders (hands in the
lap or at the sides are lower). Without shoulders any visible hand counts. Hands held still in signing space count as
resting after `HOLD_S`.

`packages/recognise/src/activity.ts` is the same code; `tests/vectors/activity.json` holds both to it.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import LEFT_SHOULDER, POSE, RIGHT_SHOULDER
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.wrists import wrists

_C: Final = CONSTANTS["activity"]
REACH: Final[float] = _C["reach"]
HOLD_S: Final[float] = _C["hold_s"]
HELD_S: Final[float] = _C["held_s"]  # so much of a hold belongs to the sign
REST_S: Final[float] = _C["rest_s"]
SAMPLE_S: Final[float] = _C["sample_s"]  # between the two looks that a speed is measured from
STILL: Final[float] = _C["still"]  # palm lengths a second: slower than this, a hand is held


@dataclass(slots=True)
class Activity:
    """Feed frames in order; `signing` says whether somebody signs now, `signed_s` when they last did."""

    signing: bool = False
    _seen_s: float = field(default=-np.inf)
    _moved_s: float = field(default=-np.inf)
    _last: tuple[NDArray[np.float32], float] | None = None

    def feed(self, landmarks: NDArray[np.float32], aspect: float, at_s: float) -> bool:
        """One body frame (543, 3); returns True in the frame in which signing ends."""
        raised = self._raised(landmarks, aspect)
        if raised is not None:
            self._seen_s = at_s
            if self._moves(raised, at_s) or not self.signing:
                self._moved_s = at_s
        else:
            self._last = None
        was = self.signing
        self.signing = at_s - self._seen_s < REST_S and at_s - self._moved_s < HOLD_S
        return was and not self.signing

    @property
    def signed_s(self) -> float:
        """When a raised hand was last seen and not yet held for longer than `HELD_S`."""
        return min(self._seen_s, self._moved_s + HELD_S)

    def _raised(self, landmarks: NDArray[np.float32], aspect: float) -> NDArray[np.float32] | None:
        """Raised hands' wrists and palms (2, 3): x, y in image heights and palm length; None where none is."""
        pose = landmarks[POSE]
        left, right = pose[LEFT_SHOULDER], pose[RIGHT_SHOULDER]
        lowest = np.inf
        if np.isfinite(left[0]) and np.isfinite(right[0]):
            width = float(np.hypot((left[0] - right[0]) * aspect, left[1] - right[1]))
            lowest = float(left[1] + right[1]) / 2 + REACH * width
        rows = wrists(landmarks, aspect)
        rows[~(rows[:, 1] < lowest)] = np.nan
        return rows if np.isfinite(rows).any() else None

    def _moves(self, raised: NDArray[np.float32], at_s: float) -> bool:
        """Whether a wrist moved faster than `STILL` since the sample at least `SAMPLE_S` ago."""
        if self._last is None:
            self._last = (raised, at_s)
            return True
        before, then = self._last
        if at_s - then < SAMPLE_S:
            return False
        self._last = (raised, at_s)
        path = np.hypot(raised[:, 0] - before[:, 0], raised[:, 1] - before[:, 1])
        speed = path / np.maximum(raised[:, 2], 1e-3) / (at_s - then)
        changed = np.isfinite(raised[:, 0]) != np.isfinite(before[:, 0])
        return bool(changed.any() or np.nanmax(speed) > STILL)
