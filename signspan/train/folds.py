"""Signer-disjoint folds: nobody is ever in training and test."""

from collections import Counter
from collections.abc import Iterable

from signspan.train.corpora import Clip
from signspan.train.vocabulary import WLASL300


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


def wlasl_folds(clips: Iterable[Clip], folds: int = 5) -> dict[str, int]:
    """Fold of each of WLASL's signers, balanced by their clips of WLASL300; people of other sets have none."""
    return signer_folds(
        (clip.signer for clip in clips if clip.class_index is not None and clip.class_index < WLASL300), folds
    )
