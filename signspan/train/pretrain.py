"""Self-supervised pre-training: a masked autoencoder over landmark tubes (after He et al. 2022, Tong et al. 2022).

A tube is one part of one hand (palm or a finger: twelve in all) over four of the 32 steps. Nine tenths of the 96 tubes
of a window are hidden, and the encoder's output, through a linear decoder that is dropped after training, must predict
where every hidden point is: relative to its wrist and, for wrists, to the body. A hidden finger collapses onto its
wrist and a hidden palm removes its hand's presence, so the input in pre-training is of the same kind as later, with
gaps.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from tqdm import tqdm

from signspan.body.hands import STEPS
from signspan.body.topology import FINGERS, WRIST
from signspan.train.config import Config
from signspan.train.isolated import divide, read_clips
from signspan.train.model import Recogniser
from signspan.train.run import Run
from signspan.train.samples import Batch, batches, epoch_clips

HIDDEN = 0.9
TUBE_STEPS = 4
PARTS: tuple[tuple[int, ...], ...] = ((WRIST,), *FINGERS.values())


class Autoencoder(nn.Module):
    """The recogniser's encoder with a linear decoder: (hands, presence, anchor) → points (B, 32, 2, 21, 3)."""

    def __init__(self, recogniser: Recogniser) -> None:
        super().__init__()
        self.recogniser = recogniser
        self.decoder = nn.Linear(recogniser.norm.normalized_shape[0], 2 * 2 * 21 * 3)

    def forward(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        steps = self.recogniser.steps(hands, present, anchor)  # (B, 16, width): each predicts two steps
        points: Tensor = self.decoder(steps).view(len(hands), STEPS, 2, 21, 3)
        return points


def hide(hands: Tensor, present: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Hands and presence without `HIDDEN` of their tubes, and a mask (B, 32, 2, 21) of the hidden points."""
    batch = len(hands)
    tubes = STEPS // TUBE_STEPS
    count = tubes * 2 * len(PARTS)
    order = torch.rand((batch, count), generator=generator).argsort(1)
    gone = (order < round(HIDDEN * count)).view(batch, tubes, 2, len(PARTS)).repeat_interleave(TUBE_STEPS, 1)
    mask = torch.zeros(hands.shape[:-1], dtype=torch.bool)
    for number, part in enumerate(PARTS):
        mask[..., list(part)] = gone[..., number, None]
    mask = mask.to(hands.device)
    wrist = hands[:, :, :, WRIST, None]
    there = present * ~mask[..., WRIST]
    shown = torch.where(mask[..., None], wrist, hands) * there[..., None, None]
    return shown, there, mask & (present > 0)[..., None]


def targets(hands: Tensor, present: Tensor) -> Tensor:
    """Points relative to their wrists, and wrists relative to the window's mean wrist, in palm lengths."""
    wrist = hands[:, :, :, WRIST, None]
    shape = hands - wrist
    palm = shape[:, :, :, [5, 9, 13, 17]].square().sum(-1).clamp_min(1e-10).sqrt().mean(-1)
    unit = ((palm * present).sum((1, 2)) / present.sum((1, 2)).clamp_min(1)).clamp_min(1e-3)
    weight = present[..., None, None]
    centre = (wrist * weight).sum((1, 2), keepdim=True) / weight.sum((1, 2), keepdim=True).clamp_min(1)
    relative = torch.cat((wrist - centre, shape[:, :, :, 1:]), 3)
    return relative / unit[:, None, None, None, None]


def pretrain(data: Path, out: Path, config: Config) -> dict[str, float]:
    """Pre-trains on every clip that `config` does not hold out, ignoring labels; writes `encoder.pt` to `out`."""
    learn, _ = divide(read_clips(data), config)
    torch.manual_seed(config.seed)
    index = {clip.gloss: 0 for clip in learn}
    steps = sum(1 for _ in range(0, len(epoch_clips(learn, config, 0)) - 1, config.batch))
    run = Run(out, config, Autoencoder(Recogniser(2)), steps)
    loss = 0.0
    while run.epoch < config.epochs:
        loss = _epoch(run, batches(epoch_clips(learn, config, run.epoch), index, config, run.epoch, run.device), steps)
        run.finish_epoch({"loss": loss})
    final = run.average.module
    assert isinstance(final, Autoencoder)  # noqa: S101 - tells the type checker what AveragedModel holds
    kept = {name: weights for name, weights in final.recogniser.state_dict().items() if not name.startswith("head.")}
    torch.save(kept, out / "encoder.pt")
    run.finish(learnt_from=len(learn), loss=loss)
    return {"loss": loss, "epochs": config.epochs, "clips": len(learn)}


def _epoch(run: Run, fed: Iterable[Batch], steps: int) -> float:
    generator = torch.Generator().manual_seed(run.config.seed * 1000 + run.epoch)
    run.model.train()
    losses = []
    bar = tqdm(fed, desc=f"epoch {run.epoch + 1}/{run.config.epochs}", total=steps, file=sys.stderr)
    for (hands, present, anchor), _ in bar:
        shown, there, hidden = hide(hands, present, generator)
        error = (run.model(shown, there, anchor) - targets(hands, present)).abs().mean(-1)
        loss = (error * hidden).sum() / hidden.sum().clamp_min(1)
        run.step(loss)
        losses.append(loss.item())
        bar.set_postfix(loss=f"{np.mean(losses):.3f}")
    return float(np.mean(losses))
