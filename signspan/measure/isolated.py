"""Accuracy on isolated signs: top-1, top-5, calibration, by signer.

A vocabulary limits the clips scored and the classes compared: probabilities are renormalised over it,
and idle is left out, since every clip of a pack is a sign.
"""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from signspan.body.window import window_of_hands
from signspan.corpora.folds import wlasl_folds
from signspan.corpora.signs import Clip, read_pack
from signspan.errors import InputError, MissingError
from signspan.measure.calibration import expected_calibration_error
from signspan.recognise.classifier import WEIGHTS, Classifier
from signspan.recognise.models import vocabulary_of

SIZES = {"wlasl100": 100, "wlasl300": 300, "wlasl1000": 1000, "wlasl2000": 2000}
EVERYDAY = "everyday"  # the vocabulary that the page reads
CONFUSIONS = 15


@dataclass(slots=True)
class _Tally:
    right: list[bool] = field(default_factory=list)
    among_five: list[bool] = field(default_factory=list)
    confidence: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    signers: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: int = 0

    def row(self) -> dict[str, Any]:
        count = len(self.right)
        ece = expected_calibration_error(np.array(self.confidence), np.array(self.right, bool))
        return {
            "n": count,
            "skipped": self.skipped,
            "top1": round(float(np.mean(self.right)), 4) if count else None,
            "top5": round(float(np.mean(self.among_five)), 4) if count else None,
            "ece": round(ece, 4) if count else None,
            "per_signer": {
                who: {"n": len(hits), "top1": round(float(np.mean(hits)), 4)}
                for who, hits in sorted(self.signers.items())
            },
            "ms_per_clip": round(float(np.median(self.seconds)) * 1000, 2) if count else None,
        }


def evaluate(pack: Path, vocabulary: str = "all") -> dict[str, Any]:
    """The shipped model on a pack. `vocabulary` limits both the clips and the classes compared."""
    classifier, tally = Classifier.load(), _Tally()
    _score(classifier, read_pack(pack), allowed(classifier.classes, vocabulary, WEIGHTS), tally)
    return tally.row()


def evaluate_folds(pack: Path, runs: Path, vocabulary: str, folds: int = 5) -> dict[str, Any]:
    """Five signer-disjoint folds: each clip is scored by the model of `runs/foldK` that never saw its signer."""
    clips = list(read_pack(pack))
    assigned = wlasl_folds(clips, folds)
    whole, rows = _Tally(), []
    for number in range(folds):
        folder = runs / f"fold{number}"
        if not folder.is_dir():
            raise MissingError(f"expected {folder}: signspan train isolated --fold {number} makes it")
        classifier, tally = Classifier.load(folder), _Tally()
        held = [clip for clip in clips if assigned.get(clip.signer) == number]
        _score(classifier, held, allowed(classifier.classes, vocabulary, folder), tally, whole)
        rows.append({name: value for name, value in tally.row().items() if name != "per_signer"})
    mean = {name: round(float(np.mean([row[name] for row in rows])), 4) for name in ("top1", "top5", "ece")}
    confusions = [
        {"signed": signed, "read": read, "n": n} for (signed, read), n in whole.confused.most_common(CONFUSIONS)
    ]
    return {**whole.row(), "mean_of_folds": mean, "folds": rows, "confusions": confusions}


def allowed(classes: tuple[str, ...], vocabulary: str, folder: Path) -> NDArray[np.int64]:
    """Indices of the classes compared, without idle. WLASL's glosses come first, in its order; `everyday` is
    what the model in `folder` says."""
    if vocabulary == "all":
        return np.arange(1, len(classes))
    if vocabulary == EVERYDAY:
        kept = set(vocabulary_of(folder, EVERYDAY))
        return np.array([number for number, gloss in enumerate(classes) if number and gloss in kept])
    size = SIZES.get(vocabulary)
    if size is None or size >= len(classes):
        raise InputError(f"expected a vocabulary of {', '.join(SIZES)}, {EVERYDAY} or all, got {vocabulary}")
    return np.arange(1, size + 1)


def _score(classifier: Classifier, clips: Iterable[Clip], among: NDArray[np.int64], *tallies: _Tally) -> None:
    """Recognises every clip once and adds it to every tally."""
    names = [classifier.classes[number] for number in among]
    known = set(names)
    for clip in tqdm(list(clips), desc="recognising", unit="clip", file=sys.stderr):
        if clip.gloss not in known:
            for tally in tallies:
                tally.skipped += 1
            continue
        begun = time.perf_counter()
        found = classifier.read(window_of_hands(clip.hands, clip.anchor)).probabilities[among].astype(np.float64)
        seconds = time.perf_counter() - begun
        found /= found.sum()
        best = np.argsort(-found)[:5]
        read = names[best[0]]
        for tally in tallies:
            tally.seconds.append(seconds)
            tally.right.append(read == clip.gloss)
            tally.among_five.append(clip.gloss in {names[number] for number in best})
            tally.confidence.append(float(found[best[0]]))
            tally.signers[clip.signer].append(read == clip.gloss)
            if read != clip.gloss:
                tally.confused[clip.gloss, read] += 1
