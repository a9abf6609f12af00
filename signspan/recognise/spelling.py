"""From letters to a word: the lexicon's words against the letters as they were read.

For each word of the lexicon, its probability is that of the best alignment of its letters with those read (a weighted
edit distance: Wagner & Fischer 1974), times how common it is. A letter may be misread (by the model's own table of
confusions), read where none was meant, missed, or stand for two. The letters as read compete with them, since no
lexicon holds every name. The result is a distribution: the best word, its probability, and the alternatives.

`packages/recognise/src/spelling.ts` is the same code; `tests/vectors/spelling.json` holds both to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError, MissingError
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.handshape import LETTERS, NONE, WEIGHTS
from signspan.recognise.letters import MOVING, Letter

_C: Final = CONSTANTS["spelling"]
UNKNOWN_WORD: Final = float(np.log(_C["unknown_word"]))  # a word outside the lexicon
UNKNOWN_LETTER: Final = float(
    np.log(1 / _C["unknown_letter"])
)  # each of its letters: English is about that predictable
SPURIOUS: Final = float(np.log(_C["spurious"]))  # a letter that was not meant
WEAK_SPURIOUS: Final = float(np.log(_C["weak_spurious"]))  # one that was barely shown
START_SPURIOUS: Final = float(np.log(_C["start_spurious"]))  # the handshape from which J or Z starts
WEAK_S: Final[float] = _C["weak_s"]
MISSED: Final = float(np.log(_C["missed"]))
MISSED_DOUBLE: Final = float(np.log(_C["missed_double"]))
MISREAD: Final[float] = _C["misread"]  # weight of the table of confusions against the tick itself
DOUBT: Final[float] = _C[
    "doubt"
]  # divides log probabilities at the end: letters of one word are not independent evidence
MAX_ALTERNATIVES: Final[int] = _C["max_alternatives"]
MIN_ALTERNATIVE: Final[float] = _C["min_alternative"]
MAX_LETTERS: Final[int] = _C["max_letters"]
FARTHEST: Final[float] = _C["farthest"]  # nats below the best: less likely words are not listed

Logs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as it is written (names with a capital), and the probability that it was meant."""

    text: str
    probability: float


