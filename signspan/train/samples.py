"""An epoch's clips and batches of augmented windows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from signspan.body.window import Window
from signspan.corpora.signs import IDLE, Clip
from signspan.train.augment import Augment
from signspan.train.config import Config
from signspan.train.webcam import Webcam

Fed = tuple[Tensor, Tensor, Tensor]  # hands, presence, anchors
Batch = tuple[Fed, Tensor]


def tensors(windows: Sequence[Window], device: str) -> Fed:
    """hands (B, 32, 2, 21, 3), presence (B, 32, 2), anchors (B, 4)."""
    hands, present, anchor = (
        torch.tensor(np.stack([getattr(window, name) for window in windows]), device=device)
        for name in ("hands", "present", "anchor")
    )
    return hands, present, anchor


def epoch_clips(learn: Sequence[Clip], config: Config, epoch: int) -> list[Clip]:
    """The clips of one epoch in order: at most `max_per_gloss` per gloss, drawn anew each time."""
    rng = np.random.default_rng((config.seed, epoch))
    by_gloss: dict[str, list[Clip]] = defaultdict(list)
    for number in rng.permutation(len(learn)):
        clip = learn[number]
        if len(by_gloss[clip.gloss]) < config.max_per_gloss:
            by_gloss[clip.gloss].append(clip)
    chosen = [clip for group in by_gloss.values() for clip in group]
    return [chosen[number] for number in rng.permutation(len(chosen))]


def batches(clips: Sequence[Clip], index: dict[str, int], config: Config, epoch: int, device: str) -> Iterator[Batch]:
    """Augmented windows and their classes; the same seed and epoch give the same ones."""
    rng = np.random.default_rng((config.seed, epoch, 1))
    augment, webcam = Augment(rng, clips, config.in_company), Webcam(rng)
    for start in range(0, len(clips), config.batch):
        windows: list[Window] = []
        truth: list[int] = []
        for clip in clips[start : start + config.batch]:
            chance = 1.0 if clip.gloss == IDLE else rng.random()
            no_sign = chance < config.idle_share + config.across_share
            if not no_sign:
                window = augment(clip)
            else:
                window = augment.idle(clip) if chance < config.idle_share else augment.across(clip)
            windows.append(webcam(window) if config.webcams and rng.random() < config.webcams else window)
            truth.append(0 if no_sign else index[clip.gloss])
        if len(windows) > 1:  # batch normalisation needs two
            yield tensors(windows, device), torch.tensor(truth, device=device)


def share(learn: Sequence[Clip], of_labels: float, seed: int) -> list[Clip]:
    """The given share of the clips, spread over the glosses; a smaller share is a subset of a larger one."""
    turn: Counter[str] = Counter()
    ranked: list[tuple[int, Clip]] = []
    for number in np.random.default_rng(seed).permutation(len(learn)):
        clip = learn[number]
        ranked.append((turn[clip.gloss], clip))
        turn[clip.gloss] += 1
    ranked.sort(key=lambda pair: pair[0])  # stable: every gloss's first clip, then every gloss's second
    return [clip for _, clip in ranked[: max(1, round(of_labels * len(ranked)))]]
