"""A trainable network from an exported one, to go on from what ships.

The export folds each batch normalisation into the convolution before it, and turns linear layers into products with
transposed, nameless weights in the order of the graph. Both are undone here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from signspan.errors import FormatError, MissingError
from signspan.train.model import ConvBlock, SignNetwork
from signspan.train.samples import Fed

PREFIX = "network."  # of the network's weights within `train.model.Exported`


def read_onnx(model: SignNetwork, path: Path, classes: Sequence[str]) -> dict[str, Tensor]:
    """The weights of an exported network by the names of `model`, its normalisations doing nothing.

    The head's rows are moved to where `classes` has them; a class that the network did not know begins as its least
    likely one. Raises `MissingError` where there is no file and `FormatError` where it holds another network.
    """
    if not path.is_file():
        raise MissingError(f"expected weights at {path}")
    try:
        graph = onnx.load(str(path)).graph
    except Exception as error:  # onnx and protobuf raise errors of many kinds
        raise FormatError(f"expected an exported network in {path.name}") from error
    found = {each.name: torch.tensor(numpy_helper.to_array(each)) for each in graph.initializer}
    own = model.state_dict()
    weights = {name: found[PREFIX + name] for name in own if PREFIX + name in found}
    products, convolutions = (_in_order(found, kind) for kind in ("MatMul", "Conv"))
    linear = [f"{name}.weight" for name, layer in model.named_modules() if isinstance(layer, nn.Linear)]
    linear = [name for name in linear if name not in weights]
    blocks = [name for name, block in model.named_modules() if isinstance(block, ConvBlock)]
    if len(products) < len(linear) or len(convolutions) != 2 * len(blocks):
        raise FormatError(f"expected the weights of this network in {path.name}, got those of another")
    weights |= {name: product.T.contiguous() for name, product in zip(linear, products, strict=False)}
    for block, (weight, bias) in zip(blocks, zip(convolutions[::2], convolutions[1::2], strict=True), strict=True):
        norm = f"{block}.batch_norm"
        ones, zeros = torch.ones_like(bias), torch.zeros_like(bias)
        weights |= {f"{block}.depthwise.weight": weight, f"{block}.depthwise.bias": bias}
        weights |= {f"{norm}.weight": ones, f"{norm}.bias": zeros, f"{norm}.running_mean": zeros}
        weights[f"{norm}.running_var"] = ones - 1e-5  # what a normalisation adds to it
        weights[f"{norm}.num_batches_tracked"] = torch.tensor(0)
    weights |= _head(weights, classes, path)
    if any(own[name].shape != weight.shape for name, weight in weights.items()):
        raise FormatError(f"expected the weights of this network in {path.name}, got other shapes")
    return weights


@torch.no_grad()
def unfold(model: nn.Module, batches: Iterable[Fed]) -> None:
    """Gives normalisations that do nothing the statistics of what passes through them, which changes no output."""
    norms = [layer for layer in model.modules() if isinstance(layer, nn.BatchNorm2d)]
    seen: dict[nn.Module, list[Tensor]] = {norm: [] for norm in norms}

    def keep(norm: nn.Module, inputs: tuple[Tensor, ...], _: Tensor) -> None:
        seen[norm].append(inputs[0].transpose(0, 1).flatten(1))

    handles = [norm.register_forward_hook(keep) for norm in norms]
    model.eval()
    for fed in batches:
        model(*fed)
    for handle in handles:
        handle.remove()
    for norm in norms:
        passed = torch.cat(seen[norm], dim=1)
        mean, var = passed.mean(1), passed.var(1, unbiased=False)
        norm.running_mean, norm.running_var = mean.clone(), var.clone()
        norm.weight.copy_((var + norm.eps).sqrt())
        norm.bias.copy_(mean)


def _head(weights: Mapping[str, Tensor], classes: Sequence[str], path: Path) -> dict[str, Tensor]:
    known = json.loads((path.parent / "isolated.json").read_text())["classes"]
    weight, bias = weights["head.weight"], weights["head.bias"]
    moved_weight = torch.zeros(len(classes), weight.shape[1])
    moved_bias = torch.full((len(classes),), float(bias.min()))
    for number, gloss in enumerate(classes):
        if gloss in known:
            moved_weight[number], moved_bias[number] = weight[known.index(gloss)], bias[known.index(gloss)]
    return {"head.weight": moved_weight, "head.bias": moved_bias}


def _in_order(found: dict[str, Tensor], kind: str) -> list[Tensor]:
    names = (name for name in found if name.startswith(f"onnx::{kind}_"))
    return [found[name] for name in sorted(names, key=lambda name: int(name.rpartition("_")[2]))]
