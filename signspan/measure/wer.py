"""Word error rate: substitutions, deletions and insertions over the words that were said or signed."""

from collections.abc import Sequence


def word_errors(wanted: Sequence[str], found: Sequence[str]) -> int:
    """The least number of substitutions, deletions and insertions that turn `wanted` into `found` (Levenshtein)."""
    row = list(range(len(found) + 1))
    for at, word in enumerate(wanted, 1):
        before, row[0] = row[0], at
        for to, other in enumerate(found, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (word != other))
    return row[-1]
