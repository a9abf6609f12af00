"""An exported network comes back trainable, and says what it said."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from signspan.errors import FormatError, MissingError
from signspan.recognise.classifier import WEIGHTS
from signspan.train.export import export
from signspan.train.model import Exported, Recogniser
from signspan.train.shipped import read_onnx, unfold

CLASSES = ["<idle>", "book", "drink"]


def windows(count: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(3)
    return torch.rand(count, 32, 2, 21, 3), torch.ones(count, 32, 2), torch.tensor([[0.5, 0.4, 0.3, 1.0]] * count)


@pytest.fixture
def trained(tmp_path: Path) -> Recogniser:
    """A network whose normalisations have seen something, and its export in `tmp_path`."""
    torch.manual_seed(1)
    network = Recogniser(len(CLASSES))
    for weights in network.parameters():  # none like another: the export keeps equal ones once
        weights.data += 0.05 * torch.randn(weights.shape)
    network.train()(*windows(8))
    export(Exported(network.eval()), CLASSES, tmp_path)
    return network.eval()


def test_it_says_what_it_said_and_unfolding_changes_nothing(trained: Recogniser, tmp_path: Path) -> None:
    again = Recogniser(len(CLASSES))
    again.load_state_dict(read_onnx(again, tmp_path / "isolated.onnx", CLASSES))
    fed = windows(4)
    with torch.no_grad():
        said = trained(*fed)
        torch.testing.assert_close(again.eval()(*fed), said, atol=1e-4, rtol=1e-3)
        unfold(again, [windows(8)])
        torch.testing.assert_close(again.eval()(*fed), said, atol=1e-4, rtol=1e-3)
        assert abs(float(again.early[0].batch_norm.running_mean.mean())) > 0


def test_classes_keep_their_rows_wherever_they_are_and_new_ones_know_nothing(
    trained: Recogniser, tmp_path: Path
) -> None:
    more = ["<idle>", "apple", "drink", "book"]
    again = Recogniser(len(more))
    again.load_state_dict(read_onnx(again, tmp_path / "isolated.onnx", more))
    fed = windows(4)
    with torch.no_grad():
        said, now = trained(*fed), again.eval()(*fed)
    torch.testing.assert_close(now[:, [0, 3, 2]], said, atol=1e-4, rtol=1e-3)
    assert (now[:, 1] == trained.head.bias.min()).all()


def test_the_shipped_weights_can_be_trained_on() -> None:
    classes = json.loads((WEIGHTS / "isolated.json").read_text())["classes"]
    network = Recogniser(len(classes))
    network.load_state_dict(read_onnx(network, WEIGHTS / "isolated.onnx", classes))


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected weights at"):
        read_onnx(Recogniser(3), tmp_path / "none.onnx", CLASSES)
    (tmp_path / "text.onnx").write_text("no network")
    with pytest.raises(FormatError, match="expected"):
        read_onnx(Recogniser(3), tmp_path / "text.onnx", CLASSES)
    with pytest.raises(FormatError, match="another|other shapes"):
        read_onnx(Recogniser(27), WEIGHTS / "letters.onnx", CLASSES)
