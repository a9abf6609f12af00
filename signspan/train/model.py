"""The isolated-sign recogniser: convolutions for local motion, attention for the long range.

`HandFeatures` computes the network's inputs from hands in image units and is part of the exported graph, so that
training, Python and the browser cannot differ. `Recogniser` first convolves at 32 steps, then alternates self-attention
and convolution at 16; `Exported` averages a window's views: itself and, if time allows, its mirror image.
"""

from typing import Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

from signspan.body.hands import STEPS
from signspan.body.topology import FINGERS, HAND_POINTS

KNUCKLES: Final = [finger[0] if name != "thumb" else finger[1] for name, finger in FINGERS.items()]
TIPS: Final = [finger[3] for finger in FINGERS.values()]
# Triples (before, joint, after) whose angle is a finger's flexion, and pairs of neighbouring tips.
FLEXIONS: Final = [
    triple for finger in FINGERS.values() for triple in ((0, finger[0], finger[1]), finger[0:3], finger[1:4])
]
PLACED: Final = (0, 4, 8, 12, 17)  # points whose place on the body is an input: wrist, three tips, outer knuckle
PER_HAND: Final = HAND_POINTS * 3 + 2 + HAND_POINTS * 2 + 2 + len(FLEXIONS) + 5 + 4 + 2 * len(PLACED)
FEATURES: Final = 2 * PER_HAND + 2 + 5 + 1


PROTOTYPE_WEIGHT: Final = 4.0  # of 2, 4 and 6: with 6, hands that only rest are more often read as a sign


class Prototypes(NamedTuple):
    """`centre` (E,), the mean embedding, and `directions` (C, E), each class's mean less it, of length one."""

    centre: Tensor
    directions: Tensor


