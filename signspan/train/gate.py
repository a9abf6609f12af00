"""The network of `recognise.gate`: signals of ticks → blank's probability and the windows' weights."""

import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

from signspan.recognise.evidence import SIGNALS, SPANS_S

WIDTH, KERNEL, LAYERS = 48, 5, 3  # reach: 1 + 3 * 4 = 13 ticks


class GateNetwork(nn.Module):
    """signals (B, T, 15) → (B, T, 3): blank's probability, then the windows' weights, which sum to one. Causal."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Linear(SIGNALS, WIDTH)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, KERNEL) for _ in range(LAYERS))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 1 + len(SPANS_S))

    def forward(self, signals: Tensor) -> Tensor:
        x = nnf.silu(self.stem(signals))
        for layer, norm in zip(self.layers, self.norms, strict=True):
            y = layer(nnf.pad(x.transpose(1, 2), (KERNEL - 1, 0))).transpose(1, 2)
            x = norm(x + nnf.silu(y))
        outputs = self.head(x)
        return torch.cat((torch.sigmoid(outputs[..., :1]), torch.softmax(outputs[..., 1:], -1)), -1)
