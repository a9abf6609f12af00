"""Training of the isolated-sign recogniser.

One run is one folder: `checkpoint.pt` (resumes), `log.csv` (an epoch a line) and, at the end,
`isolated.onnx` with `isolated.json` beside it. A fold's signers are left out of training and scored
at the end; without a fold every clip is trained on.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as nnf
from tqdm import tqdm

from signspan.body.hands import resample
from signspan.errors import InputError
from signspan.train.augment import Augment
from signspan.train.corpora import Clip, read_pose_hands, read_wlasl_hands
from signspan.train.export import export
from signspan.train.folds import wlasl_folds
from signspan.train.model import Recogniser
from signspan.train.vocabulary import vocabulary

SMALL_SETS = (
    "small_vocab/wlasl49_pose_hands.npz",
    "small_vocab/wlasl50_pose_hands.npz",
    "small_vocab/traduttore_words_mit.npz",
    "small_vocab/signwish_words_mit.npz",
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a run needs to be told; `fold` None trains on everybody."""

    data: Path
    out: Path
    fold: int | None = None
    folds: int = 5
    epochs: int = 60
    batch: int = 64
    rate: float = 2e-3
    seed: int = 7
    most_per_gloss: int = 30
    idle_share: float = 0.06
    temperature: float = 1.0  # divides the exported logits; `train calibrate` finds it


def read_clips(data: Path) -> list[Clip]:
    """Every clip of the packs under `data`."""
    clips = list(read_wlasl_hands(data / "wlasl_hands" / "wlasl_hands.npz"))
    for name in SMALL_SETS:
        clips.extend(read_pose_hands(data / name))
    return clips


def train(config: Config) -> dict[str, float]:
    """Trains, exports and scores; returns the last figures. Resumes from `out/checkpoint.pt` where there is one."""
    if not 0 <= (config.fold or 0) < config.folds:
        raise InputError(f"expected a fold from 0 to {config.folds - 1}, got {config.fold}")
    config.out.mkdir(parents=True, exist_ok=True)
    clips = read_clips(config.data)
    classes = vocabulary(clips)
    index = {gloss: number for number, gloss in enumerate(classes)}
    clips = [clip for clip in clips if clip.gloss in index]
    held = wlasl_folds(clips, config.folds)
    learn = [clip for clip in clips if config.fold is None or held.get(clip.signer) != config.fold]
    test = [clip for clip in clips if config.fold is not None and held.get(clip.signer) == config.fold]
    torch.manual_seed(config.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Recogniser(len(classes)).to(device)
    average = torch.optim.swa_utils.AveragedModel(
        model,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99),  # type: ignore[no-untyped-call]  # torch's own
        use_buffers=True,
    )
    optimiser = torch.optim.AdamW(model.parameters(), lr=config.rate, weight_decay=0.05)
    steps = math.ceil(len(_epoch(learn, config, 0)) / config.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, config.rate, total_steps=int(steps * config.epochs * 1.05) + 1, pct_start=0.15
    )
    first = _resume(config.out / "checkpoint.pt", model, average, optimiser, schedule)
    figures: dict[str, float] = {}
    for epoch in range(first, config.epochs):
        loss = _train_epoch(learn, index, config, epoch, model, average, optimiser, schedule, device)
        figures = {"epoch": epoch + 1, "loss": loss}
        if test and (epoch % 5 == 4 or epoch + 1 == config.epochs):
            figures |= score(average.module, test, index, device)
        _log(config.out / "log.csv", figures)
        torch.save(
            {
                "epoch": epoch + 1,
                "model": model.state_dict(),
                "average": average.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
            },
            config.out / "checkpoint.pt",
        )
    final = average.module.cpu().eval()
    assert isinstance(final, Recogniser)  # noqa: S101 - tells the type checker what AveragedModel holds
    export(final, classes, config.out, config.temperature)
    settings = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(config).items()}
    (config.out / "run.json").write_text(json.dumps({**settings, "learnt_from": len(learn), **figures}, indent=1))
    return figures


