"""The peer: the architecture that won Google's asl-signs competition, trained beside ours on the same folds.

As described by its author: x and y of the landmarks with first and second differences, a causal stack of twice (three
depthwise convolutions of kernel 17 with efficient channel attention, one transformer block), 192 wide, late dropout
0.8, 1.8 million parameters. Like ours, it reads hands; the original had no anchor, so it gets none. Channels come last
and convolutions are (1, k) `Conv2d`s, which are fastest on a CPU.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

from signspan.body.hands import STEPS
from signspan.body.topology import HAND_POINTS
from signspan.train.model import AttentionBlock, SignNetwork

WIDTH, KERNEL, EXPAND, LATE_DROP = 192, 17, 2, 0.8
PEER_FEATURES = 2 * HAND_POINTS * 2 * 3


class PeerFeatures(nn.Module):
    """hands, presence → x, y standardised over the clip, with first and second differences: (B, 32, 252)."""

    def forward(self, hands: Tensor, present: Tensor) -> Tensor:
        seen = present[..., None, None]
        points = hands[..., :2]
        count = (present.sum((1, 2)) * HAND_POINTS).clamp_min(1.0)[:, None]
        mean = (points * seen).sum((1, 2, 3)) / count
        centred = (points - mean[:, None, None, None]) * seen
        spread = (centred.square().sum((1, 2, 3)) / count).clamp_min(1e-8).sqrt()
        flat = (centred / spread[:, None, None, None]).flatten(2)
        first = nnf.pad(flat[:, 1:] - flat[:, :-1], (0, 0, 0, 1))
        second = nnf.pad(flat[:, 2:] - flat[:, :-2], (0, 0, 0, 2))
        return torch.cat((flat, first, second), -1)


class ChannelAttention(nn.Module):
    """Efficient channel attention (Wang et al. 2020): a small convolution over the channels' means."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Conv1d(1, 1, 5, padding=2, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        weights = torch.sigmoid(self.mix(x.mean(1, keepdim=True)))
        return x * weights


class CausalBlock(nn.Module):
    """Expand, causal depthwise convolution, batch norm, channel attention, project, residual."""

    def __init__(self) -> None:
        super().__init__()
        wide = WIDTH * EXPAND
        self.widen = nn.Linear(WIDTH, wide)
        self.depthwise = nn.Conv2d(wide, wide, (1, KERNEL), groups=wide, bias=False)
        self.batch_norm = nn.BatchNorm2d(wide, momentum=0.05)
        self.attend = ChannelAttention()
        self.narrow = nn.Linear(wide, WIDTH)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        y = nnf.silu(self.widen(x)).transpose(1, 2).unsqueeze(2)
        y = self.batch_norm(self.depthwise(nnf.pad(y, (KERNEL - 1, 0)))).squeeze(2).transpose(1, 2)
        mixed: Tensor = x + self.drop(self.narrow(self.attend(y)))
        return mixed


class Peer(SignNetwork):
    """hands, presence → logits (B, classes); the anchor is ignored."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.features = PeerFeatures()
        self.stem = nn.Sequential(nn.Linear(PEER_FEATURES, WIDTH, bias=False), nn.LayerNorm(WIDTH))
        self.position = nn.Parameter(torch.zeros(1, STEPS, WIDTH))
        self.blocks = nn.Sequential(
            *(
                block
                for _ in range(2)
                for block in (CausalBlock(), CausalBlock(), CausalBlock(), AttentionBlock(WIDTH, 4, 0.2))
            )
        )
        self.top = nn.Linear(WIDTH, 2 * WIDTH)
        self.head_drop = nn.Dropout(LATE_DROP)
        self.head = nn.Linear(2 * WIDTH, classes)

    def encode(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:  # noqa: ARG002 - not read
        x = self.blocks(self.stem(self.features(hands, present)) + self.position)
        pooled: Tensor = self.top(x).mean(1)
        return pooled
