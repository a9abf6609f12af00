"""Whether the language score helps to resolve unclear signs, on held-out sentences.

In every sentence one sign gets two rivals, drawn from all signs; it is the recogniser's first candidate in half of the
cases, as when it has to ask. Five folds: each sentence is weighed by counts over the others.
"""

import random
from typing import Any

from signspan.events import Alternative
from signspan.language.signed import Signed
from signspan.language.weigh import GLOSSED, Weigher

FOLDS = 5
ORDERS = ([0, 1, 2], [1, 0, 2], [1, 2, 0])  # the rank of the true sign among its rivals


def evaluate() -> dict[str, Any]:
    """`n`; accuracy of the recogniser alone and after weighing; the share made wrong by weighing."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    sentences = [line.split() for line in GLOSSED.read_text(encoding="utf-8").splitlines()]
    vocabulary = sorted({gloss for sentence in sentences for gloss in sentence})
    chance.shuffle(sentences)
    n = before = after = spoilt = 0
    for fold in range(FOLDS):
        weigher = Weigher(row for at, row in enumerate(sentences) if at % FOLDS != fold)
        for row in sentences[fold::FOLDS]:
            if len(row) < 2:
                continue
            at = chance.randrange(len(row))
            signs = [Signed(gloss) for gloss in row]
            signs[at] = _unclear(row[at], vocabulary, chance)
            chosen = weigher.choose(signs)[at].gloss
            n += 1
            before += signs[at].gloss == row[at]
            after += chosen == row[at]
            spoilt += signs[at].gloss == row[at] != chosen
    return {"n": n, "recogniser": round(before / n, 4), "weighed": round(after / n, 4), "spoilt": round(spoilt / n, 4)}


def _unclear(truth: str, vocabulary: list[str], chance: random.Random) -> Signed:
    rivals = chance.sample([gloss for gloss in vocabulary if gloss != truth], 2)
    places = ORDERS[0] if chance.random() < 0.5 else ORDERS[1 if chance.random() < 0.7 else 2]
    masses = sorted((chance.random() for _ in places), reverse=True)
    found = [(truth, *rivals)[place] for place in places]
    total = sum(masses) + 0.3  # the rest is for signs that are not listed
    options = tuple(Alternative(gloss, mass / total) for gloss, mass in zip(found, masses, strict=True))
    return Signed(options[0].gloss, (), options)
