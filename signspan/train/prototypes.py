"""Each class's mean embedding over the training clips, without augmentation."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as nnf

from signspan.body.window import Window, window_of_hands
from signspan.corpora.signs import IDLE, Clip
from signspan.train.augment import Augment
from signspan.train.model import Exported, Prototypes, SignNetwork, with_mirror
from signspan.train.samples import tensors

IDLE_WINDOWS = 400  # as in training: hands at rest, rising and falling
BATCH = 128


def prototypes(network: SignNetwork, learn: Sequence[Clip], index: dict[str, int], seed: int) -> Prototypes:
    """The prototypes of the classes in `index` from the clips `learn`; a class without a clip gets zeros."""
    rng = np.random.default_rng(seed)
    augment = Augment(rng, learn)
    signs = [clip for clip in learn if clip.gloss != IDLE]
    windows = [window_of_hands(clip.hands, clip.anchor) for clip in learn]
    truth = [index[clip.gloss] for clip in learn]
    for number in rng.integers(len(signs), size=IDLE_WINDOWS):
        windows.append(augment.idle(signs[number]))
        truth.append(0)
    embeddings = embed(network, windows)
    centre = embeddings.mean(0)
    sums = torch.zeros(len(index), embeddings.shape[1]).index_add_(0, torch.tensor(truth), embeddings - centre)
    return Prototypes(centre, nnf.normalize(sums, dim=-1))


def embed(network: SignNetwork, windows: Sequence[Window]) -> Tensor:
    """Unit embeddings (n, E), mirror averaged."""
    shipped = Exported(network).eval()
    with torch.no_grad():
        rows = [
            shipped(*with_mirror(*tensors(windows[start : start + BATCH], "cpu")))[1]
            for start in range(0, len(windows), BATCH)
        ]
    return torch.cat(rows)
