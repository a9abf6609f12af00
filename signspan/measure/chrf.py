"""chrF2: the similarity of two sentences by characters (Popović 2015, "chrF: character n-gram F-score").

Character n-grams of 1 to 6 without spaces; precision and recall are averaged over the orders for which both sides are
long enough; recall counts twice (β = 2). For many sentences the counts are summed first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

ORDERS = 6
BETA = 2.0

Counts = list[tuple[int, int, int]]  # for each order: n-grams found, expected, and common to both


def counts(said: str, expected: str) -> Counts:
    """The counts of one sentence against one reference."""
    found: Counts = []
    for order in range(1, ORDERS + 1):
        ours, theirs = _grams(said, order), _grams(expected, order)
        found.append((ours.total(), theirs.total(), (ours & theirs).total()))
    return found


def score(rows: Iterable[Counts]) -> float:
    """chrF2 of all sentences together, in [0, 1]."""
    summed = [tuple(map(sum, zip(*order, strict=True))) for order in zip(*rows, strict=True)]
    pairs = [(both / said, both / expected) for said, expected, both in summed if said and expected]
    if not pairs:
        return 0.0
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    if not precision + recall:
        return 0.0
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def best(said: str, references: Sequence[str]) -> Counts:
    """The counts against the reference most similar to `said`."""
    return max((counts(said, reference) for reference in references), key=lambda row: score([row]))


def _grams(text: str, order: int) -> Counter[str]:
    letters = "".join(text.split())
    return Counter(letters[at : at + order] for at in range(len(letters) - order + 1))
