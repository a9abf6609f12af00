"""Training of the continuous recogniser's gate on composed sentences, with CTC.

The evidence is out of fold: sentences of fold K's signers are read by the isolated model of `runs/foldK`, which never
saw them, through the same code that reads a camera (`recognise.ticker`). A model reading its own training clips would
be surer than in practice. CTC needs only the probabilities of a sentence's own glosses, so no others are kept.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as nnf
from tqdm import tqdm

from signspan.body.sequence import BodySequence
from signspan.corpora.folds import wlasl_folds
from signspan.corpora.signs import IDLE, Clip
from signspan.errors import InputError
from signspan.recognise.classifier import Classifier
from signspan.recognise.evidence import SIGNALS, SPANS_S
from signspan.recognise.models import vocabulary_of
from signspan.recognise.reader import Reader, Restricted
from signspan.recognise.ticker import Ticker
from signspan.train.compose import body_of
from signspan.train.export import write_onnx
from signspan.train.gate import GateNetwork
from signspan.train.isolated import read_clips
from signspan.train.sentences import FRAME_RATES, idle, sentences

IDLE_SHARE = 0.12  # share of sequences without any sign
EPOCHS, BATCH, RATE = 40, 16, 3e-3


@dataclass(frozen=True, slots=True)
class Example:
    """`signals` (T, 15), `windows` (T, 2, L): each window's probability of each of the sentence's L glosses."""

    signals: NDArray[np.float32]
    windows: NDArray[np.float32]


def example(reader: Reader, body: BodySequence, glosses: Sequence[str]) -> Example | None:
    """One sentence read tick by tick; None if there was no tick."""
    ticker = Ticker(reader)
    chosen = [reader.classes.index(gloss) for gloss in glosses]
    signals, windows = [], []
    for number, landmarks in enumerate(body.landmarks):
        evidence = ticker.feed(landmarks, body.aspect, number / body.fps)
        if evidence is not None:
            signals.append(evidence.signals)
            windows.append(evidence.probabilities[:, chosen])
    return Example(np.stack(signals), np.stack(windows)) if signals else None


def collect(
    data: Path, runs: Path, count: int, without: int | None = None, hard: bool = False, folds: int = 5
) -> list[Example]:
    """`count` examples from every fold but `without`; `hard` joins whole clips end to end instead of composing them."""
    clips = read_clips(data)
    return [
        read
        for fold in range(folds)
        if fold != without
        for read in read_fold(clips, fold, runs / f"fold{fold}", count, hard, folds)
    ]


def read_fold(
    clips: Sequence[Clip], fold: int, weights: Path, count: int, hard: bool = False, folds: int = 5, seed: int = 7
) -> Iterator[Example]:
    """Examples of one fold's signers, read by the model in `weights` over the stream's vocabulary."""
    assigned = wlasl_folds(clips, folds)
    own = [clip for clip in clips if assigned.get(clip.signer) == fold]
    resting = [clip for clip in clips if clip.gloss == IDLE]
    reader = Restricted(Classifier.load(weights), vocabulary_of(weights, "everyday"))
    rng = np.random.default_rng((seed, fold))
    for sentence in tqdm(sentences(own, count, rng, hard), desc=f"reading fold {fold}", total=count, file=sys.stderr):
        chosen = idle([*own, *resting], rng) if rng.random() < IDLE_SHARE else sentence
        read = example(reader, body_of(chosen, float(rng.choice(FRAME_RATES)), rng), chosen.glosses)
        if read is not None:
            yield read


def train_gate(examples: Sequence[Example], out: Path, seed: int = 7) -> dict[str, Any]:
    """Trains the gate with CTC and writes `continuous.onnx` and `continuous.json` to `out`."""
    if not examples:
        raise InputError("expected sentences to train on, got none")
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = GateNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps = -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps * EPOCHS)
    losses: list[float] = []
    for _ in tqdm(range(EPOCHS), desc="training", unit="epoch", file=sys.stderr):
        losses = []
        order = rng.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            loss = ctc_loss(network, [examples[number] for number in order[start : start + BATCH]])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves this one untyped
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
    out.mkdir(parents=True, exist_ok=True)
    silence = (torch.zeros(1, 20, SIGNALS),)
    dynamic = {name: {0: "batch", 1: "ticks"} for name in ("signals", "outputs")}
    write_onnx(network, silence, out / "continuous.onnx", ["signals"], ["outputs"], dynamic)
    figures = {"sentences": len(examples), "epochs": EPOCHS, "loss": round(float(np.mean(losses)), 4), "seed": seed}
    (out / "continuous.json").write_text(json.dumps(figures, indent=1) + "\n")
    return figures


def ctc_loss(network: GateNetwork, batch: Sequence[Example]) -> torch.Tensor:
    """CTC over blank and each sentence's own glosses, in order: class n is the sentence's nth sign."""
    ticks, signs = max(len(e.signals) for e in batch), max(1, *(e.windows.shape[2] for e in batch))
    signals = torch.zeros(len(batch), ticks, batch[0].signals.shape[1])
    windows = torch.full((len(batch), ticks, len(SPANS_S), signs), 1e-6)
    for row, e in enumerate(batch):
        signals[row, : len(e.signals)] = torch.from_numpy(e.signals)
        windows[row, : len(e.signals), :, : e.windows.shape[2]] = torch.from_numpy(e.windows)
    outputs = network(signals)
    mixed = (outputs[..., 1:, None] * windows).sum(2).clamp_min(1e-6)
    log = torch.cat(
        (outputs[..., :1].clamp(1e-6, 1 - 1e-6).log(), (1 - outputs[..., :1]).clamp_min(1e-6).log() + mixed.log()), -1
    )
    targets = torch.arange(1, signs + 1).repeat(len(batch), 1)
    lengths = torch.tensor([e.windows.shape[2] for e in batch])
    inputs = torch.tensor([len(e.signals) for e in batch])
    each = nnf.ctc_loss(log.transpose(0, 1), targets, inputs, lengths, reduction="none", zero_infinity=True)
    return (each / inputs).mean()
