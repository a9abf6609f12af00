"""What a training step minimises: cross entropy with soft targets, modified by focal loss, mixing and a teacher.

- Focal loss weighs each sample by (1 - p)^gamma, p being what the target's classes get (Lin et al. 2017).
- Mixing gives a sample a span of time of another, whose class counts by the span's length (CutMix, Yun et
  al. 2019, along time instead of the picture).
- A teacher is an earlier run of the same network: what it says of the very same window is blended with the
  label (born-again networks, Furlanello et al. 2018).
"""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as nnf

from signspan.train.config import Config
from signspan.train.model import SignNetwork
from signspan.train.samples import Fed

TEACHER_SHARE = 0.5  # the teacher's share of the target


class Objective:
    """The loss of one training; `teacher` is a frozen network with the same classes."""

    def __init__(self, config: Config, classes: int, teacher: SignNetwork | None = None) -> None:
        self.config = config
        self.classes = classes
        self.teacher = None if teacher is None else teacher.eval().requires_grad_(False)

    def prepare(self, fed: Fed, truth: Tensor, rng: np.random.Generator) -> tuple[Fed, Tensor]:
        """The network's inputs, and the target (B, classes), whose rows sum to 1."""
        target = nnf.one_hot(truth, self.classes).to(torch.float32)
        if rng.random() < self.config.mixing:
            fed, target = _mixed(fed, target, rng)
        if self.teacher is not None:
            with torch.no_grad():
                said = torch.softmax(self.teacher(*fed), -1)
            target = (1 - TEACHER_SHARE) * target + TEACHER_SHARE * said
        return fed, target

    def __call__(self, logits: Tensor, target: Tensor) -> Tensor:
        """The mean loss of logits (B, classes)."""
        each = nnf.cross_entropy(logits, target, label_smoothing=self.config.smoothing, reduction="none")
        if self.config.focal:
            right = (torch.softmax(logits, -1) * target).sum(-1)
            each = (1 - right) ** self.config.focal * each
        return each.mean()


def _mixed(fed: Fed, target: Tensor, rng: np.random.Generator) -> tuple[Fed, Tensor]:
    """Every sample with one time span from another, the same span for all."""
    hands, present, anchor = fed
    steps = hands.shape[1]
    length = int(rng.integers(1, steps // 2 + 1))
    start = int(rng.integers(0, steps - length + 1))
    order = torch.as_tensor(rng.permutation(len(hands)), device=hands.device)
    hands, present = hands.clone(), present.clone()
    span = slice(start, start + length)
    hands[:, span], present[:, span] = fed[0][order, span], fed[1][order, span]
    share = length / steps
    return (hands, present, anchor), (1 - share) * target + share * target[order]
