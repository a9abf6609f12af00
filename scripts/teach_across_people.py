"""Signs taught by one person and read from all the others: `teach_across_people.py PACK`, one JSON row each.

PACK holds body frames (N, 543, 3), `offsets`, `gloss` and `signer_id`, several clips of each gloss by each
person. Every person teaches once; `top1` is the mean over teachers. `refused` is the share of readings of
signs in the book that a book standing alone calls none of its signs; `strangers_refused` is that share for
signs left out of the book, every second gloss.
"""

import json
import sys
from pathlib import Path

import numpy as np

from signspan.body.anchor import likely_aspect
from signspan.body.topology import POSE
from signspan.recognise.book import Book
from signspan.recognise.classifier import Classifier
from signspan.recognise.enrolled import Taught
from signspan.recognise.example import Example, taught_window


def main() -> None:
    """Prints the rows."""
    pack, classifier = np.load(Path(sys.argv[1])), Classifier.load()
    glosses, people = [str(each) for each in pack["gloss"]], [str(each) for each in pack["signer_id"]]
    examples = []
    for start, end in zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True):
        points = pack["landmarks"][start:end].astype(np.float32)
        window = taught_window(points, likely_aspect(points[:, POSE], otherwise=16 / 9))
        examples.append(Example(window, classifier.read(window).embedding))
    for shown in (1, 2):
        means, refused, strangers = [], [], []
        for teacher in sorted(set(people)):
            whole, half = Book("und"), Book("und")
            for number, gloss in enumerate(sorted(set(glosses))):
                own = [e for e, g, p in zip(examples, glosses, people, strict=True) if (g, p) == (gloss, teacher)]
                whole = whole.taught(gloss, tuple(own[:shown]))
                half = half if number % 2 else half.taught(gloss, tuple(own[:shown]))
            taught, part = Taught(classifier, whole), Taught(classifier, half)
            others = [(e, g) for e, g, p in zip(examples, glosses, people, strict=True) if p != teacher]
            means.append(np.mean([taught.classes[1 + int(taught.distances(e).argmin())] == g for e, g in others]))
            refused += [taught.shares(e).argmax() == len(whole.signs) for e, _ in others]
            strangers += [part.shares(e).argmax() == len(half.signs) for e, g in others if g not in part.classes]
        row = {"examples": shown, "n": len(refused), "top1": np.mean(means), "least": min(means), "most": max(means)}
        row |= {"refused": np.mean(refused), "strangers_refused": np.mean(strangers)}
        print(json.dumps({name: round(float(value), 4) for name, value in row.items()}))


if __name__ == "__main__":
    main()
