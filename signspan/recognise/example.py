"""One signing of a sign, and the distance of two signings, which enrolment compares.

Two views of a signing complement each other. The encoder's embedding was trained on many people, so it knows what
varies among them and what does not; the path (`recognise.path`) was not trained, so it is as good for a handshape or a
language the encoder never saw. Their distances are added. `docs/enrolment.md` has the figures for each, for both, and
for what was dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import anchor_of_pose
from signspan.body.hands import hands_of
from signspan.body.topology import POSE
from signspan.body.window import Window, window_of_body
from signspan.errors import InputError
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.path import PALM, WAIST, apart, path_of, trimmed

_C: Final = CONSTANTS["example"]
PATHS: Final[float] = _C["paths"]  # weight of a unit of path distance against one of the embedding's
MIN_STEPS: Final[int] = _C["min_steps"]  # of the window's 32: less is a hand that appears only briefly
COMPARED: Final[int] = _C[
    "compared"
]  # only so many, the nearest by embedding, are compared by path, so a large book costs no more time


@dataclass(frozen=True, slots=True)
class Example:
    """A trimmed window and its embedding (E,), of unit length."""

    window: Window
    embedding: NDArray[np.float32]


class Examples:
    """Many examples, arranged to be compared with one in a single call."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._embeddings = np.stack([example.embedding for example in examples])
        self._paths = np.stack([path_of(example.window) for example in examples])

    def distances(self, one: Example) -> NDArray[np.float32]:
        """How far each is from `one`, (N,): 0 for the same, infinite beyond the `COMPARED` nearest by embedding."""
        angles = 1 - self._embeddings @ one.embedding
        near = np.argsort(angles, kind="stable")[:COMPARED]
        distances = np.full(len(angles), np.inf, np.float32)
        distances[near] = angles[near] + PATHS * apart(path_of(one.window), self._paths[near])
        return distances


def taught_window(landmarks: NDArray[np.float32], aspect: float) -> Window:
    """The trimmed window of a teaching clip (T, 543, 3), which may begin and end with the hands down.

    Raises `InputError` if no hand is seen for long enough to learn from.
    """
    seen = np.nonzero(_raised(landmarks, aspect).any(axis=1))[0]
    if len(seen):
        window = trimmed(window_of_body(landmarks[seen[0] : seen[-1] + 1], aspect))
        if window.present.any(axis=1).sum() >= MIN_STEPS:
            return window
    raise InputError("expected a sign made with the hands in the picture, no hand was seen")


def _raised(landmarks: NDArray[np.float32], aspect: float) -> NDArray[np.bool_]:
    """Frames and hands (T, 2) seen above the waist; seen at all, if none is or the waist is unknown."""
    hands, anchor = hands_of(landmarks), anchor_of_pose(landmarks[:, POSE], aspect)
    seen: NDArray[np.bool_] = np.isfinite(hands[:, :, 0, 0])
    if not anchor[3]:
        return seen
    raised = seen & ((hands[:, :, PALM, 1].mean(axis=2) - anchor[1]) / anchor[2] < WAIST)
    return raised if raised.any() else seen
