from pathlib import Path

import pytest

from signspan.errors import InputError, MissingError
from signspan.measure.tick import bench


def test_a_tick_is_its_parts() -> None:
    timings = bench(repeat=1)
    assert timings["n"] > 10
    assert 0 < timings["gate"]["p50"] < timings["evidence"]["p50"] < timings["tick"]["p50"]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected at least one run, got 0"):
        bench(repeat=0)
    with pytest.raises(MissingError, match="expected the sample book.npz"):
        bench(samples=tmp_path)