class HandFeatures(nn.Module):
    """hands (B, 32, 2, 21, 3), presence (B, 32, 2), anchor (B, 4) → features (B, 32, FEATURES).

    All in palm lengths, except the hands' positions on the body, which are in shoulder widths.
    """

    def forward(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        seen = present[..., None, None]
        wrist = hands[:, :, :, 0:1]
        shape = (hands - wrist) * seen
        palm = shape[:, :, :, [5, 9, 13, 17]].square().sum(-1).clamp_min(1e-10).sqrt().mean(-1)
        unit = (palm * present).sum((1, 2)) / present.sum((1, 2)).clamp_min(1.0)
        unit = unit.clamp_min(1e-3)[:, None, None, None, None]
        shape = shape / unit
        place = wrist[:, :, :, 0, :2]
        weight = present[..., None]
        centre = (place * weight).sum((1, 2), keepdim=True) / weight.sum((1, 2), keepdim=True).clamp_min(1.0)
        place = (place - centre) * weight / unit[..., 0]

        both = (present[:, 1:] * present[:, :-1])[..., None]
        shape_speed = nnf.pad((shape[:, 1:, ..., :2] - shape[:, :-1, ..., :2]).flatten(3) * both, (0, 0, 0, 0, 1, 0))
        place_speed = nnf.pad((place[:, 1:] - place[:, :-1]) * both, (0, 0, 0, 0, 1, 0))

        before, joint, after = (shape[:, :, :, [t[i] for t in FLEXIONS]] for i in range(3))
        flexion = nnf.cosine_similarity(joint - before, after - joint, dim=-1, eps=1e-4) * weight
        tips = shape[:, :, :, TIPS]
        reach = tips.square().sum(-1).clamp_min(1e-10).sqrt() * weight
        spread = (tips[:, :, :, 1:] - tips[:, :, :, :-1]).square().sum(-1).clamp_min(1e-10).sqrt() * weight

        known = anchor[:, 3, None, None, None, None]
        body = (hands[:, :, :, PLACED, :2] - anchor[:, None, None, None, :2]) * known * seen
        body = body / anchor[:, 2, None, None, None, None].clamp_min(0.02)

        hand = torch.cat(
            (shape.flatten(3), place, shape_speed * 2, place_speed * 2, flexion, reach, spread, body.flatten(3)), -1
        )
        pair = present.prod(-1, keepdim=True)
        apart = (place[:, :, 1] - place[:, :, 0]) * pair
        index_tips = place[:, :, :, None] + shape[:, :, :, 8:9, :2]
        tips_apart = (index_tips[:, :, 1, 0] - index_tips[:, :, 0, 0]) * pair
        return torch.cat((hand.flatten(2), present, apart, tips_apart, pair, known[..., 0, 0].expand_as(pair)), -1)


class ConvBlock(nn.Module):
    """Depthwise convolution over time between two pointwise layers, with gating.

    The depthwise part is a (1, k) `Conv2d`: on a CPU torch runs it twice as fast as `Conv1d`.
    """

    def __init__(self, width: int, kernel: int, drop: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.widen = nn.Linear(width, 2 * width)
        self.depthwise = nn.Conv2d(width, width, (1, kernel), padding=(0, kernel // 2), groups=width)
        self.batch_norm = nn.BatchNorm2d(width)
        self.narrow = nn.Linear(width, width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        y = nnf.glu(self.widen(self.norm(x)), dim=-1)
        y = self.batch_norm(self.depthwise(y.transpose(1, 2).unsqueeze(2))).squeeze(2).transpose(1, 2)
        mixed: Tensor = x + self.drop(self.narrow(nnf.silu(y)))
        return mixed


class AttentionBlock(nn.Module):
    """Pre-norm self-attention and a feed-forward layer of twice the width."""

    def __init__(self, width: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.feed = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.SiLU(), nn.Dropout(drop), nn.Linear(2 * width, width)
        )
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        batch, steps, width = x.shape
        q, k, v = self.qkv(self.norm(x)).view(batch, steps, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = nnf.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, steps, width)
        x = x + self.drop(self.out(mixed))
        fed: Tensor = x + self.drop(self.feed(x))
        return fed


class SignNetwork(nn.Module):
    """The network trained on windows: an encoder, dropout, a linear head; hands, presence, anchor → logits
    (B, classes)."""

    head: nn.Linear
    head_drop: nn.Dropout

    def encode(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        """The embedding (B, E)."""
        raise NotImplementedError

    def forward(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        logits: Tensor = self.head(self.head_drop(self.encode(hands, present, anchor)))
        return logits


class Recogniser(SignNetwork):
    """Our network: convolutions for local motion, then attention for the long range."""

    def __init__(self, classes: int, width: int = 192, drop: float = 0.1) -> None:
        super().__init__()
        self.features = HandFeatures()
        self.stem = nn.Sequential(nn.Linear(FEATURES, width), nn.LayerNorm(width))
        self.position = nn.Parameter(torch.zeros(1, STEPS, width))
        self.early = nn.Sequential(*(ConvBlock(width, 7, drop) for _ in range(3)))
        self.late = nn.Sequential(
            *(block for _ in range(2) for block in (AttentionBlock(width, 4, drop), ConvBlock(width, 7, drop)))
        )
        self.norm = nn.LayerNorm(width)
        self.head_drop = nn.Dropout(0.3)
        self.head = nn.Linear(2 * width, classes)

    def steps(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        """Features of every second step: (B, 16, width)."""
        x = self.early(self.stem(self.features(hands, present, anchor)) + self.position)
        batch, steps, width = x.shape
        x = x.view(batch, steps // 2, 2, width).mean(2)  # half the steps are enough for the long range
        seen: Tensor = self.norm(self.late(x))
        return seen

    def encode(self, hands: Tensor, present: Tensor, anchor: Tensor) -> Tensor:
        """The embedding (B, 2 * width): mean and maximum over time."""
        x = self.steps(hands, present, anchor)
        return torch.cat((x.mean(1), x.amax(1)), -1)


class Exported(nn.Module):
    """The exported network: uncalibrated probabilities (B, classes) and unit embeddings (B, E), averaged over V views.

    With prototypes (`train.prototypes`), a class's logit also grows with the cosine between the embedding and the
    class's prototype, both minus the mean embedding: with three or four clips per gloss, the mean adds information to
    the linear head.
    """

    centre: Tensor
    directions: Tensor

    def __init__(self, network: SignNetwork, prototypes: Prototypes | None = None) -> None:
        super().__init__()
        self.network = network
        self.has_prototypes = prototypes is not None
        self.register_buffer("centre", torch.zeros(1) if prototypes is None else prototypes.centre)
        self.register_buffer("directions", torch.zeros(1) if prototypes is None else prototypes.directions)

    def forward(self, hands: Tensor, present: Tensor, anchor: Tensor) -> tuple[Tensor, Tensor]:
        """hands (B, V, 32, 2, 21, 3), presence (B, V, 32, 2), anchors (B, V, 4)."""
        batch, views = hands.shape[:2]
        each = self.network.encode(hands.flatten(0, 1), present.flatten(0, 1), anchor.flatten(0, 1))
        encoded = each.view(batch, views, -1).mean(1)
        logits = self.network.head(encoded)
        embedding = nnf.normalize(encoded, dim=-1)
        if self.has_prototypes:
            logits = logits + PROTOTYPE_WEIGHT * nnf.normalize(embedding - self.centre, dim=-1) @ self.directions.T
        return torch.softmax(logits, -1), embedding


def with_mirror(hands: Tensor, present: Tensor, anchor: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Windows (B, …) as two views each (B, 2, …): as they are, and in a mirror."""
    flip = torch.tensor([-1.0, 1.0, 1.0, 1.0], device=hands.device)
    return (
        torch.stack((hands, hands * flip[:3]), 1),
        torch.stack((present, present), 1),
        torch.stack((anchor, anchor * flip), 1),
    )
