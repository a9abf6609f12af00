"""Fits the three constants of `recognise/enrolled.py` that turn distances into probabilities.

`python scripts/fit_taught.py DATA RUNS/fold0`: DATA holds `wlasl_hands/wlasl_hands.npz`, and the encoder never saw the
signers of fold 0, who teach and are read here (it knows their signs from others, so the figures are optimistic). Books
of two to eight signs, taught by one signer, are tested with others' clips of them and with the teacher's other signs,
which are "none of these". The constants have the least mean negative log-likelihood.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from signspan.body.window import window_of_hands
from signspan.corpora.folds import wlasl_folds
from signspan.corpora.signs import read_pack
from signspan.recognise.classifier import Classifier
from signspan.recognise.example import Example, Examples
from signspan.recognise.path import trimmed

STRANGERS = 200
BOOKS = 30  # per person and kind
MIN_CLIPS = 5  # of a taught gloss
MAX_CLIPS = 500
MIN_OF_A_PERSON = 12


def main() -> None:
    """Prints the constants and the loss."""
    data, classifier, rng = Path(sys.argv[1]), Classifier.load(Path(sys.argv[2])), np.random.default_rng(7)
    clips = list(read_pack(data / "wlasl_hands" / "wlasl_hands.npz"))
    fold = wlasl_folds(clips)
    unseen = [clip for clip in clips if fold.get(clip.signer) == 0]
    shared = Counter(clip.gloss for clip in unseen)
    chosen = [clip for clip in unseen if shared[clip.gloss] >= MIN_CLIPS][:MAX_CLIPS]
    glosses, people = np.array([clip.gloss for clip in chosen]), np.array([clip.signer for clip in chosen])
    shown = [trimmed(window_of_hands(clip.hands, clip.anchor)) for clip in chosen]
    words = [
        Example(window, reading.embedding) for window, reading in zip(shown, classifier.read_all(shown), strict=True)
    ]
    others = [clip for clip in unseen if shared[clip.gloss] < MIN_CLIPS][:STRANGERS]
    cut = [trimmed(window_of_hands(clip.hands, clip.anchor)) for clip in others]
    strangers = [
        Example(window, reading.embedding) for window, reading in zip(cut, classifier.read_all(cut), strict=True)
    ]
    known = Examples(words)
    table = np.stack([known.distances(each) for each in words])
    foreign = np.stack([known.distances(each) for each in strangers])
    table, foreign = (np.where(np.isfinite(each), each, 9) for each in (table, foreign))

    def tasks(own: bool) -> list[tuple[NDArray[np.float64], NDArray[np.int64], float]]:
        made = []
        for person in (each for each, count in Counter(people).items() if count >= MIN_OF_A_PERSON):
            for number in range(BOOKS):
                names = rng.permutation(np.unique(glosses[people == person]))[: rng.integers(2, 9)]
                taught = [
                    np.nonzero((people == person) & (glosses == name))[0][: 1 if own else 1 + number % 2]
                    for name in names
                ]
                asked = np.setdiff1d(np.nonzero((people == person) == own)[0], np.concatenate(taught))
                rows = np.concatenate([table[asked], foreign[rng.choice(len(foreign), 3 if own else 10)]])
                answers = [int(np.nonzero(names == g)[0][0]) if g in names else len(names) for g in glosses[asked]]
                answers += [len(names)] * (len(rows) - len(answers))
                distances = np.stack([rows[:, each].min(axis=1) for each in taught], axis=1)
                between = [
                    min(table[np.ix_(a, b)].min() for j, b in enumerate(taught) if j != i) for i, a in enumerate(taught)
                ]
                made.append((distances, np.array(answers), float(np.median(between))))
        return made

    kinds = [tasks(own=True), tasks(own=False)]

    def loss(logs: NDArray[np.float64]) -> float:
        sharpness, farthest, scale = np.exp(logs)
        means = []
        for kind in kinds:
            worth = []
            for distances, answers, between in kind:
                unknown = np.full((len(distances), 1), min(farthest, scale * between))
                logits = -sharpness * np.log(np.maximum(np.hstack([distances, unknown]), 0.01))
                logits -= logits.max(axis=1, keepdims=True)
                likely = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
                worth.append(-likely[np.arange(len(answers)), answers])
            means.append(np.concatenate(worth).mean())
        return float(np.mean(means))

    found = minimize(loss, np.log([8.0, 1.6, 1.0]), method="Nelder-Mead")
    sharpness, farthest, scale = (round(float(value), 3) for value in np.exp(found.x))
    print(json.dumps({"SHARPNESS": sharpness, "FARTHEST": farthest, "OWN_SCALE": scale, "loss": round(found.fun, 4)}))


if __name__ == "__main__":
    main()
