"""The cost of one tick of recognition on one thread: windows, the model's reading of both, the gate."""

import time
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.errors import InputError, MissingError
from signspan.measure.latency import SAMPLES
from signspan.recognise.models import Models
from signspan.recognise.ticker import Ticker


def bench(repeat: int = 20, samples: Path = SAMPLES) -> dict[str, Any]:
    """Milliseconds per tick over `repeat` runs of a real clip: `evidence`, `gate` and both, `tick`, each p50
    and p95."""
    if repeat < 1:
        raise InputError(f"expected at least one run, got {repeat}")
    clip = samples / "book.npz"
    if not clip.is_file():
        raise MissingError(f"expected the sample {clip.name} in {samples}")
    body, models = read_landmarks(clip), Models.load()
    evidence_ms: list[float] = []
    gate_ms: list[float] = []
    for _ in tqdm(range(repeat), desc="runs"):
        ticker, gate = Ticker(models.reader), models.gate.fresh()
        for number, landmarks in enumerate(body.landmarks):
            begun = time.perf_counter()
            evidence = ticker.feed(landmarks, body.aspect, number / body.fps)
            read = time.perf_counter()
            if evidence is None:
                continue
            gate.feed(evidence)
            evidence_ms.append((read - begun) * 1000)
            gate_ms.append((time.perf_counter() - read) * 1000)
    whole = np.array(evidence_ms) + np.array(gate_ms)
    timings = {"evidence": evidence_ms, "gate": gate_ms, "tick": whole}
    rows = {name: {f"p{q}": round(float(np.percentile(v, q)), 2) for q in (50, 95)} for name, v in timings.items()}
    return {"n": len(whole), "unit": "ms", **rows}
