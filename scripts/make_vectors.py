"""Writes `tests/vectors/*.json`: what Python answers, for the browser's code to answer the same.

Run it after changing `body/hands.py`, `recognise/activity.py` or `recognise/consensus.py`:
`python scripts/make_vectors.py`. Inputs are the real BOOK clip and fixed random numbers.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from signspan.body.files import read_landmarks
from signspan.body.hands import hands_of, prepare, resample
from signspan.body.topology import LEFT_HAND, LEFT_SHOULDER, MIDDLE_MCP, POSE, RIGHT_HAND, RIGHT_SHOULDER, WRIST
from signspan.events import Gloss, Unsure
from signspan.recognise.activity import Activity
from signspan.recognise.classifier import Classifier
from signspan.recognise.consensus import Consensus

ROOT = Path(__file__).parents[1]
VECTORS = ROOT / "tests" / "vectors"
DIGITS = 6

# The only points that the activity machine looks at.
LOOKED_AT = {
    "right_wrist": RIGHT_HAND.start + WRIST,
    "right_knuckle": RIGHT_HAND.start + MIDDLE_MCP,
    "left_wrist": LEFT_HAND.start + WRIST,
    "left_knuckle": LEFT_HAND.start + MIDDLE_MCP,
    "left_shoulder": POSE.start + LEFT_SHOULDER,
    "right_shoulder": POSE.start + RIGHT_SHOULDER,
}


def plain(values: np.ndarray[Any, Any]) -> Any:
    """Nested lists with None for NaN, rounded."""
    if values.ndim:
        return [plain(row) for row in values]
    return None if np.isnan(values) else round(float(values), DIGITS)


def window() -> Any:
    """Windows of real hands, with gaps and lost hands, and the probabilities they get."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    hands = hands_of(book.landmarks)
    seen = np.nonzero(np.isfinite(hands[:, :, 0, 0]).any(axis=1))[0]
    classifier = Classifier.load()
    rng = np.random.default_rng(3)
    cases = []
    for start, length in ((int(seen[10]), 20), (int(seen[0]), 8), (int(seen[20]), 48)):
        piece = np.round(hands[start : start + length], DIGITS)
        piece[rng.random(piece.shape[:2]) < 0.15] = np.nan
        found, present = resample(prepare(piece, book.aspect))
        probabilities = classifier.probabilities(found, present)
        cases.append(
            {
                "aspect": book.aspect,
                "frames": plain(piece),
                "hands": plain(found),
                "present": plain(present),
                "probabilities": plain(probabilities),
            }
        )
    return cases


def activity() -> Any:
    """The states of a real clip, then hands held still."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    machine, rows = Activity(), []
    frames = [*book.landmarks, *[book.landmarks[len(book) // 2]] * 50]
    for number, landmarks in enumerate(frames):
        ended = machine.feed(landmarks, book.aspect, number / book.fps)
        rows.append([machine.signing, ended])
    points = {name: plain(np.round([frame[at, :2] for frame in frames], DIGITS)) for name, at in LOOKED_AT.items()}
    return {"fps": book.fps, "aspect": book.aspect, "points": points, "states": rows}


def consensus() -> Any:
    """Random but fixed ticks and rests, and what came of them."""
    rng = np.random.default_rng(5)
    classes = ("<idle>", *(f"sign{number}" for number in range(9)))
    machine, steps = Consensus(classes), []
    for number in range(120):
        favourite = (number // 7) % len(classes)
        weights = rng.random(len(classes)) * 0.4
        weights[favourite] += rng.choice([0.2, 2.0, 12.0])
        probabilities = np.round(weights / weights.sum(), DIGITS).astype(np.float32)
        frames = int(rng.integers(4, 30)) if number % 7 == 6 else None  # every seventh step is a rest
        event = (
            machine.tick(probabilities, number - 1.0, float(number))
            if frames is None
            else machine.rest(frames, number - 1.0, float(number))
        )
        steps.append({"frames": frames, "probabilities": plain(probabilities), "event": row(event)})
    return {"classes": classes, "steps": steps}


def row(event: Gloss | Unsure | None) -> Any:
    """An event as the browser names it."""
    if event is None:
        return None
    options = [{"gloss": o.gloss, "probability": o.probability} for o in event.alternatives]
    both = {"startS": event.start_s, "endS": event.end_s, "alternatives": options}
    if isinstance(event, Unsure):
        return {"kind": "unsure", **both}
    return {"kind": "gloss", "gloss": event.gloss, "probability": event.probability, **both}


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for name, make in (("window", window), ("activity", activity), ("consensus", consensus)):
        (VECTORS / f"{name}.json").write_text(json.dumps(make()) + "\n")
