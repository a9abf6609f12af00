"""Fits the three constants of `recognise/enrolled.py` that turn distances into probabilities: `fit_taught.py DATA`.

DATA holds `arabic_words/arabic_words.npz` and `wlasl_hands/wlasl_hands.npz`. Books of two to eight Arabic
words, one or two examples each, are read with their teacher's other clips and with other people's; words
left out of the book, and WLASL clips, are "none of these". The constants make the whole likeliest (least
mean negative log-likelihood, own and others' readings counting the same).
"""

import json
import sys
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from signspan.body.anchor import likely_aspect
from signspan.body.topology import POSE
from signspan.body.window import window_of_hands
from signspan.recognise.classifier import Classifier
from signspan.recognise.example import Example, Examples, taught_window
from signspan.recognise.path import trimmed
from signspan.train.corpora import read_wlasl_hands

STRANGERS = 200
BOOKS = 12  # of each person and kind


def main() -> None:
    """Prints the constants and the loss."""
    data, classifier, rng = Path(sys.argv[1]), Classifier.load(), np.random.default_rng(7)
    pack = np.load(data / "arabic_words" / "arabic_words.npz")
    glosses, people = pack["gloss"], pack["signer_id"]
    words = []
    for start, end in zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True):
        points = pack["landmarks"][start:end].astype(np.float32)
        window = taught_window(points, likely_aspect(points[:, POSE], otherwise=16 / 9))
        words.append(Example(window, classifier.read(window).embedding))
    clips = islice(read_wlasl_hands(data / "wlasl_hands" / "wlasl_hands.npz"), 0, None, 10_400 // STRANGERS)
    cut = [trimmed(window_of_hands(clip.hands, clip.anchor)) for clip in clips]
    strangers = [
        Example(window, reading.embedding) for window, reading in zip(cut, classifier.read_all(cut), strict=True)
    ]
    known = Examples(words)
    table = np.stack([known.distances(each) for each in words])
    foreign = np.stack([known.distances(each) for each in strangers])
    table, foreign = (np.where(np.isfinite(each), each, 9) for each in (table, foreign))

    def tasks(own: bool) -> list[tuple[NDArray[np.float64], NDArray[np.int64], float]]:
        made = []
        for person in np.unique(people):
            for number in range(BOOKS):
                names = rng.permutation(np.unique(glosses))[: rng.integers(2, 9)]
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
