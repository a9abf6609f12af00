"""Signer-disjoint folds: nobody is ever in training and test."""

from collections import Counter
from collections.abc import Iterable


def signer_folds(signers: Iterable[str], folds: int = 5) -> dict[str, int]:
    """Fold of each signer, given one name a clip; folds are balanced by clips, greedily, largest signer first.

    Deterministic: ties break by name.
    """
    counts = Counter(signers)
    load = [0] * folds
    assigned: dict[str, int] = {}
    for signer, clips in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        fold = load.index(min(load))
        assigned[signer] = fold
        load[fold] += clips
    return assigned
