"""Temperature scaling, fitted on clips of signers that the scoring model never saw (Guo et al. 2017)."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from tqdm import tqdm

from signspan.body.hands import resample
from signspan.measure.calibration import expected_calibration_error
from signspan.recognise.classifier import Classifier
from signspan.train.corpora import read_pack
from signspan.train.folds import wlasl_folds


def fit(pack: Path, runs: Path, folds: int = 5) -> dict[str, Any]:
    """The temperature that makes held-out probabilities likeliest, over all classes, and ECE before and after."""
    clips = list(read_pack(pack))
    assigned = wlasl_folds(clips, folds)
    rows, truth = [], []
    for number in range(folds):
        classifier = Classifier.load(runs / f"fold{number}")
        index = {gloss: at for at, gloss in enumerate(classifier.classes)}
        held = [clip for clip in clips if assigned.get(clip.signer) == number and clip.gloss in index]
        for clip in tqdm(held, desc=f"fold {number}", unit="clip", file=sys.stderr):
            rows.append(np.log(classifier.probabilities(*resample(clip.hands)).astype(np.float64) + 1e-12))
            truth.append(index[clip.gloss])
    logits, labels = np.array(rows), np.array(truth)
    found = minimize_scalar(lambda t: _loss(logits / t, labels), bounds=(0.2, 5), method="bounded")
    temperature = float(found.x)
    before, after = _ece(logits, labels), _ece(logits / temperature, labels)
    return {
        "temperature": round(temperature, 4),
        "n": len(labels),
        "ece_before": round(before, 4),
        "ece_after": round(after, 4),
    }


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _loss(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    return float(-np.log(_softmax(logits)[np.arange(len(labels)), labels] + 1e-12).mean())


def _ece(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    found = _softmax(logits)
    return expected_calibration_error(found.max(axis=1), found.argmax(axis=1) == labels)
