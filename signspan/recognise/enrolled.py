"""The closed vocabulary and a book of taught signs together, as one reader of windows.

A reading's distance d to a taught sign is that to its nearest example. Distances become odds in a scale-free way, d to
the power of -`SHARPNESS`, beside the odds of "none of these" at the distance `unknown`: the distance of the book's
signs from each other (the median, times `OWN_SCALE`), but never less than that of one person's signings of one sign
(`OWN`) nor more than `FARTHEST`. One rule thus fits ten signs of a stranger and thirty similar handshapes of one's own:
whatever is farther from every taught sign than they are from each other is none of them.

The share of "none of these" goes to the closed vocabulary's classes or, if the book stands alone, to class 0: no taught
sign was signed.

The constants were fitted by `scripts/fit_taught.py`; `docs/enrolment.md` says on what data, and how well calibrated
they are and how well they refuse on other data. `packages/recognise/src/enrolled.ts` is the same code;
`tests/vectors/taught.json` holds both to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.window import Window
from signspan.recognise.book import Book, Sign
from signspan.recognise.classifier import Reading
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.example import Example, Examples
from signspan.recognise.path import trimmed
from signspan.recognise.reader import Reader

_C: Final = CONSTANTS["enrolled"]
SHARPNESS: Final[float] = _C["sharpness"]
FARTHEST: Final[float] = _C["farthest"]
OWN_SCALE: Final[float] = _C["own_scale"]
OWN: Final[float] = _C["own"]  # typical distance of two signings of a sign by one person
MIN_DISTANCE: Final[float] = _C["min_distance"]

SAMPLED: Final[int] = _C["sampled"]  # signs whose neighbours give the book's own scale
SAME_ENCODER: Final[float] = _C["same_encoder"]  # cosine of an example's embedding now and as it is in the book


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The sign that another one is most likely mistaken for, and how likely that is."""

    name: str
    confusion: float


class Taught:
    """A `Reader` that also knows a book's signs. `classes` are idle, the closed vocabulary's, then the book's.

    `labels` are the book's labels by sign; `unknown` is the distance of "none of these".
    """

    def __init__(self, reader: Reader, book: Book) -> None:
        self._reader = reader
        self.language, self._alone = book.language, book.alone
        self._signs = with_embeddings(book.signs, reader)
        self._names = [sign.name for sign in self._signs]
        known = reader.classes[:1] if book.alone else reader.classes
        self.classes: tuple[str, ...] = (*known, *(name for name in self._names if name not in known))
        self.labels = {sign.name: sign.label for sign in self._signs if sign.label}
        self._class_of = np.array([self.classes.index(name) for name in self._names], int)
        examples = [example for sign in self._signs for example in sign.examples]
        self._examples = Examples(examples) if examples else None
        self._starts = np.cumsum([0, *(len(sign.examples) for sign in self._signs)])[:-1]
        self.unknown = self._unknown()

    def read_all(self, windows: Sequence[Window], glance: bool = False) -> list[Reading]:
        """For each window: probabilities over `classes`, which sum to one, and the embedding of its trimmed form."""
        cut = [trimmed(window) for window in windows]
        read = self._reader.read_all(cut if self._alone else [*cut, *windows], glance)
        closed = [reading.probabilities for reading in read[len(cut) :]] or [np.ones(1, np.float32)] * len(cut)
        return [
            Reading(self._together(self.shares(Example(window, reading.embedding)), known), reading.embedding)
            for window, reading, known in zip(cut, read, closed, strict=False)
        ]

    def shares(self, example: Example) -> NDArray[np.float32]:
        """Probabilities (signs + 1,) of the book's signs in its order and, last, of none of them."""
        return _shares(self.distances(example), self.unknown)

    def distances(self, example: Example) -> NDArray[np.float32]:
        """Distances (signs,) to each sign's nearest example."""
        if self._examples is None:
            return np.zeros(0, np.float32)
        return np.asarray(np.minimum.reduceat(self._examples.distances(example), self._starts), np.float32)

    def neighbour(self, name: str) -> Neighbour | None:
        """What a sign of the book is most likely taken for: another of its signs, or one of the closed vocabulary."""
        found: list[Neighbour] = []
        others = np.array([each != name for each in self._names], bool)
        names = [each for each in self._names if each != name]
        examples = [example for sign in self._signs if sign.name == name for example in sign.examples]
        for example in examples:
            if names:
                shares = _shares(self.distances(example)[others], OWN)[:-1]
                found.append(Neighbour(names[int(np.argmax(shares))], float(shares.max())))
            if not self._alone:
                closed = self._reader.read_all([example.window])[0].probabilities.copy()
                closed[[0, *(at for at, known in enumerate(self._reader.classes) if known == name)]] = 0
                found.append(Neighbour(self.classes[int(np.argmax(closed))], float(closed.max())))
        return max(found, key=lambda neighbour: neighbour.confusion, default=None)

    def _together(self, shares: NDArray[np.float32], closed: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities over `classes` from the book's shares and the closed vocabulary's."""
        probabilities = np.zeros(len(self.classes), np.float32)
        probabilities[: len(closed)] = shares[-1] * closed
        probabilities[self._class_of] += shares[:-1]
        return probabilities

    def _unknown(self) -> float:
        """The distance beyond which a signing is more likely none of the book's signs."""
        if len(self._signs) < 2:
            return FARTHEST
        nearest = []
        for number, sign in enumerate(self._signs[:SAMPLED]):
            distances = np.stack([self.distances(example) for example in sign.examples])
            distances[:, number] = np.inf
            nearest.append(distances.min())
        return float(np.clip(OWN_SCALE * np.median(nearest), OWN, FARTHEST))


def with_embeddings(signs: Sequence[Sign], reader: Reader) -> tuple[Sign, ...]:
    """The signs with this encoder's embeddings, computed again unless the first one is already this encoder's."""
    examples = [example for sign in signs for example in sign.examples]
    if not examples:
        return tuple(signs)
    now = reader.read_all([examples[0].window])[0].embedding
    then = examples[0].embedding
    if len(now) == len(then) and float(now @ then) > SAME_ENCODER:
        return tuple(signs)
    again = iter(reader.read_all([example.window for example in examples]))
    return tuple(
        replace(sign, examples=tuple(Example(each.window, next(again).embedding) for each in sign.examples))
        for sign in signs
    )


def _shares(distances: NDArray[np.float32], unknown: float) -> NDArray[np.float32]:
    logits = -SHARPNESS * np.log(np.maximum([*distances, unknown], MIN_DISTANCE))
    odds = np.exp(logits - logits.max())
    return np.asarray(odds / odds.sum(), np.float32)
