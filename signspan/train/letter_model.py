"""The letter model: features of one hand over 15 steps, two temporal convolutions, one look at the middle.

Features and mirror-free normalisation are part of the exported graph (`ExportedLetters`), so that training,
Python and the browser cannot differ.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

from signspan.body.topology import FINGERS, HAND_POINTS
from signspan.recognise.handshape import FOCUS, NONE, STEPS

FLEXIONS: Final = [
    triple for finger in FINGERS.values() for triple in ((0, finger[0], finger[1]), finger[0:3], finger[1:4])
]
TIPS: Final = [finger[3] for finger in FINGERS.values()]
# The position of the thumb's end among the other fingers' joints distinguishes A, S, T, N, M and E.
THUMB: Final = [3, 4]
OTHERS: Final = [point for name, finger in FINGERS.items() if name != "thumb" for point in finger]
PALM: Final = [0, 5, 9, 17]
FEATURES: Final = HAND_POINTS * 3 * 2 + 9 + len(FLEXIONS) + 10 + len(THUMB) * len(OTHERS) + 2 + 3 * 2 + 1


class HandshapeFeatures(nn.Module):
    """hand (B, 15, 21, 3), presence (B, 15) → features (B, 15, FEATURES), in palm lengths."""

    def forward(self, hand: Tensor, present: Tensor) -> Tensor:
        seen = present[..., None, None]
        palm = (hand[:, :, [5, 9, 17]] - hand[:, :, :1]).square().sum(-1).clamp_min(1e-10).sqrt().amax(-1)
        unit = (palm * present).sum(1) / present.sum(1).clamp_min(1.0)
        unit = unit.clamp_min(1e-3)[:, None, None, None]
        middle = hand[:, :, PALM].mean(2, keepdim=True)
        shape = (hand - middle) / unit * seen

        along = nnf.normalize(shape[:, :, 9] - shape[:, :, 0], dim=-1, eps=1e-4)
        across = shape[:, :, 17] - shape[:, :, 5]
        out = nnf.normalize(torch.linalg.cross(along, across), dim=-1, eps=1e-4)
        frame = torch.stack((along, torch.linalg.cross(out, along), out), -1)  # (B, 15, 3, 3), columns the palm's axes
        own = shape @ frame

        before, joint, after = (shape[:, :, [t[i] for t in FLEXIONS]] for i in range(3))
        flexion = nnf.cosine_similarity(joint - before, after - joint, dim=-1, eps=1e-4)
        tips = shape[:, :, TIPS]
        first, second = zip(*[(a, b) for a in range(5) for b in range(a + 1, 5)], strict=True)
        apart = (tips[:, :, list(first)] - tips[:, :, list(second)]).square().sum(-1).clamp_min(1e-10).sqrt()
        thumb = shape[:, :, THUMB, None] - shape[:, :, None, OTHERS]
        thumb = thumb.square().sum(-1).clamp_min(1e-10).sqrt().flatten(2)

        place = (middle[:, :, 0, :2] / unit[..., 0]) * present[..., None]
        weight = present[..., None]
        centre = (place * weight).sum(1, keepdim=True) / weight.sum(1, keepdim=True).clamp_min(1.0)
        place = (place - centre) * weight
        both = (present[:, 1:] * present[:, :-1])[..., None]
        moving = torch.stack((place, *(shape[:, :, tip, :2] + place for tip in (8, 20))), 2)
        speed = nnf.pad((moving[:, 1:] - moving[:, :-1]).flatten(2) * both, (0, 0, 1, 0)) * 3
        features = (shape.flatten(2), own.flatten(2), frame.flatten(2), flexion, apart, thumb)
        return torch.cat((torch.cat(features, -1) * weight, place, speed, weight), -1)


class LetterModel(nn.Module):
    """hand, presence → logits (B, 27)."""

    def __init__(self, width: int = 96, drop: float = 0.25) -> None:
        super().__init__()
        self.features = HandshapeFeatures()
        self.blind = nn.Dropout(0.1)
        self.stem = nn.Sequential(
            nn.Linear(FEATURES, width), nn.LayerNorm(width), nn.SiLU(), nn.Dropout(drop), nn.Linear(width, width)
        )
        self.convolutions = nn.ModuleList(nn.Conv1d(width, width, 5, padding=2) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.drop = nn.Dropout(drop)
        self.head = nn.Sequential(nn.Linear(4 * width, width), nn.SiLU(), nn.Dropout(drop), nn.Linear(width, NONE + 1))

    def forward(self, hand: Tensor, present: Tensor) -> Tensor:
        x = self.stem(self.blind(self.features(hand, present)))
        now = x[:, FOCUS - 1 : FOCUS + 2].mean(1)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = x + self.drop(nnf.silu(convolution(norm(x).transpose(1, 2)).transpose(1, 2)))
        logits: Tensor = self.head(torch.cat((now, x[:, FOCUS], x.mean(1), x.amax(1)), -1))
        return logits


class ExportedLetters(nn.Module):
    """The exported network: calibrated probabilities (B, 27)."""

    def __init__(self, model: LetterModel, temperature: float) -> None:
        super().__init__()
        self.model = model
        self.temperature = temperature

    def forward(self, hand: Tensor, present: Tensor) -> Tensor:
        return torch.softmax(self.model(hand, present) / self.temperature, -1)


EXAMPLE: Final = (torch.zeros(1, STEPS, HAND_POINTS, 3), torch.ones(1, STEPS))
