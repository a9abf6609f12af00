"""One signing of a sign, and how far two signings are apart: what enrolment compares.

Two views of a signing complete each other. The encoder's embedding knows what people vary and what
they do not, for it was trained on many; the path (`recognise.path`) knows nothing, and so is as good
for a handshape or a language that the encoder never saw. Their distances are added.
`docs/enrolment.md` has the figures of each alone, of the two together, and of what was dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import anchor_of_pose
from signspan.body.hands import hands_of
from signspan.body.topology import POSE
from signspan.body.window import Window, window_of_body
from signspan.errors import InputError
from signspan.recognise.path import PALM, WAIST, apart, path_of, trimmed

PATHS = 1.5  # one unit of path distance counts as much as this much of the embedding's
FEWEST_STEPS = 4  # of the window's 32: less is a hand that only flashed up
COMPARED = 60  # paths are compared with those nearest by embedding alone, so that a thick book costs no more time


@dataclass(frozen=True, slots=True)
class Example:
    """A trimmed window and its embedding (E,), of unit length."""

    window: Window
    embedding: NDArray[np.float32]


class Examples:
    """Many examples, laid out to be compared with one at once."""

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
    """The trimmed window of a whole teaching clip, (T, 543, 3), which may begin and end with the hands down.

    Raises `InputError` where no hand is seen for long enough to learn from.
    """
    seen = np.nonzero(_raised(landmarks, aspect).any(axis=1))[0]
    if len(seen):
        window = trimmed(window_of_body(landmarks[seen[0] : seen[-1] + 1], aspect))
        if window.present.any(axis=1).sum() >= FEWEST_STEPS:
            return window
    raise InputError("expected a sign made with the hands in the picture, no hand was seen")


def _raised(landmarks: NDArray[np.float32], aspect: float) -> NDArray[np.bool_]:
    """Frames and hands (T, 2) seen above the waist, or seen at all where none is or the waist is not known."""
    hands, anchor = hands_of(landmarks), anchor_of_pose(landmarks[:, POSE], aspect)
    seen: NDArray[np.bool_] = np.isfinite(hands[:, :, 0, 0])
    if not anchor[3]:
        return seen
    raised = seen & ((hands[:, :, PALM, 1].mean(axis=2) - anchor[1]) / anchor[2] < WAIST)
    return raised if raised.any() else seen
