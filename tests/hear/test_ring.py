import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from signspan.hear.ring import Ring


@given(st.lists(st.integers(0, 25), max_size=20))
def test_it_holds_the_newest_in_order_and_counts_the_rest(lengths: list[int]) -> None:
    ring, pushed = Ring(16), 0
    for length in lengths:
        ring.push(np.arange(pushed, pushed + length, dtype=np.float32))
        pushed += length
    kept = min(pushed, 16)
    assert ring.view().tolist() == list(range(pushed - kept, pushed))
    assert ring.lost == pushed - kept


def test_dropping_forgets_the_oldest() -> None:
    ring = Ring(4)
    ring.push(np.arange(4, dtype=np.float32))
    ring.drop(3)
    assert ring.view().tolist() == [3]
