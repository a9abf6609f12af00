"""A person drawn by numbers: a raised hand that moves from place to place and pauses there, and a reader of it.

The hand's x tells where in its course a frame lies, so a reader that only gets windows knows which span it is asked
about.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER
from signspan.body.window import Window
from signspan.recognise.classifier import Reading

FPS = 25.0
STEP = 0.1  # of x, from one pause to the next
CLASSES = ("<idle>", "a", "b", "c", "d")


def strokes(count: int, seconds: float = 0.6, rest: float = 0.6) -> NDArray[np.float32]:
    """Body frames (T, 543, 3): nobody's hand, then `count` strokes of so many seconds each, then nobody's hand."""
    frames = round(seconds * FPS)
    eased = (1 - np.cos(np.pi * np.arange(frames) / frames)) / 2
    x = np.concatenate([0.2 + STEP * (number + eased) for number in range(count)])
    gone = round(rest * FPS)
    body = np.full((len(x) + 2 * gone, 543, 3), np.nan, np.float32)
    body[:, POSE.start + LEFT_SHOULDER] = (0.7, 0.4, 0)
    body[:, POSE.start + RIGHT_SHOULDER] = (0.3, 0.4, 0)
    points = np.stack([np.linspace(0, 0.02, 21), np.linspace(0, -0.1, 21), np.zeros(21)], axis=1)
    body[gone : gone + len(x), RIGHT_HAND] = (
        points + np.stack([x, np.full(len(x), 0.5), np.zeros(len(x))], axis=1)[:, None]
    )
    return body


class StrokeReader:
    """Reads spans from one pause to another as `script` says, {(first, last): gloss probabilities}, and no others."""

    classes = CLASSES

    def __init__(self, script: Mapping[tuple[int, int], Mapping[str, float]]) -> None:
        self.script = script
        self.asked: list[tuple[int, int]] = []

    def read_all(self, windows: Sequence[Window], glance: bool = False) -> list[Reading]:  # noqa: ARG002
        """One reading of each window, whatever the view."""
        return [self._read(window) for window in windows]

    def _read(self, window: Window) -> Reading:
        x = window.hands[window.present[:, 0] > 0, 0, 0, 0]
        first, last = (float(edge - 0.2) / STEP for edge in (x.min(), x.max()))
        slack = 0.16 * (last - first)  # the middle of a span is read, too
        pauses = max(0, round(first - slack + 0.1)), round(last + slack - 0.1)
        self.asked.append(pauses)
        said = self.script.get(pauses, {})
        found = np.full(len(CLASSES), (1 - sum(said.values())) / (len(CLASSES) - len(said)), np.float32)
        for gloss, probability in said.items():
            found[CLASSES.index(gloss)] = probability
        return Reading(found, np.ones(1, np.float32))
