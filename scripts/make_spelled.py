"""Writes `tests/fixtures/spelled.npz`: three words spelled by composing real letter clips, for tests.

`python scripts/make_spelled.py DATA`, where DATA holds the letter packs (`signspan/corpora/letters.py`). The clips
are of the recorded person of `moving_letters_mit` and of one of the three of `traduttore_letters_mit` (both MIT).
"""

import sys
from pathlib import Path

import numpy as np

from signspan.body.topology import AXES, LEFT_SHOULDER, POINTS, POSE, RIGHT_HAND, RIGHT_SHOULDER
from signspan.corpora.letters import read_people
from signspan.corpora.spelling import Speller, bank_of, compose

OUT = Path(__file__).parents[1] / "tests" / "fixtures" / "spelled.npz"
WORDS, PERSON, FPS, ASPECT, PAUSE = ("JAZZ", "HELLO", "MARY", "BOOK"), "TheCamNelson", 25.0, 4 / 3, 20


def main(data: Path) -> None:
    """Composes and writes."""
    clips = [c for c in read_people(data / "small_vocab" / "traduttore_letters_mit.npz") if c.person == PERSON]
    rng = np.random.default_rng(4)
    pieces = []
    for word in WORDS:
        spelled = compose(word, bank_of(clips), Speller(3.5, ("slide",), fps=FPS, lost=0.0), rng)
        body = np.full((len(spelled.hands) + PAUSE, POINTS, AXES), np.nan, np.float32)
        body[: len(spelled.hands), RIGHT_HAND] = spelled.hands / np.array([ASPECT, 1, ASPECT], np.float32)
        body[:, POSE.start + LEFT_SHOULDER] = 0.65, 0.45, 0.0
        body[:, POSE.start + RIGHT_SHOULDER] = 0.35, 0.45, 0.0
        pieces.append(body)
    np.savez_compressed(OUT, landmarks=np.concatenate(pieces).astype(np.float16), fps=FPS, aspect=ASPECT)
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
