"""The cost of recognising a stream on one thread: of a frame, most of which only look for pauses, and of a pause, at
which spans are read."""

import time
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.errors import InputError, MissingError
from signspan.measure.latency import SAMPLES
from signspan.recognise.models import Models
from signspan.recognise.stream import SignStream

READS_MS = 1.0  # a frame that took longer has read spans: the cheapest reading takes twice as long


def bench(repeat: int = 20, samples: Path = SAMPLES) -> dict[str, Any]:
    """Milliseconds of `frame`s and of `pause`s over `repeat` runs of a real clip, each p50 and p95, and of all
    that a second of signing costs, `second`."""
    if repeat < 1:
        raise InputError(f"expected at least one run, got {repeat}")
    clip = samples / "book.npz"
    if not clip.is_file():
        raise MissingError(f"expected the sample {clip.name} in {samples}")
    body, models = read_landmarks(clip), Models.load()
    spent_ms: list[float] = []
    for _ in tqdm(range(repeat), desc="runs"):
        stream = SignStream(models)
        for number, landmarks in enumerate(body.landmarks):
            begun = time.perf_counter()
            stream.feed(landmarks, body.aspect, number / body.fps)
            spent_ms.append((time.perf_counter() - begun) * 1000)
    spent = np.array(spent_ms)
    reads = spent > READS_MS
    rows = {
        name: {f"p{q}": round(float(np.percentile(times, q)), 3) for q in (50, 95)}
        for name, times in (("frame", spent[~reads]), ("pause", spent[reads]))
        if len(times)
    }
    return {"n": len(spent), "unit": "ms", **rows, "second": round(float(spent.mean() * body.fps), 2)}
