from pathlib import Path

import numpy as np
import pytest

from signspan.errors import MissingError
from signspan.recognise.evidence import SIGNALS, Evidence
from signspan.recognise.gate import REACH, Gate


def evidence(rng: np.random.Generator) -> Evidence:
    found = rng.random((2, 6)).astype(np.float32)
    return Evidence(0.0, found / found.sum(axis=1, keepdims=True), rng.random(SIGNALS).astype(np.float32))


def test_a_stream_says_what_the_whole_says() -> None:
    rng = np.random.default_rng(0)
    ticks = [evidence(rng) for _ in range(3 * REACH)]
    gate = Gate.load()
    streamed = [gate.feed(tick) for tick in ticks]
    outputs = gate.session.run(["outputs"], {"signals": np.stack([tick.signals for tick in ticks])[None]})[0][0]
    for (blank, glosses), row, tick in zip(streamed, outputs, ticks, strict=True):
        assert blank == pytest.approx(float(row[0]), abs=1e-5)
        assert np.abs(glosses - row[1:] @ tick.probabilities).max() < 1e-5
        assert glosses.sum() == pytest.approx(1, abs=1e-4)


def test_a_fresh_gate_remembers_nothing() -> None:
    rng = np.random.default_rng(1)
    first, second = evidence(rng), evidence(rng)
    gate = Gate.load()
    gate.feed(first)
    after = gate.feed(second)[0]
    assert gate.fresh().feed(second)[0] != after
    gate.clear()
    assert gate.feed(second)[0] == gate.fresh().feed(second)[0]


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected continuous.onnx"):
        Gate.load(tmp_path)
