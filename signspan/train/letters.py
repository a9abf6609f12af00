"""Training of the letter model on composed fingerspelling.

One run is one folder: `log.csv`, `run.json`, `letters.onnx` and `letters.json`. With `without`, that person (or source)
is left out and scored at the end, and the model's outputs for their clips are saved in `held_out.npz`; a run over
everybody takes its temperature and its table of confusions from such folders (`calibrate`).
"""

import csv
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from torch.nn import functional as nnf
from tqdm import tqdm

from signspan.corpora.letters import LetterClip, read_letters
from signspan.corpora.spelling import Bank, Spelled, Speller, bank_of, compose
from signspan.errors import InputError, MissingError
from signspan.measure.letters import clip_windows, score, softmax
from signspan.recognise.handshape import LETTERS, NONE, STEP_S, LetterWindow, at_times, windows_of
from signspan.recognise.letters import places_of, shown_in
from signspan.train.export import write_onnx
from signspan.train.letter_augment import LetterAugment
from signspan.train.letter_model import EXAMPLE, ExportedLetters, LetterModel

ALIKE = ("AEMNST", "UVRKW", "GHPQ", "DZXGL", "IJY", "COEF")  # words of these letters train the hard cases
CONFUSION_FLOOR = 0.5  # added to every count of the table: unseen confusions are still possible


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run."""

    data: Path
    out: Path
    without: str | None = None
    calibrate: Path | None = None
    epochs: int = 40
    words: int = 220  # per epoch
    batch: int = 256
    rate: float = 2e-3
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays: `hand` (N, 15, 21, 3), `present` (N, 15), `label` (N,), `weight` (N,)."""

    hand: NDArray[np.float32]
    present: NDArray[np.float32]
    label: NDArray[np.int64]
    weight: NDArray[np.float32]


def train(config: Config) -> dict[str, object]:
    """Trains, exports and scores; returns the last figures."""
    clips = read_letters(config.data)
    people = sorted({clip.person for clip in clips})
    if config.without is not None and config.without not in people:
        raise InputError(f"expected one of {', '.join(people)}, got {config.without}")
    learn = [clip for clip in clips if clip.person != config.without]
    held = [clip for clip in clips if clip.person == config.without and clip.letter is not None]
    config.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(config.seed)
    model = LetterModel()
    average = torch.optim.swa_utils.AveragedModel(
        model,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99),  # type: ignore[no-untyped-call]  # torch's own
        use_buffers=True,
    )
    optimiser = torch.optim.AdamW(model.parameters(), lr=config.rate, weight_decay=0.03)
    banks = _banks(learn)
    bar = tqdm(range(config.epochs), desc="letters", unit="epoch", file=sys.stderr)
    with (config.out / "log.csv").open("w", newline="") as log:
        rows = csv.writer(log)
        rows.writerow(("epoch", "loss"))
        for epoch in bar:
            loss = _epoch(model, average, optimiser, draw(banks, config.words, rng), config, epoch, rng)
            rows.writerow((epoch + 1, round(loss, 4)))
            bar.set_postfix(loss=f"{loss:.3f}")
    final = average.module.eval()
    assert isinstance(final, LetterModel)  # noqa: S101 - tells the type checker what AveragedModel holds
    figures: dict[str, object] = {"loss": round(loss, 4)}
    temperature, confusions = 1.0, np.eye(len(LETTERS))
    if held:
        logits, truth = _held_out(final, held)
        np.savez_compressed(config.out / "held_out.npz", logits=logits, truth=truth)
        figures |= score(np.stack([softmax(rows) for rows in logits]), truth)
    if config.calibrate is not None:
        temperature, confusions = calibrate(config.calibrate)
        figures["temperature"] = round(temperature, 4)
    export(final, config.out, temperature, confusions, fit_doubles(final, banks, temperature, rng))
    settings = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(config).items()}
    (config.out / "run.json").write_text(json.dumps({**settings, "clips": len(learn), **figures}, indent=1) + "\n")
    return figures


