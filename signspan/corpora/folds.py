"""Signer-disjoint folds: nobody is ever in both training and test."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from signspan.corpora.signs import Clip

BALANCED_BY = 300  # folds are balanced by the clips of so many of WLASL's glosses


def signer_folds(signers: Iterable[str], folds: int = 5) -> dict[str, int]:
    """The fold of each signer, given one name per clip; folds are balanced by clips, greedily, largest signer first.

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


def wlasl_folds(clips: Iterable[Clip], folds: int = 5) -> dict[str, int]:
    """The fold of each WLASL signer, balanced by their clips of its first 300 glosses; signers of other sets
    have none."""
    return signer_folds(
        (clip.signer for clip in clips if clip.class_index is not None and clip.class_index < BALANCED_BY), folds
    )


def random_folds(clips: int, folds: int = 5, seed: int = 7) -> list[int]:
    """A fold for each clip, ignoring signers: only to show how much such a split overestimates."""
    return [int(fold) for fold in np.random.default_rng(seed).permutation(clips) % folds]
