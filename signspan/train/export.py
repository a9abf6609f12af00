"""Exports trained networks: ONNX files, and the isolated model's labels."""

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from signspan.body.hands import STEPS
from signspan.train.model import Exported
from signspan.train.vocabulary import everyday


def write_onnx(
    network: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dynamic: Mapping[str, Mapping[int, str]],
) -> None:
    """Writes a network as ONNX; `dynamic` names the axes of variable size of each input and output."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about its own deprecation
        torch.onnx.export(
            network.eval(),
            example,
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dynamic,
            opset_version=17,
            dynamo=False,
        )


def export(shipped: Exported, classes: list[str], out: Path) -> None:
    """Writes `isolated.onnx` (hands, present, anchor → probabilities, embedding) and `isolated.json` to `out`.

    The labels' file starts uncalibrated: temperature 1 and cautious thresholds, until `train calibrate` measures them.
    """
    example = (torch.zeros(2, 2, STEPS, 2, 21, 3), torch.ones(2, 2, STEPS, 2), torch.zeros(2, 2, 4))
    inputs, outputs = ("hands", "present", "anchor"), ("probabilities", "embedding")
    dynamic = {name: {0: "batch", 1: "views"} for name in inputs} | {name: {0: "batch"} for name in outputs}
    write_onnx(shipped, example, out / "isolated.onnx", inputs, outputs, dynamic)
    labels = {
        "temperature": 1.0,
        "thresholds": {"sure": 0.6, "in_set": 0.05},
        "vocabularies": {"everyday": everyday(classes)},
        "classes": classes,
    }
    (out / "isolated.json").write_text(json.dumps(labels, indent=1) + "\n")
