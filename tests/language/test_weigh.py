import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.events import Alternative
from signspan.language.signed import Signed
from signspan.language.weigh import Weigher
from signspan.measure.unclear import evaluate

TEA = Signed("tree", (), (Alternative("tree", 0.45), Alternative("tea", 0.4)))
WANT = [Signed("i"), Signed("want"), Signed("drink")]


def test_what_is_drunk_is_tea() -> None:
    assert [sign.gloss for sign in Weigher.load().choose([*WANT, TEA])] == ["i", "want", "drink", "tea"]


def test_what_was_just_talked_about_is_likelier() -> None:
    weigher = Weigher.load()
    alone, asked = (weigher.weigh([TEA], 0, recent)[1].probability for recent in ((), ("YOU", "WANT", "TEA")))
    assert asked > alone


def test_a_certain_sign_stands_whatever_is_around_it() -> None:
    certain = Signed("tree", (), (Alternative("tree", 0.9), Alternative("tea", 0.05)))
    assert Weigher.load().choose([*WANT, certain])[-1].gloss == "tree"


def test_weighing_helps_on_sentences_that_were_not_counted() -> None:
    found = evaluate()
    assert found["n"] > 500
    assert found["weighed"] > found["recogniser"] + 0.05
    assert found["spoilt"] < 0.05


@given(
    st.lists(
        st.lists(
            st.tuples(st.text(max_size=9), st.floats(0, 1)), min_size=1, max_size=4, unique_by=lambda option: option[0]
        ),
        max_size=5,
    )
)
def test_only_what_the_recogniser_offered_is_chosen(rows: list[list[tuple[str, float]]]) -> None:
    signs = [Signed(row[0][0], (), tuple(Alternative(*option) for option in row)) for row in rows]
    for sign, chosen in zip(signs, Weigher.load().choose(signs), strict=True):
        assert chosen.gloss in {option.gloss for option in sign.alternatives}
    for at, sign in enumerate(signs):
        weighed = Weigher.load().weigh(signs, at)
        assert [option.gloss for option in weighed] == [option.gloss for option in sign.alternatives]
        assert sum(option.probability for option in weighed) == pytest.approx(1)
