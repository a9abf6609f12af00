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


@pytest.mark.parametrize("vocabulary", ["wlasl100", "everyday", "all"])
def test_figures_of_a_pack(pack: Path, vocabulary: str) -> None:
    row = evaluate(pack, vocabulary)
    assert (row["n"], row["skipped"]) == (1, 1)
    assert 0 <= row["top1"] <= row["top5"] <= 1
    assert row["per_signer"]["pack-1"]["n"] == 1
    assert row["ms_per_clip"] > 0


def test_what_is_missing_or_unknown_is_named(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(
        InputError,
        match="expected a vocabulary of wlasl100, wlasl300, wlasl1000, wlasl2000, everyday or all, got wlasl9",
    ):
        evaluate(pack, "wlasl9")
    with pytest.raises(MissingError, match="train isolated --fold 0 makes it"):
        evaluate_folds(pack, tmp_path, "wlasl100")
