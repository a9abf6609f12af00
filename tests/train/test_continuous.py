import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which this environment lacks")

import torch

from signspan.body.sequence import BodySequence
from signspan.errors import InputError
from signspan.recognise.classifier import Classifier
from signspan.recognise.evidence import SIGNALS
from signspan.recognise.gate import REACH, Gate
from signspan.train.continuous import Example, ctc_loss, example, train_gate
from signspan.train.gate import GateNetwork

pytestmark = pytest.mark.slow


def sentence(rng: np.random.Generator, signs: int) -> Example:
    """Signs of three sure ticks between two unsure ones: what the gate has to find."""
    signals, windows = [rng.random(SIGNALS) * 0.1], [np.full((2, signs), 0.02)]
    for sign in range(signs):
        for _ in range(3):
            row, found = rng.random(SIGNALS) * 0.1, np.full((2, signs), 0.02)
            row[:2], found[:, sign] = 0.9, 0.9
            signals.append(row)
            windows.append(found)
        for _ in range(2):
            signals.append(rng.random(SIGNALS) * 0.1)
            windows.append(np.full((2, signs), 0.02))
    return Example(np.array(signals, np.float32), np.array(windows, np.float32))


def test_ctc_finds_the_sure_ticks_and_ships_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    examples = [sentence(rng, int(rng.integers(0, 4))) for _ in range(64)]
    train_gate(examples, tmp_path)
    assert json.loads((tmp_path / "continuous.json").read_text())["sentences"] == 64
    gate = Gate.load(tmp_path)
    test = sentence(rng, 3)
    blanks = gate.session.run(["outputs"], {"signals": test.signals[None]})[0][0, :, 0]
    spikes = np.diff((blanks < 0.5).astype(int), prepend=0)
    assert (spikes == 1).sum() == 3
    with pytest.raises(InputError, match="got none"):
        train_gate([], tmp_path)


def test_the_network_looks_back_as_far_as_the_gate_keeps_and_never_ahead() -> None:
    network = GateNetwork().eval()
    signals = torch.rand(1, 40, SIGNALS, requires_grad=True)
    network(signals)[0, 25, 0].backward()
    assert signals.grad is not None
    touched = signals.grad[0].abs().sum(1).nonzero()[:, 0]
    assert (int(touched.min()), int(touched.max())) == (25 - REACH + 1, 25)


def test_ctc_is_certain_of_a_certain_sentence() -> None:
    rng = np.random.default_rng(1)
    network = GateNetwork()
    silent = ctc_loss(network, [sentence(rng, 0)])
    assert torch.isfinite(silent)
    assert torch.isfinite(ctc_loss(network, [sentence(rng, 2), sentence(rng, 1)]))


def test_evidence_of_a_real_clip(book: BodySequence) -> None:
    found = example(Classifier.load(), book, ["book", "drink"])
    assert found is not None
    assert found.windows.shape == (len(found.signals), 2, 2)
    assert found.windows.max() <= 1
