from pathlib import Path

import pytest

from signspan.errors import InputError, MissingError
from signspan.measure.tick import READS_MS, bench


def test_frames_and_pauses_are_told_apart() -> None:
    timings = bench(repeat=1)
    assert timings["n"] > 10
    assert 0 < timings["frame"]["p50"] < READS_MS < timings["pause"]["p50"]
    assert timings["second"] > 0


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected at least one run, got 0"):
        bench(repeat=0)
    with pytest.raises(MissingError, match="expected the sample book.npz"):
        bench(samples=tmp_path)
