import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.errors import MissingError
from signspan.measure.held_out import (
    calibrate,
    conformal_threshold,
    fit_temperature,
    reliability,
    softmax,
    sure_threshold,
)
from signspan.recognise.classifier import WEIGHTS


@pytest.fixture
def answers() -> tuple[np.ndarray, np.ndarray]:
    """Logits (4000, 12) and truths drawn from them: a forecaster that is calibrated by its making."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 12))
    return logits, np.array([rng.choice(12, p=row) for row in softmax(logits)])


def test_overconfidence_is_undone(answers: tuple[np.ndarray, np.ndarray]) -> None:
    logits, truth = answers
    assert fit_temperature(logits, truth) == pytest.approx(1, abs=0.12)
    assert fit_temperature(logits * 3, truth) == pytest.approx(3, abs=0.36)


def test_sets_hold_the_truth_as_often_as_promised(answers: tuple[np.ndarray, np.ndarray]) -> None:
    logits, truth = answers
    found = softmax(logits)
    threshold = conformal_threshold(found[:2000], truth[:2000])
    held = found[np.arange(2000, 4000), truth[2000:]] >= threshold
    assert held.mean() == pytest.approx(0.9, abs=0.02)


def test_what_is_said_surely_is_right_nine_times_of_ten(answers: tuple[np.ndarray, np.ndarray]) -> None:
    logits, truth = answers
    found = softmax(logits)
    sure = found.max(axis=1) >= sure_threshold(found, truth)
    assert (found.argmax(axis=1) == truth)[sure].mean() >= 0.9
    assert sure_threshold(np.full((100, 2), 0.5), np.ones(100, int)) == 1.0


def test_every_clip_is_in_one_bin(answers: tuple[np.ndarray, np.ndarray]) -> None:
    logits, truth = answers
    rows = reliability(softmax(logits), truth)
    assert sum(row["n"] for row in rows) == len(truth)
    assert all(row["right"] == pytest.approx(row["sure"], abs=0.1) for row in rows if row["n"] > 300)


def test_a_pack_calibrates_the_weights(tmp_path: Path, book: BodySequence) -> None:
    frames = book.landmarks[:, np.r_[522:543, 468:489]].reshape(-1, 2, 21, 3)
    steps = np.rint(np.nan_to_num(np.concatenate([frames] * 20)) * np.array([1024, 1024, 512])).astype(np.int32)
    np.savez(
        tmp_path / "pack.npz",
        deltas=np.diff(steps, axis=0, prepend=np.zeros_like(steps[:1])).astype(np.int16),
        missing=np.isnan(np.concatenate([frames] * 20)[:, :, 0, 0]),
        offsets=np.arange(21) * len(frames),
        gloss=np.array(["book", "drink"] * 10),
        signer_id=np.arange(20),
        class_idx=np.array([0, 1] * 10),
        source=np.array(["signschool"] * 20),
    )
    for fold in range(5):
        shutil.copytree(WEIGHTS, tmp_path / f"fold{fold}")
    report = calibrate(tmp_path / "pack.npz", tmp_path, tmp_path / "fold0")
    assert (report["n"], report["n_measured"]) == (10, 10)
    kept = json.loads((tmp_path / "fold0" / "isolated.json").read_text())
    assert kept["temperature"] == report["temperature"]
    assert kept["thresholds"] == {"sure": report["sure"], "in_set": report["in_set"]}
    with pytest.raises(MissingError, match="expected isolated.json"):
        calibrate(tmp_path / "pack.npz", tmp_path, tmp_path)
