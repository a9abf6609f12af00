"""What is minimised, on small tensors whose loss is known."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which this environment lacks")

import torch
from torch.nn import functional as nnf

from signspan.errors import FormatError, MissingError
from signspan.train.config import Config
from signspan.train.model import Recogniser
from signspan.train.objective import TEACHER_SHARE, Objective
from signspan.train.samples import Fed
from signspan.train.weights import resemble

CLASSES = 5


@pytest.fixture
def fed() -> Fed:
    """Four windows, each of them all of one number, so that a span tells whose it is."""
    hands = torch.arange(1.0, 5)[:, None, None, None, None].expand(4, 32, 2, 21, 3).clone()
    return hands, torch.ones(4, 32, 2), torch.zeros(4, 4)


def test_plain_is_cross_entropy_with_smoothing() -> None:
    torch.manual_seed(0)
    logits, truth = torch.randn(6, CLASSES), torch.tensor([0, 1, 2, 3, 4, 0])
    target = nnf.one_hot(truth, CLASSES).float()
    wanted = nnf.cross_entropy(logits, truth, label_smoothing=0.1)
    assert Objective(Config(), CLASSES)(logits, target) == pytest.approx(wanted.item(), rel=1e-5)


def test_focal_loss_cares_less_for_what_is_known() -> None:
    known, unsure = torch.tensor([[6.0, 0, 0, 0, 0]]), torch.tensor([[0.5, 0, 0, 0, 0]])
    target = nnf.one_hot(torch.tensor([0]), CLASSES).float()
    plain, focal = Objective(Config(), CLASSES), Objective(Config(focal=2.0), CLASSES)
    assert focal(known, target) / plain(known, target) < 0.01 * focal(unsure, target) / plain(unsure, target)


def test_mixing_counts_a_class_by_its_share_of_time(fed: Fed) -> None:
    objective = Objective(Config(mixing=1.0), CLASSES)
    rng = np.random.default_rng(3)
    mixed_some = 0
    for _ in range(10):
        (hands, present, _), target = objective.prepare(fed, torch.tensor([0, 1, 2, 3]), rng)
        for row in range(4):
            shares = torch.bincount(hands[row, :, 0, 0, 0].long() - 1, minlength=CLASSES) / 32
            assert torch.allclose(target[row], shares)
            mixed_some += int((shares > 0).sum() == 2)
        assert present.shape == (4, 32, 2)
    assert mixed_some > 15
    assert torch.equal(fed[0][:, 0, 0, 0, 0], torch.arange(1.0, 5))  # what came in is left as it was


def test_a_teacher_says_half_of_the_target(fed: Fed, tmp_path: Path) -> None:
    torch.manual_seed(1)
    teacher = Recogniser(CLASSES)
    said = torch.softmax(teacher.eval()(*fed), -1).detach()
    objective = Objective(Config(), CLASSES, teacher.train())
    _, target = objective.prepare(fed, torch.tensor([0, 1, 2, 3]), np.random.default_rng(0))
    wanted = (1 - TEACHER_SHARE) * nnf.one_hot(torch.tensor([0, 1, 2, 3]), CLASSES) + TEACHER_SHARE * said
    assert torch.allclose(target, wanted, atol=1e-6)
    torch.save(teacher.state_dict(), tmp_path / "teacher.pt")
    twin = Recogniser(CLASSES)
    resemble(twin, tmp_path / "teacher.pt")
    assert torch.equal(twin.head.weight, teacher.head.weight)
    with pytest.raises(FormatError, match="same form and classes"):
        resemble(Recogniser(CLASSES + 1), tmp_path / "teacher.pt")
    with pytest.raises(MissingError, match="expected weights at"):
        resemble(twin, tmp_path / "none.pt")
