"""Calibration on clips of signers that the scoring model never saw: temperature, conformal sets, thresholds.

Every clip of a pack is a sign, so idle is left out: the distribution over signs, given that one was made, is
calibrated, and verdicts use the same. Temperature scaling (Guo et al. 2017) divides the logits by the number with the
least Brier score of the likeliest gloss; a likelihood fit would be dominated by WLASL's few wrong labels. The conformal
threshold is the probability that the right gloss reaches in nine clips of ten, so the set of glosses above it holds the
right one as often (least ambiguous sets, Sadinle et al. 2019). `sure` is the least probability above which the model is
right in nine cases of ten.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from tqdm import tqdm

from signspan.body.window import window_of_hands
from signspan.corpora.folds import wlasl_folds
from signspan.corpora.signs import read_pack
from signspan.errors import FormatError, MissingError
from signspan.measure.calibration import expected_calibration_error
from signspan.recognise.classifier import Classifier
from signspan.recognise.verdict import MAX_OPTIONS

COVERAGE = 0.9
SURELY_RIGHT = 0.9
MIN_SURE = 30  # clips that a threshold needs


def calibrate(pack: Path, runs: Path, into: Path, vocabulary: str = "everyday", folds: int = 5) -> dict[str, Any]:
    """Measures temperature and thresholds on `runs/foldK`, over a vocabulary, and writes them to `into/isolated.json`.

    Folds are of signers: temperature and thresholds are fitted on half of the signers of each fold, and the figures are
    those of the other half.
    """
    labels = into / "isolated.json"
    if not labels.is_file():
        raise MissingError(f"expected isolated.json in {into}")
    config = json.loads(labels.read_text())
    rows, truth, fitted = _held_out(pack, runs, config["vocabularies"].get(vocabulary), folds)
    temperature = fit_temperature(rows[fitted], truth[fitted])
    found = softmax(rows / temperature)
    in_set = conformal_threshold(found[fitted], truth[fitted])
    sure = sure_threshold(found[fitted], truth[fitted])
    config |= {"temperature": round(temperature, 4), "thresholds": {"sure": round(sure, 4), "in_set": round(in_set, 5)}}
    labels.write_text(json.dumps(config, indent=1) + "\n")
    shown, right = found[~fitted], truth[~fitted]
    sizes = (shown >= in_set).sum(axis=1)
    offered = np.argsort(-shown, axis=1)[:, :MAX_OPTIONS] == right[:, None]
    top = shown.argmax(axis=1) == right
    certain = shown.max(axis=1) >= sure
    return {
        "n": int(fitted.sum()),
        "n_measured": len(right),
        "temperature": round(temperature, 4),
        "sure": round(sure, 4),
        "in_set": round(in_set, 5),
        "ece_before": round(_ece(softmax(rows[~fitted]), right), 4),
        "ece_after": round(_ece(shown, right), 4),
        "coverage": round(float((shown[np.arange(len(right)), right] >= in_set).mean()), 4),
        "set_size": {f"p{q}": float(np.percentile(sizes, q)) for q in (50, 75, 90)},
        "offered_right": round(float(offered.any(axis=1)[~certain].mean()), 4),
        "sure_share": round(float(certain.mean()), 4),
        "sure_right": round(float(top[certain].mean()), 4) if certain.any() else None,
        "reliability": reliability(shown, right),
    }


def _held_out(
    pack: Path, runs: Path, glosses: list[str] | None, folds: int
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """Log probabilities (n, C) of clips by models that never saw their signer, truths (n,), and which clips to
    fit on."""
    clips = list(read_pack(pack))
    assigned = wlasl_folds(clips, folds)
    rows: list[NDArray[np.float64]] = []
    truth: list[int] = []
    fitted: list[bool] = []
    for number in range(folds):
        classifier = Classifier.load(runs / f"fold{number}")
        names = classifier.classes[1:] if glosses is None else tuple(glosses)
        index = {gloss: at for at, gloss in enumerate(names)}
        chosen = [classifier.classes.index(gloss) for gloss in names]
        signers = sorted(signer for signer, fold in assigned.items() if fold == number)
        held = [clip for clip in clips if assigned.get(clip.signer) == number and clip.gloss in index]
        for clip in tqdm(held, desc=f"fold {number}", unit="clip", file=sys.stderr):
            found = classifier.read(window_of_hands(clip.hands, clip.anchor)).probabilities[chosen].astype(np.float64)
            rows.append(np.log(found / found.sum() + 1e-12) * classifier.temperature)  # undoes the shipped temperature
            truth.append(index[clip.gloss])
            fitted.append(signers.index(clip.signer) % 2 == 0)
    if not rows:
        raise FormatError(f"expected clips of the vocabulary in {pack.name}, got none")
    return np.array(rows), np.array(truth), np.array(fitted)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of logits (n, C) to probabilities."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def fit_temperature(logits: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The temperature with the least squared error of the top probability."""

    def loss(temperature: float) -> float:
        found = softmax(logits / temperature)
        return float(((found.max(axis=1) - (found.argmax(axis=1) == truth)) ** 2).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5), method="bounded").x)


def conformal_threshold(found: NDArray[np.float64], truth: NDArray[np.int64], coverage: float = COVERAGE) -> float:
    """The probability that the right class of (n, C) reaches in `coverage` of the clips (finite-sample corrected)."""
    reached = np.sort(found[np.arange(len(truth)), truth])
    return float(reached[max(0, int(np.floor((1 - coverage) * (len(truth) + 1))) - 1)])


def sure_threshold(found: NDArray[np.float64], truth: NDArray[np.int64], right: float = SURELY_RIGHT) -> float:
    """The least top probability above which `right` of the answers are right; 1 if there is none."""
    top = found.max(axis=1)
    order = np.argsort(-top)
    hits = np.cumsum(found.argmax(axis=1)[order] == truth[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero((hits >= right) & (np.arange(1, len(order) + 1) >= MIN_SURE))[0]
    return float(top[order[enough[-1]]]) if len(enough) else 1.0


def reliability(found: NDArray[np.float64], truth: NDArray[np.int64], bins: int = 10) -> list[dict[str, float]]:
    """For each tenth of confidence: the number of clips, the model's confidence and its accuracy."""
    top, hit = found.max(axis=1), found.argmax(axis=1) == truth
    at = np.minimum((top * bins).astype(int), bins - 1)
    return [
        {
            "n": int((at == b).sum()),
            "sure": round(float(top[at == b].mean()), 4),
            "right": round(float(hit[at == b].mean()), 4),
        }
        for b in range(bins)
        if (at == b).any()
    ]


def _ece(found: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    return expected_calibration_error(found.max(axis=1), found.argmax(axis=1) == truth)
