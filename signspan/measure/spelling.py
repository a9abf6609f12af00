"""How well composed words are read, from single letters of a person the model has not seen.

There is no recording of continuous fingerspelling, so these figures are for composed sequences (see
`signspan/corpora/spelling.py`), and say so. Words are drawn from the lexicon by frequency, a third with a double
letter, along with made-up names that no lexicon holds.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.corpora.spelling import Bank, Spelled, Speller, bank_of, compose
from signspan.errors import FormatError
from signspan.measure.calibration import expected_calibration_error
from signspan.measure.letters import read_pack
from signspan.measure.wer import word_errors
from signspan.recognise.handshape import STEP_S, LetterReader, at_times, windows_of
from signspan.recognise.letters import Letter, letters_of, places_of
from signspan.recognise.spelling import Spelling, SpellingLexicon, raw, words_of

RATES = (3.0, 4.0, 5.0, 6.0)  # letters a second
FRAME_RATES = (15.0, 25.0, 30.0)
VOWELS, CONSONANTS = "AEIOU", "BCDFGHKLMNPRSTVWZ"


@dataclass(frozen=True, slots=True)
class _Row:
    """One composed word: the truth, the letters as read, and the lexicon's result."""

    word: str
    rate: float
    known: bool
    plain: str
    words: tuple[Spelling, ...]

    @property
    def right(self) -> bool:
        return bool(self.words) and self.words[0].text.upper() == self.word


def evaluate(pack: Path, folds: Path | None = None, words: int = 200, seed: int = 11) -> dict[str, Any]:
    """Figures over `words` composed words per person; with `folds`, each read by a model trained without them."""
    clips = read_pack(pack)
    people = sorted({clip.person for clip in clips})
    lexicon = SpellingLexicon.load()
    shipped = None if folds else LetterReader.load()
    rows: dict[str, list[_Row]] = {}
    for person in people:
        bank = bank_of([clip for clip in clips if clip.person == person])
        reader = shipped or LetterReader.load((folds or Path()) / person)
        rng = np.random.default_rng(seed)
        chosen = choose(bank, lexicon, words, rng)
        bar = tqdm(chosen, desc=person, unit="word", file=sys.stderr)
        rows[person] = [_spell(word, known, bank, reader, lexicon, rng) for word, known in bar]
    every = [row for theirs in rows.values() for row in theirs]
    return {
        "composed": True,
        **figures(every),
        "per_signer": {person: figures(theirs) for person, theirs in rows.items()},
        "per_rate": {f"{rate:g}": figures([row for row in every if row.rate == rate]) for rate in RATES},
    }


def figures(rows: Sequence[_Row]) -> dict[str, Any]:
    """Letter error rate and word accuracy, without and with the lexicon, also for words with doubles and
    unknown ones."""
    known = [row for row in rows if row.known]
    doubled = [row for row in known if any(a == b for a, b in pairwise(row.word))]
    unknown = [row for row in rows if not row.known]
    sure = np.array([row.words[0].probability if row.words else 0.0 for row in rows])
    right = np.array([row.right for row in rows])
    return {
        "n": len(rows),
        "letter_error_rate": _error_rate(rows),
        "words_raw": _share([row.plain == row.word for row in known]),
        "words_lexicon": _share([row.right for row in known]),
        "doubles": {
            "n": len(doubled),
            "raw": _share([row.plain == row.word for row in doubled]),
            "lexicon": _share([row.right for row in doubled]),
        },
        "unknown_words": {"n": len(unknown), "right": _share([row.right for row in unknown])},
        "ece": round(expected_calibration_error(sure, right), 4),
        "sure": {"share": _share(list(sure >= 0.5)), "right": _share(list(right[sure >= 0.5]))},
    }


def choose(bank: Bank, lexicon: SpellingLexicon, count: int, rng: np.random.Generator) -> list[tuple[str, bool]]:
    """Words that the bank's letters can spell, and whether the lexicon holds them."""
    letters = {letter for letter in bank if letter is not None}
    if len(letters) < 5:
        raise FormatError(f"expected a person with at least five letters, got {len(letters)}")
    able = [n for n, word in enumerate(lexicon.words) if 3 <= len(word) <= 10 and set(word.upper()) <= letters]
    chances = np.exp(lexicon.log_prior[able] * 0.5)  # flattened, for more rare ones
    doubled = np.array([any(a == b for a, b in pairwise(w)) for w in (lexicon.words[n] for n in able)])
    chances = chances / chances.sum()
    third = chances * doubled / max(float((chances * doubled).sum()), 1e-12)
    chosen = []
    held = {word.upper() for word in lexicon.words}
    for number in range(count):
        if number % 5 == 4:
            chosen.append((_invented(letters, held, rng), False))
        else:
            at = int(rng.choice(len(able), p=third if number % 3 == 0 else chances))
            chosen.append((lexicon.words[able[at]].upper(), True))
    return chosen


def _invented(letters: set[str], held: set[str], rng: np.random.Generator) -> str:
    """A made-up name."""
    kinds = [[letter for letter in some if letter in letters] for some in (CONSONANTS, VOWELS)]
    while True:
        word = "".join(str(rng.choice(kinds[place % 2])) for place in range(int(rng.integers(4, 8))))
        if word not in held:
            return word


def read_spelled(spelled: Spelled, reader: LetterReader) -> list[Letter]:
    """The letters of one composed word."""
    at = np.arange(spelled.times[0], spelled.times[-1], STEP_S)
    hands, _ = at_times(spelled.times, spelled.hands, at)
    ticks = reader.read(windows_of(spelled.times, spelled.hands, at))
    return letters_of(ticks, places_of(hands), float(at[0]), reader.double)


def _spell(
    word: str, known: bool, bank: Bank, reader: LetterReader, lexicon: SpellingLexicon, rng: np.random.Generator
) -> _Row:
    rate = float(rng.choice(RATES))
    spelled = compose(word, bank, Speller(rate, fps=float(rng.choice(FRAME_RATES))), rng)
    letters = read_spelled(spelled, reader)
    return _Row(word, rate, known, raw(letters), tuple(words_of(letters, lexicon, reader.confusions)))


def _error_rate(rows: Sequence[_Row]) -> float:
    return round(sum(word_errors(row.word, row.plain) for row in rows) / max(1, sum(len(row.word) for row in rows)), 4)


def _share(right: Sequence[Any]) -> float | None:
    return round(float(np.mean(right)), 4) if len(right) else None
