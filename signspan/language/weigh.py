"""Weighs the candidates of an unclear sign by how well they fit its neighbours.

The recogniser's probability is combined with a small language score over glosses: how common the sign is, which parts
of speech and signs follow each other, which signs occur in one sentence, and whether the topic was mentioned recently.
The counts come from `glossed.txt`: this project's own everyday sentences, glossed by its own rules
(`scripts/make_glossed.py`). `signspan evaluate english` measures the gain on held-out sentences.
"""

import functools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from signspan.events import Alternative
from signspan.language.reading import role
from signspan.language.signed import Signed

GLOSSED = Path(__file__).parent / "glossed.txt"
START, END = "<", ">"
TELLING = frozenset({"noun", "verb", "adjective", "time", "unit"})
# Weights of the parts of the score, chosen from four values on held-out sentences.
COMMON, PARTS, PAIRS, TOGETHER = 0.3, 0.5, 0.5, 0.5
RECENT = 1.5  # for a sign of the recent topic
SURE = 0.6  # of the combined score: below, the recogniser's gloss is kept
CERTAIN = 0.6  # above this the recogniser needs no help
KNOWN = 1000  # assumed number of signs, for smoothing


class Weigher:
    """Counts over glossed sentences; `choose` resolves unclear signs."""

    def __init__(self, sentences: Iterable[Sequence[str]]) -> None:
        self._signs: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._parts: Counter[tuple[str, str]] = Counter()
        self._before: Counter[str] = Counter()
        self._together: Counter[tuple[str, str]] = Counter()
        for sentence in sentences:
            row = [START, *(_plain(gloss) for gloss in sentence), END]
            self._signs.update(row[1:-1])
            for left, right in pairwise(row):
                self._pairs[left, right] += 1
                self._parts[_part(left), _part(right)] += 1
                self._before[_part(left)] += 1
            self._together.update((a, b) for a in set(row[1:-1]) for b in set(row[1:-1]) if a != b)

    @classmethod
    @functools.cache
    def load(cls) -> "Weigher":
        """The counts that ship."""
        return cls(line.split() for line in GLOSSED.read_text(encoding="utf-8").splitlines())

    def choose(self, signs: Sequence[Signed], recent: Collection[str] = ()) -> list[Signed]:
        """The signs with each unclear one resolved, left to right; `recent` are glosses of the conversation so far.

        A sign keeps the recogniser's gloss if that is certain, or if no candidate is clearly more likely here.
        """
        chosen = list(signs)
        for at, sign in enumerate(chosen):
            if len(sign.alternatives) > 1 and max(a.probability for a in sign.alternatives) < CERTAIN:
                best = max(self.weigh(chosen, at, recent), key=lambda option: option.probability)
                if best.probability >= SURE:
                    chosen[at] = replace(sign, gloss=best.gloss)
        return chosen

    def weigh(self, signs: Sequence[Signed], at: int, recent: Collection[str] = ()) -> tuple[Alternative, ...]:
        """The candidates of one sign with their probabilities in this sentence, in the recogniser's order."""
        others = [_plain(sign.gloss) for number, sign in enumerate(signs) if number != at]
        left = _plain(signs[at - 1].gloss) if at else START
        right = _plain(signs[at + 1].gloss) if at + 1 < len(signs) else END
        just = {_plain(gloss) for gloss in recent}
        options = signs[at].alternatives
        scores = []
        for option in options:
            word = _plain(option.gloss)
            score = math.log(max(option.probability, 1e-6)) + self._score(left, word, right, others)
            scores.append(score + RECENT * (word in just))
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        return tuple(
            Alternative(option.gloss, share / sum(shares)) for option, share in zip(options, shares, strict=True)
        )

    def _score(self, left: str, word: str, right: str, others: Sequence[str]) -> float:
        score = COMMON * math.log((self._signs[word] + 0.5) / (self._signs.total() + KNOWN))
        for first, second in ((left, word), (word, right)):
            parts = (self._parts[_part(first), _part(second)] + 0.5) / (self._before[_part(first)] + 8)
            score += PARTS * math.log(parts) + PAIRS * math.log(1 + self._pairs[first, second])
        for other in others:
            if _part(other) in TELLING:
                rarer = min(self._signs[word], self._signs[other])
                score += TOGETHER * math.log(1 + 5 * self._together[word, other] / (1 + rarer))
        return score


def _plain(gloss: str) -> str:
    return "-".join(gloss.lower().split())


@functools.cache
def _part(word: str) -> str:
    return word if word in {START, END} else role(word)
