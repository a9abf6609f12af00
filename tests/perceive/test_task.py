"""Runs in `.venv-task` (see the Makefile): the task needs a newer mediapipe than the legacy solution."""

import importlib.metadata
from pathlib import Path

import numpy as np
import pytest

from signspan.body.topology import FACE, POSE
from signspan.errors import MissingError
from signspan.perceive.task import HolisticTask
from signspan.perceive.video import Video

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / ".cache" / "holistic.task"
OLD = importlib.metadata.version("mediapipe") == "0.10.21"


@pytest.mark.skipif(OLD, reason="the Holistic task needs mediapipe 0.10.35: `make test-task` runs this beside it")
def test_the_task_sees_what_the_legacy_solution_saw() -> None:
    legacy = np.load(ROOT / "tests" / "fixtures" / "book.npz")["landmarks"].astype(np.float32)
    with HolisticTask(BUNDLE) as perceiver:
        seen = [perceiver.perceive(f.image, f.at_s) for f in Video(ROOT / "tests" / "fixtures" / "book.mp4")]
    gap = np.abs(np.stack(seen) - legacy)[..., :2]
    assert np.nanmedian(gap[:, FACE]) < 0.005
    assert np.nanmedian(gap[:, POSE]) < 0.01


@pytest.mark.skipif(not OLD, reason="only an old mediapipe needs this")
def test_an_old_mediapipe_is_refused_before_it_can_abort(tmp_path: Path) -> None:
    (tmp_path / "some.task").write_bytes(b"anything")
    with pytest.raises(MissingError, match="needs mediapipe 0.10.35 or later, this is 0.10.21"):
        HolisticTask(tmp_path / "some.task")


def test_a_missing_bundle_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected the task bundle"):
        HolisticTask(tmp_path / "none.task")
