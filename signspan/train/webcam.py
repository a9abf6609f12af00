"""What a webcam at home does to a sign: few frames a second, lost hands, a near and tilted camera, a wrong aspect.

The corpora were filmed in studios, at 23 to 60 frames a second; webcams give 10 to 20. Every share and size here is a
guess that was made once, neither measured nor searched for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import STEPS
from signspan.body.window import Window

LONG = 0.35  # share of windows that begin before the sign or end after it
BEYOND = 0.3  # share of the sign's time that is added at either end, at most
SLOW = 0.6  # share of windows with few frames
FRAMES = (8, 24)  # frames that such a window has
LOSES = 0.4  # share of windows in which hands are lost
LOST_STEPS = 9  # steps for which a hand is lost, at most
ASPECT = 0.12  # share of windows whose 4:3 was taken for 16:9, or the other way
TILTED = 0.4  # share of windows from a near camera that looks up or down
TILT = 0.12  # how much larger things are a shoulder width lower, standard deviation
JITTER = 0.002  # image heights, at most


@dataclass(frozen=True, slots=True)
class Webcam:
    """Draws what a webcam would have seen of a window."""

    rng: np.random.Generator

    def __call__(self, window: Window) -> Window:
        """The window, as from a webcam; as it was, if nothing of it would be left."""
        points, present, anchor = window.hands.copy(), window.present.copy(), window.anchor.copy()
        if self.rng.random() < LONG:
            points, present = self._longer(points, present)
        if self.rng.random() < SLOW:
            seen = self._seen()
            points, present = points[seen], present[seen]
        if self.rng.random() < LOSES:
            self._lose(present)
        if not present.any():
            return window
        if self.rng.random() < ASPECT:
            wider = np.float32(self.rng.choice([4 / 3, 3 / 4]))
            points[..., 0] *= wider
            anchor[[0, 2]] *= wider
        if anchor[3] and self.rng.random() < TILTED:
            larger = np.clip(1 + self.rng.normal(0, TILT) * (points[..., 1] - anchor[1]) / anchor[2], 0.6, 1.5)
            points[..., :2] = anchor[:2] + (points[..., :2] - anchor[:2]) * larger[..., None]
        points += self.rng.normal(0, JITTER * self.rng.random(), points.shape).astype(np.float32)
        return Window((points * present[:, :, None, None]).astype(np.float32), present, anchor.astype(np.float32))

    def _longer(
        self, points: NDArray[np.float32], present: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """With time before and after, in which the hands are held or unseen."""
        at = np.linspace(-self.rng.uniform(0, BEYOND), 1 + self.rng.uniform(0, BEYOND), STEPS)
        steps = np.clip(np.rint(at * (STEPS - 1)), 0, STEPS - 1).astype(int)
        points, present = points[steps], present[steps]
        for outside in (at < 0, at > 1):
            if self.rng.random() < 0.5:
                present[outside] = 0
        return points, present

    def _seen(self) -> NDArray[np.intp]:
        """The step that is seen at each step: that of the nearest frame."""
        frames = int(self.rng.integers(*FRAMES))
        frame = np.rint(np.arange(STEPS) * (frames - 1) / (STEPS - 1))
        return np.asarray(np.rint(frame * (STEPS - 1) / (frames - 1)), np.intp)

    def _lose(self, present: NDArray[np.float32]) -> None:
        for _ in range(self.rng.integers(1, 4)):
            start = self.rng.integers(STEPS)
            hands = [[0], [1], [0, 1]][self.rng.integers(3)]
            present[start : start + self.rng.integers(1, LOST_STEPS), hands] = 0
