"""From a letter model's ticks to the letters that were shown: when, how surely, and how likely twice.

The likeliest path through letters and "no letter" (Viterbi 1967) is found; every change costs `CHANGE`, so a flicker is
no letter. A stretch on one letter is one `Letter`.

A double letter mostly does not look like two: the hand slides aside, dips, or stays. So a letter carries the
probability that it stands for two, from its length against the speller's other letters and from how far the hand moved;
the weights are fitted in training (`letters.json`). Doubles made by opening the hand come out as two letters by
themselves.

`packages/recognise/src/letters.ts` is the same code; `tests/vectors/spelling.json` holds both to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.handshape import LETTERS, NONE, STEP_S

_C: Final = CONSTANTS["letters"]
CHANGE: Final[float] = _C["change"]  # nats
FLOOR: Final[float] = _C["floor"]  # least probability that a single tick gives any letter
PALM: Final = (WRIST, INDEX_MCP, MIDDLE_MCP, PINKY_MCP)
MOVING: Final = frozenset("JZ")

Ticks = NDArray[np.float32]
Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter shown from `start_s` to `end_s`; `chances` (26,) sum to one, `double` is the chance of two."""

    letter: str
    probability: float
    start_s: float
    end_s: float
    chances: NDArray[np.float64]
    double: float = 0.0

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


def places_of(hands: NDArray[np.float32]) -> Places:
    """Where a hand (T, 21, 3) is: x and y (T, 2) of the middle of its palm, in its own palm lengths."""
    palms = np.linalg.norm(hands[:, [INDEX_MCP, MIDDLE_MCP, PINKY_MCP]] - hands[:, :1], axis=-1).max(axis=1)
    seen = palms > 0
    unit = max(float(np.median(palms[seen])), 1e-3) if seen.any() else 1.0
    return np.asarray(hands[:, list(PALM), :2].mean(axis=1) / unit, np.float64)


@dataclass(frozen=True, slots=True)
class Shown:
    """Ticks `start` to `end` that show one letter, and the traits that say whether it was meant twice."""

    letter: str
    start: int
    end: int
    traits: NDArray[np.float64]

    @property
    def still(self) -> bool:
        return self.letter not in MOVING


def letters_of(ticks: Ticks, places: Places, start_s: float, double: Sequence[float]) -> list[Letter]:
    """Letters in ticks (T, 27), `STEP_S` apart from `start_s` on, of a hand at `places` (T, 2)."""
    found = []
    for shown in shown_in(ticks, places):
        chances = ticks[shown.start : shown.end, :NONE].mean(axis=0).astype(np.float64)
        found.append(
            Letter(
                shown.letter,
                round(float(chances[LETTERS.index(shown.letter)]), 4),
                start_s + shown.start * STEP_S,
                start_s + shown.end * STEP_S,
                chances / chances.sum(),
                float(1 / (1 + np.exp(-np.dot(double, shown.traits)))) if shown.still else 0.0,
            )
        )
    return found


def shown_in(ticks: Ticks, places: Places) -> list[Shown]:
    """The stretches of ticks (T, 27) that show a letter."""
    spans = [span for span in _spans(_path(ticks)) if span[2] != NONE]
    lengths = [end - start for start, end, label in spans if LETTERS[label] not in MOVING]
    found = []
    for number, (start, end, label) in enumerate(spans):
        others = list(lengths)
        if LETTERS[label] not in MOVING:
            others.remove(end - start)
        measured = traits(places[start:end], others)
        if number + 1 == len(spans):
            measured[1] = min(measured[1], 0.0)  # everybody holds the last letter of a word
        found.append(Shown(LETTERS[label], start, end, measured))
    return found


def traits(places: Places, others: Sequence[int]) -> NDArray[np.float64]:
    """Traits of a double letter (4,): one, its length over the median other letter's, the hand's sideways movement, its
    dip.
    """
    usual = float(np.median(others)) if others else float(len(places))
    way = places[-1] - places[0]
    line = places[0] + way * np.linspace(0, 1, len(places))[:, None]
    dip = float(np.linalg.norm(places - line, axis=1).max())
    longer = float(np.clip(np.log(len(places) / max(usual, 1)), -1, 2))
    return np.array([1.0, longer, min(float(np.hypot(*way)), 1.0), min(dip, 0.5)])


def _path(ticks: Ticks) -> list[int]:
    """The likeliest class of every tick (T, 27), given that changes are rare."""
    if len(ticks) == 0:
        return []
    said = np.log(np.maximum(ticks.astype(np.float64), FLOOR))
    score = said[0]
    came: list[NDArray[np.int64]] = []
    stay = np.arange(score.size)
    for row in said[1:]:
        best = int(score.argmax())
        change = score[best] - CHANGE > score
        came.append(np.where(change, best, stay))
        score = np.where(change, score[best] - CHANGE, score) + row
    path = [int(score.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _spans(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of one class as (start, end, class)."""
    spans: list[tuple[int, int, int]] = []
    for tick, label in enumerate(path):
        if spans and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], tick + 1, label)
        else:
            spans.append((tick, tick + 1, label))
    return spans
