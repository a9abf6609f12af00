"""Initial and teacher weights of a training: `encoder.pt` of `pretrain`, `checkpoint.pt` of a run."""

import sys
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from tqdm import tqdm

from signspan.errors import FormatError, MissingError


def begin(model: torch.nn.Module, path: Path) -> None:
    """Initialises `model` from the weights at `path`; those of another shape stay new, and stderr names them.

    Raises `MissingError` if there is no file and `FormatError` if nothing fits.
    """
    kept = _read(path)
    own = model.state_dict()
    fitting = {name: kept[name] for name in own if name in kept and kept[name].shape == own[name].shape}
    if not fitting:
        raise FormatError(f"expected weights of this network in {path}, got none that fit")
    if new := [name for name in own if name not in fitting]:
        tqdm.write(f"from {path}: {len(fitting)} weights; new: {', '.join(new)}", file=sys.stderr)
    model.load_state_dict(fitting, strict=False)


def resemble(model: torch.nn.Module, path: Path) -> None:
    """Loads the model at `path` into `model`.

    Raises `MissingError` if there is no file and `FormatError` if it holds another network.
    """
    try:
        model.load_state_dict(_read(path))
    except RuntimeError as error:
        raise FormatError(f"expected a network of the same form and classes in {path}") from error


def _read(path: Path) -> dict[str, Tensor]:
    """A network's weights by name; for a run, those of the moving average."""
    if not path.is_file():
        raise MissingError(f"expected weights at {path}")
    kept: dict[str, Any] = torch.load(path, weights_only=True)
    if "average" not in kept:
        return kept
    average = {name.removeprefix("module."): weights for name, weights in kept["average"].items()}
    return {name: weights for name, weights in average.items() if name != "n_averaged"}