class SpellingLexicon:
    """Words and names, and how common each is: `spelling.txt`, a line `cost word`, cost in tenths of a nat."""

    def __init__(self, words: Sequence[str], costs: Sequence[float]) -> None:
        self.words = tuple(words)
        self.log_prior = -np.array(costs, np.float64)
        self.letters = np.full((len(self.words), MAX_LETTERS), -1, np.int64)
        for row, word in zip(self.letters, self.words, strict=True):
            row[: len(word)] = [ord(letter) - ord("a") for letter in word.lower()]
        self.lengths = np.array([len(word) for word in self.words], np.int64)

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Loads `spelling.txt` of `folder`."""
        file = folder / "spelling.txt"
        if not file.is_file():
            raise MissingError(f"expected spelling.txt in {folder}")
        rows = [line.split(" ") for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        if any(
            len(row) != 2 or not row[0].isdigit() or not row[1].isascii() or len(row[1]) > MAX_LETTERS for row in rows
        ):
            raise FormatError(f"expected lines `cost word` in {file.name}")
        return cls([word for _, word in rows], [int(cost) / 10 for cost, _ in rows])


def raw(letters: Sequence[Letter]) -> str:
    """The letters as read, in capitals, doubled if that is likelier than not."""
    kept = [letter for number, letter in enumerate(letters) if not _begins_moving(letters, number)]
    return "".join(letter.letter * (2 if letter.double > 0.5 else 1) for letter in kept)


def words_of(letters: Sequence[Letter], lexicon: SpellingLexicon, confusions: NDArray[np.float64]) -> list[Spelling]:
    """The best word and its alternatives, likeliest first; empty for no letters."""
    plain = raw(letters)
    if not plain:
        return []
    mixed = (1 - MISREAD) * np.eye(NONE) + MISREAD * confusions
    seen = np.log(np.maximum(np.stack([mixed @ letter.chances for letter in letters]), 1e-9))
    twice = np.array([min(max(letter.double, 0.005), 0.98) for letter in letters])
    spurious = np.array([_spurious(letters, number) for number in range(len(letters))])
    likely = np.flatnonzero(np.abs(lexicon.lengths - len(plain)) <= 3)
    scores = _align(lexicon.letters[likely], lexicon.lengths[likely], seen, twice, spurious)
    scores = scores + lexicon.log_prior[likely]
    own = np.array([[LETTERS.index(letter) for letter in plain[: 4 * MAX_LETTERS]]])
    read = _align(own, np.array([own.shape[1]]), seen, twice, spurious)[0]
    read += UNKNOWN_WORD + UNKNOWN_LETTER * own.shape[1]
    top = max(float(scores.max(initial=-np.inf)), float(read))
    chances: dict[str, float] = {plain.lower(): float(np.exp((read - top) / DOUBT))}
    written: dict[str, tuple[float, str]] = {plain.lower(): (0.0, plain.capitalize())}
    for at in np.flatnonzero(scores > top - FARTHEST):
        word, chance = lexicon.words[int(likely[at])], float(np.exp((scores[at] - top) / DOUBT))
        key = word.lower()  # if a name is also a word, the more common one is written
        written[key] = max(written.get(key, (0.0, "")), (chance, word), key=lambda pair: pair[0])
        chances[key] = chances.get(key, 0.0) + chance
    total = sum(chances.values())
    ranked = sorted(chances.items(), key=lambda pair: -pair[1])[: MAX_ALTERNATIVES + 1]
    found = [Spelling(written[key][1], round(chance / total, 4)) for key, chance in ranked]
    return [one for number, one in enumerate(found) if number == 0 or one.probability >= MIN_ALTERNATIVE]


def _spurious(letters: Sequence[Letter], number: int) -> float:
    if _begins_moving(letters, number):
        return START_SPURIOUS
    letter = letters[number]
    return WEAK_SPURIOUS if letter.seconds < WEAK_S or letter.probability < 0.5 else SPURIOUS


def _begins_moving(letters: Sequence[Letter], number: int) -> bool:
    """Whether a short letter is only the initial or final handshape of the J or Z beside it."""
    if letters[number].seconds > 2 * WEAK_S or letters[number].letter in MOVING:
        return False
    here = letters[number]
    following = letters[number + 1] if number + 1 < len(letters) else None
    before = letters[number - 1] if number else None
    shapes = {"J": "IY", "Z": "DXGL"}
    return any(
        near is not None and near.letter in MOVING and here.letter in shapes[near.letter] and abs(gap) < WEAK_S
        for near, gap in (
            (following, following.start_s - here.end_s if following else 0.0),
            (before, here.start_s - before.end_s if before else 0.0),
        )
    )


def _align(words: NDArray[np.int64], lengths: NDArray[np.int64], seen: Logs, twice: Logs, spurious: Logs) -> Logs:
    """Log probabilities (V,) of the letters read (N, 26) given each word (V, L): the best alignment's."""
    count, longest = words.shape
    best = np.full((longest + 1, count), -np.inf)
    best[0] = 0.0
    same = np.zeros((longest + 1, count), bool)
    for place in range(1, longest + 1):
        if place > 1:
            same[place] = words[:, place - 1] == words[:, place - 2]
        best[place] = best[place - 1] + np.where(same[place], MISSED_DOUBLE, MISSED)
    for row, double, extra in zip(seen, twice, spurious, strict=True):
        fresh = np.full_like(best, -np.inf)
        fresh[0] = best[0] + extra
        for place in range(1, longest + 1):
            match = row[words[:, place - 1]]
            options = [
                best[place] + extra,
                best[place - 1] + match + np.log1p(-double),
                fresh[place - 1] + np.where(same[place], MISSED_DOUBLE, MISSED),
            ]
            if place > 1:
                options.append(np.where(same[place], best[place - 2] + match + np.log(double), -np.inf))
            fresh[place] = np.maximum.reduce(options)
        best = fresh
    return np.asarray(best[lengths, np.arange(count)])
