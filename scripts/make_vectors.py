"""Writes `tests/vectors/*.json`: Python's results, which the browser's code must match.

Run it after changing the weights, `body/` or `recognise/`:
`python scripts/make_vectors.py`. Inputs are the real BOOK clip and fixed random numbers.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from signspan.body.files import read_landmarks
from signspan.body.hands import hands_of
from signspan.body.topology import (
    AXES,
    LEFT_HAND,
    LEFT_SHOULDER,
    MIDDLE_MCP,
    POINTS,
    POSE,
    RIGHT_HAND,
    RIGHT_SHOULDER,
    WRIST,
)
from signspan.body.window import window_of_body
from signspan.events import SignerIdle, Unsure
from signspan.motion.rig import BONES, rest_pose
from signspan.recognise.activity import Activity
from signspan.recognise.classifier import Classifier
from signspan.recognise.models import Models
from signspan.recognise.pauses import Pauses
from signspan.recognise.stream import Recognised, SignStream
from signspan.recognise.verdict import Decoded, Thresholds, judge
from signspan.wire.landmarks import STEPS_PER_UNIT, pack

ROOT = Path(__file__).parents[1]
VECTORS = ROOT / "tests" / "vectors"
DIGITS = 6

# The only points that the activity machine reads.
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
    """Windows of a real body, with gaps and lost hands, and what the model reads in them."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    seen = np.nonzero(np.isfinite(hands_of(book.landmarks)[:, :, 0, 0]).any(axis=1))[0]
    classifier = Classifier.load()
    rng = np.random.default_rng(3)
    cases = []
    for start, length in ((int(seen[10]), 20), (int(seen[0]), 8), (int(seen[20]), 48)):
        piece = np.round(book.landmarks[start : start + length], DIGITS)
        for hand in (RIGHT_HAND, LEFT_HAND):
            piece[rng.random(length) < 0.15, hand] = np.nan
        if length == 8:  # a camera that shows hands alone
            piece[:, POSE] = np.nan
        made = window_of_body(piece, book.aspect)
        reading = classifier.read(made)
        cases.append(
            {
                "aspect": book.aspect,
                "frames": [plain(points_of(frame)) for frame in piece],
                "hands": plain(made.hands),
                "present": plain(made.present),
                "anchor": plain(made.anchor),
                "probabilities": plain(reading.probabilities),
                "embedding": plain(reading.embedding),
            }
        )
    return cases


def points_of(frame: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The points of a body frame (543, 3) that recognition reads: both hands, left and right shoulder (44, 3)."""
    return np.concatenate(
        [frame[RIGHT_HAND], frame[LEFT_HAND], frame[POSE][[LEFT_SHOULDER]], frame[POSE][[RIGHT_SHOULDER]]]
    )


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


def pauses() -> Any:
    """When the pauses of a real clip are known, and when they were; at its own rate, and at half of it."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    frames = [np.round(frame, DIGITS) for frame in book.landmarks]
    points = {name: plain(np.array([frame[at, :2] for frame in frames])) for name, at in LOOKED_AT.items()}
    found = {}
    for step in (1, 2):
        machine = Pauses()
        found[str(step)] = [
            machine.feed(frame, book.aspect, number * step / book.fps) for number, frame in enumerate(frames[::step])
        ]
    return {"fps": book.fps, "aspect": book.aspect, "points": points, "found": found}


def verdict() -> Any:
    """Random but fixed distributions, and their verdicts."""
    rng = np.random.default_rng(5)
    classes = ("<idle>", *(f"sign{number}" for number in range(9)))
    rows = []
    for number in range(60):
        weights = rng.random(len(classes)) * 0.4
        weights[0] *= rng.choice([0.1, 1.0, 4.0])
        weights[number % len(classes)] += rng.choice([0.2, 1.0, 12.0])
        probabilities = np.round(weights / weights.sum(), DIGITS).astype(np.float32)
        thresholds = Thresholds(sure=0.7, in_set=float(rng.choice([0.02, 0.08, 0.3])))
        among = bool(rng.random() < 0.5)
        event = judge(Decoded(probabilities, 1.0, 2.0), classes, thresholds, among)
        fed = {"in_set": thresholds.in_set, "among": among, "probabilities": plain(probabilities)}
        rows.append({**fed, "event": row(event)})
    return {"classes": classes, "sure": 0.7, "rows": rows}


def stream() -> Any:
    """A real clip, the same twice as fast after a rest, and most of it again until the frames stop; every event."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    frames = np.round(np.concatenate([book.landmarks, book.landmarks[::2], book.landmarks[:70]]), 5)
    machine = SignStream(Models.load())
    steps = []
    for number, landmarks in enumerate(frames):
        events = machine.feed(landmarks, book.aspect, number / book.fps)
        steps.append([row(event) for event in events])
    return {
        "fps": book.fps,
        "aspect": book.aspect,
        "frames": [plain(points_of(frame)) for frame in frames],
        "steps": steps,
        "finish": [row(event) for event in machine.finish(book.aspect, len(frames) / book.fps)],
    }


def packed() -> Any:
    """Values that lie on halves, beyond the ends or nowhere, and the bytes that they are packed into."""
    rng = np.random.default_rng(7)
    edges = [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 32766.5, -32766.5, 40_000.0, -40_000.0]
    steps = np.concatenate([edges, rng.integers(-32_000, 32_000, 200) + rng.choice([0.0, 0.25, 0.5, 0.75], 200)])
    values = np.full(POINTS * AXES, np.nan, np.float32)
    values[: len(steps)] = steps / STEPS_PER_UNIT
    data = pack(values.reshape(POINTS, AXES))[: 2 * (len(steps) + 3)]
    return {"values": [*(float(value) for value in values[: len(steps)]), None, None, None], "hex": data.hex()}


def rest() -> Any:
    """The pose that every motion starts and ends in: local rotations x, y, z, w of the bones that are turned."""
    turned = {bone: turn for bone, turn in zip(BONES, rest_pose(), strict=True) if abs(turn[3]) < 1 - 1e-9}
    return {bone: plain(turn) for bone, turn in turned.items()}


def row(event: Recognised | None) -> Any:
    """An event as the browser names it."""
    if event is None:
        return None
    if isinstance(event, SignerIdle):
        return {"kind": "idle", "atS": event.at_s}
    options = [{"gloss": o.gloss, "probability": o.probability} for o in event.alternatives]
    both = {"startS": event.start_s, "endS": event.end_s, "alternatives": options}
    if isinstance(event, Unsure):
        return {"kind": "unsure", **both}
    return {"kind": "gloss", "gloss": event.gloss, "probability": event.probability, **both}


MADE = {
    "window": window,
    "activity": activity,
    "pauses": pauses,
    "verdict": verdict,
    "stream": stream,
    "pack": packed,
    "rest": rest,
}

if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for name, make in MADE.items():
        (VECTORS / f"{name}.json").write_text(json.dumps(make()) + "\n")