def score(model: torch.nn.Module, test: list[Clip], index: dict[str, int], device: str) -> dict[str, float]:
    """Top-1 and top-5 on clips of WLASL100 (among its 100) and WLASL300 (among its 300), mirror averaged."""
    model.eval()
    samples = [resample(clip.hands) for clip in test]
    mirror = torch.tensor([-1.0, 1.0, 1.0], device=device)
    rows = []
    with torch.no_grad():
        for start in range(0, len(samples), 256):
            hands = torch.tensor(np.stack([s[0] for s in samples[start : start + 256]]), device=device)
            present = torch.tensor(np.stack([s[1] for s in samples[start : start + 256]]), device=device)
            rows.append((model(hands, present) + model(hands * mirror, present)).cpu())
    logits = torch.cat(rows)
    figures: dict[str, float] = {}
    for name, size in (("wlasl100", 100), ("wlasl300", 300)):
        chosen = [i for i, clip in enumerate(test) if 1 <= index[clip.gloss] <= size]
        truth = torch.tensor([index[test[i].gloss] - 1 for i in chosen])
        best = logits[chosen, 1 : size + 1].topk(min(5, size, logits.shape[1] - 1)).indices == truth[:, None]
        figures |= {
            f"{name}_n": float(len(chosen)),
            f"{name}_top1": best[:, 0].float().mean().item(),
            f"{name}_top5": best.any(1).float().mean().item(),
        }
    return figures


def _epoch(learn: list[Clip], config: Config, epoch: int) -> list[Clip]:
    """The clips of one epoch in order: at most `most_per_gloss` of a gloss, drawn anew each time."""
    rng = np.random.default_rng((config.seed, epoch))
    by_gloss: dict[str, list[Clip]] = defaultdict(list)
    for number in rng.permutation(len(learn)):
        clip = learn[number]
        if len(by_gloss[clip.gloss]) < config.most_per_gloss:
            by_gloss[clip.gloss].append(clip)
    chosen = [clip for group in by_gloss.values() for clip in group]
    return [chosen[number] for number in rng.permutation(len(chosen))]


def _train_epoch(  # one epoch needs all that a run holds
    learn: list[Clip],
    index: dict[str, int],
    config: Config,
    epoch: int,
    model: Recogniser,
    average: torch.optim.swa_utils.AveragedModel,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    device: str,
) -> float:
    rng = np.random.default_rng((config.seed, epoch, 1))
    augment = Augment(rng)
    clips = _epoch(learn, config, epoch)
    model.train()
    losses = []
    bar = tqdm(range(0, len(clips), config.batch), desc=f"epoch {epoch + 1}/{config.epochs}", file=sys.stderr)
    for start in bar:
        samples, truth = [], []
        for clip in clips[start : start + config.batch]:
            idle = rng.random() < config.idle_share
            samples.append(augment.idle(clip.hands) if idle else augment(clip.hands))
            truth.append(0 if idle else index[clip.gloss])
        hands = torch.tensor(np.stack([s[0] for s in samples]), device=device)
        present = torch.tensor(np.stack([s[1] for s in samples]), device=device)
        logits = model(hands, present)
        loss = nnf.cross_entropy(logits, torch.tensor(truth, device=device), label_smoothing=0.1)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves this one untyped
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        average.update_parameters(model)
        losses.append(loss.item())
        bar.set_postfix(loss=f"{np.mean(losses):.3f}")
    return float(np.mean(losses))


def _resume(
    path: Path,
    model: Recogniser,
    average: torch.optim.swa_utils.AveragedModel,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> int:
    if not path.is_file():
        return 0
    kept = torch.load(path, weights_only=True)
    model.load_state_dict(kept["model"])
    average.load_state_dict(kept["average"])
    optimiser.load_state_dict(kept["optimiser"])
    schedule.load_state_dict(kept["schedule"])
    return int(kept["epoch"])


def _log(path: Path, figures: dict[str, float]) -> None:
    new = not path.exists()
    with path.open("a", newline="") as file:
        columns = ["epoch", "loss"] + [f"{v}_{f}" for v in ("wlasl100", "wlasl300") for f in ("n", "top1", "top5")]
        writer = csv.DictWriter(file, columns)
        if new:
            writer.writeheader()
        writer.writerow(figures)
