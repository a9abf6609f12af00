from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from signspan.measure.wer import matches, word_errors

WORDS = st.lists(st.sampled_from("a b c".split()), max_size=7)


def test_substitution_deletion_and_insertion_each_count_once() -> None:
    said = "he was not a young man".split()
    assert word_errors(said, said) == 0
    assert word_errors(said, "he was not a young ham".split()) == 1
    assert word_errors(said, "he was a young man".split()) == 1
    assert word_errors(said, "he was not a very young man".split()) == 1


@given(WORDS, WORDS)
def test_what_matches_is_the_same_word_in_order_and_the_rest_are_errors(wanted: list[str], found: list[str]) -> None:
    pairs = matches(wanted, found)
    assert all(wanted[a] == found[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert max(len(wanted), len(found)) - len(pairs) <= word_errors(wanted, found)
    assert word_errors(wanted, found) <= len(wanted) + len(found) - 2 * len(pairs)
