from hypothesis import given
from hypothesis import strategies as st

from signspan.corpora.folds import signer_folds


@given(st.lists(st.sampled_from([f"s{n}" for n in range(12)]), min_size=5, max_size=200))
def test_nobody_is_in_two_folds_and_none_is_overfull(signers: list[str]) -> None:
    folds = signer_folds(signers)
    assert folds.keys() == set(signers)
    load = [sum(folds[s] == f for s in signers) for f in range(5)]
    largest = max(signers.count(s) for s in signers)
    assert max(load) - min(load) <= largest


def test_the_same_signers_always_fall_the_same_way() -> None:
    assert signer_folds(["b", "a", "c"] * 3) == signer_folds(["c", "b", "a"] * 3)
