from hypothesis import given
from hypothesis import strategies as st

from signspan.events import Word
from signspan.hear.agreement import Agreement


def words(text: str) -> list[Word]:
    return [Word(w, 0, 0, 1) for w in text.split()]


def test_what_two_hypotheses_agree_on_is_committed() -> None:
    agreement = Agreement()
    assert agreement.feed(words("he was")).committed == 0
    heard = agreement.feed(words("He was, not an"))
    assert (heard.committed, heard.text) == (2, "He was, not an")


@given(st.lists(st.lists(st.sampled_from("a b c".split()), max_size=6), max_size=8))
def test_committed_words_never_change(hypotheses: list[list[str]]) -> None:
    agreement, before = Agreement(), []
    for hypothesis in hypotheses:
        heard = agreement.feed(words(" ".join(hypothesis)))
        now = [word.text for word in heard.words[: heard.committed]]
        assert now[: len(before)] == before
        before = now
