"""From a trained recogniser to what ships: one ONNX file and its labels."""

import json
import warnings
from pathlib import Path

import torch

from signspan.body.hands import STEPS
from signspan.train.model import Exported, Recogniser


def export(model: Recogniser, classes: list[str], out: Path, temperature: float = 1.0) -> None:
    """Writes `isolated.onnx` (hands, present → probabilities) and `isolated.json` (classes, temperature) to `out`."""
    shipped = Exported(model, temperature).eval()
    example = (torch.zeros(1, STEPS, 2, 21, 3), torch.ones(1, STEPS, 2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about its own deprecation
        torch.onnx.export(
            shipped,
            example,
            str(out / "isolated.onnx"),
            input_names=["hands", "present"],
            output_names=["probabilities"],
            dynamic_axes={"hands": {0: "batch"}, "present": {0: "batch"}, "probabilities": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    (out / "isolated.json").write_text(json.dumps({"classes": classes, "temperature": temperature}, indent=1) + "\n")
