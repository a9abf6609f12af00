from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.errors import InputError, MissingError
from signspan.measure.isolated import evaluate, evaluate_folds


@pytest.fixture
def pack(tmp_path: Path, book: BodySequence) -> Path:
    frames = book.landmarks.astype(np.float16)
    np.savez(
        tmp_path / "pack.npz",
        landmarks=np.concatenate([frames, frames]),
        offsets=np.array([0, len(frames), 2 * len(frames)]),
        gloss=np.array(["book", "not a word we know"]),
        signer_id=np.array([1, 2]),
    )
    return tmp_path / "pack.npz"


@pytest.mark.parametrize("vocabulary", ["wlasl100", "wlasl300", "all"])
def test_figures_of_a_pack(pack: Path, vocabulary: str) -> None:
    row = evaluate(pack, vocabulary)
    assert (row["n"], row["skipped"]) == (1, 1)
    assert 0 <= row["top1"] <= row["top5"] <= 1
    assert row["per_signer"]["1"]["n"] == 1
    assert row["ms_per_clip"] > 0


def test_what_is_missing_or_unknown_is_named(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a vocabulary of wlasl100, wlasl300 or all, got wlasl9"):
        evaluate(pack, "wlasl9")
    with pytest.raises(MissingError, match="train isolated --fold 0 makes it"):
        evaluate_folds(pack, tmp_path, "wlasl100")


def test_a_temperature_is_fitted_on_held_out_signers(tmp_path: Path, book: BodySequence) -> None:
    import shutil

    from signspan.measure.temperature import fit
    from signspan.recognise.classifier import WEIGHTS

    frames = book.landmarks[:, np.r_[522:543, 468:489]].reshape(-1, 2, 21, 3)
    steps = np.rint(np.nan_to_num(np.concatenate([frames] * 10)) * np.array([1024, 1024, 512])).astype(np.int32)
    np.savez(
        tmp_path / "pack.npz",
        deltas=np.diff(steps, axis=0, prepend=np.zeros_like(steps[:1])).astype(np.int16),
        missing=np.isnan(np.concatenate([frames] * 10)[:, :, 0, 0]),
        offsets=np.arange(11) * len(frames),
        gloss=np.array(["book", "drink"] * 5),
        signer_id=np.arange(10),
        class_idx=np.array([0, 1] * 5),
        source=np.array(["signschool"] * 10),
    )
    for fold in range(5):
        shutil.copytree(WEIGHTS, tmp_path / f"fold{fold}")
    found = fit(tmp_path / "pack.npz", tmp_path)
    assert found["n"] == 10
    assert 0.2 <= found["temperature"] <= 5
    assert {"ece_before", "ece_after"} < found.keys()
