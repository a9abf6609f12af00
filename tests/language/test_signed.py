from signspan.events import Alternative
from signspan.language.signed import Signed


def test_a_sign_is_certain_and_unmarked_unless_it_says_so() -> None:
    assert Signed("BOOK") == Signed("BOOK", (), ())
    unsure = Signed("TEA", ("brows-raised",), (Alternative("TEA", 0.6), Alternative("TREE", 0.4)))
    assert [option.gloss for option in unsure.alternatives] == ["TEA", "TREE"]
    assert len({Signed("BOOK"), Signed("BOOK"), unsure}) == 2  # a value: equal signs are one