def draw(banks: Sequence[Bank], words: int, rng: np.random.Generator) -> Batch:
    """Windows of that many newly composed words, by augmented hands."""
    made = [_word(banks, rng)[1] for _ in range(words)]
    windows: list[LetterWindow] = []
    labels, weights = [], []
    for spelled in made:
        at = np.arange(spelled.times[0] + rng.uniform(0, STEP_S), spelled.times[-1], STEP_S)
        at = at[rng.random(len(at)) < 0.7]
        near = np.clip(np.searchsorted(spelled.times, at), 1, len(spelled.times) - 1)
        near -= at - spelled.times[near - 1] < spelled.times[near] - at
        windows.extend(windows_of(spelled.times, spelled.hands, at))
        labels.append(spelled.labels[near])
        weights.append(spelled.weights[near])
    return Batch(
        np.stack([window.hand for window in windows]),
        np.stack([window.present for window in windows]),
        np.concatenate(labels),
        np.concatenate(weights),
    )


def _word(banks: Sequence[Bank], rng: np.random.Generator) -> tuple[str, Spelled]:
    """One composed word with its letters, or sometimes something that is not spelling, seen by another camera."""
    augment = LetterAugment(rng)
    bank = banks[int(rng.integers(len(banks)))]
    fps = float(rng.uniform(12, 32))
    others = bank.get(None)
    lengths = augment.lengths()
    letters = ""
    if others and rng.random() < 0.12:
        clip = augment.hand(others[int(rng.integers(len(others)))], lengths)
        count = len(clip.hands)
        spelled = Spelled(np.arange(count) / fps, clip.hands, np.full(count, NONE), np.ones(count, np.float32))
    else:
        known = sorted(letter for letter in bank if letter is not None)
        if rng.random() < 0.4:
            alike = [letter for letter in ALIKE[int(rng.integers(len(ALIKE)))] if letter in known]
            known = alike if len(alike) > 1 else known
        word = [str(rng.choice(np.array(known))) for _ in range(int(rng.integers(4, 10)))]
        for place in range(1, len(word)):
            if rng.random() < 0.12:
                word[place] = word[place - 1]
        varied: dict[str | None, list[LetterClip]] = {}
        for letter in {*word, None}:
            if letter in bank:
                clip = bank[letter][int(rng.integers(len(bank[letter])))]
                varied[letter] = [augment.hand(clip, lengths)]
        speller = Speller(float(rng.uniform(2.5, 6.5)), fps=fps, tremor=float(rng.uniform(0.004, 0.04)))
        letters = "".join(word)
        spelled = compose(letters, varied, speller, rng)
    middle = spelled.hands.mean(axis=(0, 1))
    hands = ((spelled.hands - middle) @ augment.view().T + middle).astype(np.float32)
    return letters, Spelled(spelled.times, hands, spelled.labels, spelled.weights)


def _banks(clips: Sequence[LetterClip]) -> list[Bank]:
    """One bank per person, and one of everybody, which is drawn as often as two people."""
    people = sorted({clip.person for clip in clips})
    banks: list[Bank] = [bank_of([clip for clip in clips if clip.person == person]) for person in people]
    even = [bank_of(clips)] * 2
    return [*banks, *even]


def _epoch(
    model: LetterModel,
    average: torch.optim.swa_utils.AveragedModel,
    optimiser: torch.optim.Optimizer,
    batch: Batch,
    config: Config,
    epoch: int,
    rng: np.random.Generator,
) -> float:
    model.train()
    order = rng.permutation(len(batch.label))
    total, steps = 0.0, math.ceil(len(order) / config.batch)
    for step in range(steps):
        rate = config.rate * _schedule((epoch + step / steps) / config.epochs)
        for group in optimiser.param_groups:
            group["lr"] = rate
        rows = order[step * config.batch : (step + 1) * config.batch]
        hand, present = torch.from_numpy(batch.hand[rows]), torch.from_numpy(batch.present[rows])
        logits = model(hand, present)
        losses = nnf.cross_entropy(logits, torch.from_numpy(batch.label[rows]), reduction="none", label_smoothing=0.05)
        weight = torch.from_numpy(batch.weight[rows])
        loss = (losses * weight).sum() / weight.sum().clamp_min(1e-6)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        average.update_parameters(model)
        total += loss.item()
    return total / steps


def _schedule(share: float) -> float:
    """Learning rate: a short rise, then half a cosine."""
    return min(1.0, share / 0.05) * 0.5 * (1 + math.cos(math.pi * share))


