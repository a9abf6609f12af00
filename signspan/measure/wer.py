"""Word error rate: substitutions, deletions and insertions over the words that were said or signed."""

from collections.abc import Sequence

import numpy as np


def _table(wanted: Sequence[str], found: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Levenshtein's table (wanted + 1, found + 1): the least number of edits between the prefixes of both."""
    table = np.zeros((len(wanted) + 1, len(found) + 1), np.int64)
    table[0], table[:, 0] = np.arange(len(found) + 1), np.arange(len(wanted) + 1)
    for at, word in enumerate(wanted, 1):
        for to, other in enumerate(found, 1):
            swapped = table[at - 1, to - 1] + (word != other)
            table[at, to] = min(table[at - 1, to] + 1, table[at, to - 1] + 1, swapped)
    return table


def word_errors(wanted: Sequence[str], found: Sequence[str]) -> int:
    """The least number of substitutions, deletions and insertions that turn `wanted` into `found` (Levenshtein)."""
    return int(_table(wanted, found)[-1, -1])


def matches(wanted: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    """The positions (in `wanted`, in `found`) of the words that match in one cheapest edit, in order."""
    table, at, to = _table(wanted, found), len(wanted), len(found)
    pairs = []
    while at and to:
        if wanted[at - 1] == found[to - 1] and table[at, to] == table[at - 1, to - 1]:
            at, to = at - 1, to - 1
            pairs.append((at, to))
        elif table[at, to] == table[at - 1, to - 1] + 1:
            at, to = at - 1, to - 1
        elif table[at, to] == table[at - 1, to] + 1:
            at -= 1
        else:
            to -= 1
    return pairs[::-1]
