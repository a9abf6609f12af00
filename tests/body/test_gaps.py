import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.body.gaps import fill_gaps, gate
from signspan.errors import FormatError


def track(values: list[float | None]) -> np.ndarray:
    row = np.array([np.nan if v is None else v for v in values], np.float32)
    return np.repeat(row[:, None, None], 3, axis=2)


def test_a_short_gap_is_a_straight_line() -> None:
    filled = fill_gaps(track([0, None, None, 3]), longest=2)
    assert filled[:, 0, 0].tolist() == [0, 1, 2, 3]


def test_long_gaps_and_ends_stay_missing() -> None:
    filled = fill_gaps(track([None, 1, None, None, None, 5, None]), longest=2)
    assert np.isnan(filled[[0, 2, 3, 4, 6]]).all()


@given(st.lists(st.one_of(st.none(), st.floats(-5, 5, width=32)), min_size=1, max_size=30), st.integers(0, 8))
def test_filling_invents_nothing_outside_its_neighbours(values: list[float | None], longest: int) -> None:
    before = track(values)
    after = fill_gaps(before, longest)
    seen = np.isfinite(before)
    assert (after[seen] == before[seen]).all()
    known = [v for v in values if v is not None]
    if known:
        filled = after[np.isfinite(after)]
        assert filled.min() >= min(known) - 1e-4
        assert filled.max() <= max(known) + 1e-4


def test_gating_hides_what_is_not_believed() -> None:
    points = np.ones((2, 3), np.float32)
    gated = gate(points, np.array([0.9, 0.1], np.float32))
    assert np.isfinite(gated[0]).all()
    assert np.isnan(gated[1]).all()
    with pytest.raises(FormatError, match=r"expected confidence \(2,\), got \(3,\)"):
        gate(points, np.ones(3, np.float32))