def _held_out(model: LetterModel, clips: Sequence[LetterClip]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Logits (N, W, 27) of every clip's windows, and the letters' numbers (N,)."""
    rows = []
    with torch.no_grad():
        for clip in clips:
            windows = clip_windows(clip)
            hand = torch.from_numpy(np.stack([window.hand for window in windows]))
            present = torch.from_numpy(np.stack([window.present for window in windows]))
            rows.append(model(hand, present).numpy())
    return np.stack(rows), np.array([LETTERS.index(clip.letter or "A") for clip in clips])


def calibrate(runs: Path) -> tuple[float, NDArray[np.float64]]:
    """Temperature and confusions (26, 26) from the fold runs' outputs for people they never saw."""
    files = sorted(runs.glob("*/held_out.npz"))
    if not files:
        raise MissingError(f"expected runs with held_out.npz under {runs}: train some --without a person first")
    stored = [np.load(file) for file in files]
    truth = np.concatenate([fold["truth"] for fold in stored])
    every = [fold["logits"].astype(np.float64) for fold in stored]

    def loss(temperature: float) -> float:
        """The loss over every window of the clips of still letters, where each window shows the letter."""
        worst = []
        for logits, labels in zip(every, (fold["truth"] for fold in stored), strict=True):
            still = ~np.isin(labels, [LETTERS.index(letter) for letter in "JZ"])
            said = softmax(logits[still][..., :NONE] / temperature)
            right = np.take_along_axis(said, labels[still][:, None, None], axis=2)
            worst.append(-np.log(right + 1e-12).ravel())
        return float(np.concatenate(worst).mean())

    temperature = float(minimize_scalar(loss, bounds=(0.3, 5), method="bounded").x)
    table = np.full((NONE, NONE), CONFUSION_FLOOR / NONE)
    read = np.concatenate([softmax(logits / temperature).mean(axis=1)[:, :NONE] for logits in every])
    for number, row in zip(truth, read / read.sum(axis=1, keepdims=True), strict=True):
        table[number] += row / max(1, (truth == number).sum()) * 10
    return temperature, table / table.sum(axis=1, keepdims=True)


def fit_doubles(
    model: LetterModel, banks: Sequence[Bank], temperature: float, rng: np.random.Generator, words: int = 250
) -> list[float]:
    """Weights (4,) of `letters.traits`: a logistic regression over composed words whose letters were read correctly."""
    trait_rows: list[NDArray[np.float64]] = []
    twice: list[bool] = []
    shipped = ExportedLetters(model, temperature).eval()
    for _ in range(words):
        word, spelled = _word(banks, rng)
        at = np.arange(spelled.times[0], spelled.times[-1], STEP_S)
        windows = windows_of(spelled.times, spelled.hands, at)
        with torch.no_grad():
            ticks = shipped(
                torch.from_numpy(np.stack([window.hand for window in windows])),
                torch.from_numpy(np.stack([window.present for window in windows])),
            ).numpy()
        shown = shown_in(ticks, places_of(at_times(spelled.times, spelled.hands, at)[0]))
        runs = [(letter, len(list(run))) for letter, run in groupby(word)]
        if [span.letter for span in shown] == [letter for letter, _ in runs]:
            still = [(span.traits, count > 1) for span, (_, count) in zip(shown, runs, strict=True) if span.still]
            trait_rows.extend(traits for traits, _ in still)
            twice.extend(double for _, double in still)
    traits, doubles = np.array(trait_rows).reshape(-1, 4), np.array(twice, np.bool_)

    def loss(weights: NDArray[np.float64]) -> float:
        said = traits @ weights
        missed = np.logaddexp(0, np.where(doubles, -said, said)).sum()
        return float(missed / max(1, len(said)) + 1e-3 * np.square(weights).sum())

    return [round(float(weight), 4) for weight in minimize(loss, np.zeros(4)).x]


def export(
    model: LetterModel, out: Path, temperature: float, confusions: NDArray[np.float64], double: list[float]
) -> None:
    """Writes `letters.onnx` (hand, present → probabilities) and `letters.json` to `out`."""
    shipped = ExportedLetters(model, temperature)
    inputs, outputs = ("hand", "present"), ("probabilities",)
    dynamic = {name: {0: "batch"} for name in (*inputs, *outputs)}
    write_onnx(shipped, EXAMPLE, out / "letters.onnx", inputs, outputs, dynamic)
    config = {
        "letters": [*LETTERS, ""],
        "temperature": temperature,
        "confusions": np.round(confusions, 4).tolist(),
        "double": double,
    }
    (out / "letters.json").write_text(json.dumps(config) + "\n")
