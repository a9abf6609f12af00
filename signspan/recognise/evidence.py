"""The evidence of one tick of signing: readings of two windows that end now, and how the hands move.

A sign in a sentence lasts a quarter of a second to one and a half, so every tick reads a short and a long window.
`SIGNALS` numbers say how sure each is, whether they agree, what changed since the last tick and how fast the hands are;
they depend on no vocabulary and no embedding, so the network that reads them (`recognise.gate`) can be trained with
models that never saw the signer and used with the one that ships.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import Hands
from signspan.body.topology import MIDDLE_MCP, WRIST
from signspan.recognise.constants import CONSTANTS

_C: Final = CONSTANTS["evidence"]
SPANS_S: Final[tuple[float, ...]] = tuple(_C["spans_s"])
TICK_S: Final[float] = _C["tick_s"]
MOTION_S: Final[float] = _C["motion_s"]
SIGNALS = 4 * len(SPANS_S) + 1 + len(SPANS_S) + 4
FASTEST: Final[float] = _C["fastest"]  # palm lengths a second that count as 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """`probabilities` (2, C) of the windows over the classes compared, class 0 idle; `signals` (15,)."""

    at_s: float
    probabilities: NDArray[np.float32]
    signals: NDArray[np.float32]


def weigh(
    probabilities: Sequence[NDArray[np.float32]], motion: NDArray[np.float32], last: Evidence | None, at_s: float
) -> Evidence:
    """The evidence of one tick from its windows' probabilities, its motion (4,) and the tick before."""
    found = np.stack(probabilities)
    ranked = -np.sort(-np.pad(found[:, 1:], ((0, 0), (0, 1))), axis=1)  # a book of one sign has no second
    size = found.shape[1]
    entropy = -(found * np.log(found + 1e-9)).sum(axis=1) / np.log(size)
    before = found if last is None else last.probabilities
    signals = np.concatenate(
        [
            ranked[:, 0],
            ranked[:, 0] - ranked[:, 1],
            entropy,
            found[:, 0],
            [_alike(found[0], found[1])],
            [_alike(now, then) for now, then in zip(found, before, strict=True)],
            motion,
        ]
    )
    return Evidence(at_s, found, signals.astype(np.float32))


def motion_of(hands: Hands, fps: float) -> NDArray[np.float32]:
    """Speed of each hand of (n, 2, 21, 3), in palm lengths a second over `FASTEST`, and its share of frames: (4,)."""
    motion = np.zeros(4, np.float32)
    for slot in range(2):
        hand = hands[:, slot]
        seen = np.isfinite(hand[:, WRIST, 0])
        motion[2 + slot] = seen.mean() if len(hand) else 0
        if seen.sum() < 2:
            continue
        palm = np.hypot(*(hand[seen, MIDDLE_MCP, :2] - hand[seen, WRIST, :2]).T).mean()
        path = np.hypot(*np.diff(hand[seen, WRIST, :2], axis=0).T).sum()
        seconds = (np.nonzero(seen)[0][-1] - np.nonzero(seen)[0][0]) / fps
        motion[slot] = min(1.0, float(path) / max(float(palm), 1e-3) / seconds / FASTEST)
    return motion


def _alike(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Cosine of two distributions."""
    return float(a @ b / np.sqrt((a @ a) * (b @ b) + 1e-12))
