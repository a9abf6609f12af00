from hypothesis import given
from hypothesis import strategies as st

from signspan.events import Word
from signspan.hear.agreement import Agreement


def words(text: str) -> list[Word]:
    return [Word(w, 0, 0, 1) for w in text.split()]


def test_what_two_hypotheses_agree_on_is_committed() -> None:
    agreement = Agreement()
    assert agreement.feed(words("he was"), 1).committed == 0
    heard = agreement.feed(words("He was. not an"), 2)
    assert (heard.committed, heard.text) == (2, "He was not an")


def test_a_full_stop_in_the_middle_of_a_sentence_goes() -> None:
    agreement = Agreement()
    agreement.feed(words("He was not."), 1)
    agreement.feed(words("He was not."), 2)
    assert agreement.feed(words("He was not. an ill man."), 3).text == "He was not an ill man."
    assert Agreement().feed(words("At 5 p.m. tomorrow. He goes."), 3).text == "At 5 p.m. tomorrow. He goes."


def test_a_word_that_whisper_doubts_needs_three_hypotheses() -> None:
    agreement, howdy = Agreement(), [Word("Howdy", 0, 0.4, 0.5), Word("Mary", 0.4, 0.8, 0.9)]
    assert [agreement.feed(howdy, 2).committed for _ in range(3)] == [0, 0, 2]


def test_what_is_committed_stays_though_later_hypotheses_say_otherwise_and_nothing_is_said_twice() -> None:
    agreement = Agreement()
    agreement.feed(words("Howdy Mary to"), 2)
    agreement.feed(words("Howdy Mary to more"), 2)
    heard = agreement.feed(words("Had he married a more amiable woman"), 3)
    assert heard.text.startswith("Howdy Mary to")
    assert heard.text.endswith("amiable woman")
    assert heard.text.count("more") == 1


def test_a_word_at_the_very_end_may_be_half_a_word() -> None:
    agreement, cold = Agreement(), [Word("cold", 0.0, 1.0, 1)]
    assert agreement.feed(cold, 1.1).committed == 0
    assert agreement.feed(cold, 1.2).committed == 0
    assert agreement.feed(cold, 1.4).committed == 1


@given(st.lists(st.lists(st.sampled_from("a b c".split()), max_size=6), max_size=8))
def test_committed_words_never_change(hypotheses: list[list[str]]) -> None:
    agreement, before = Agreement(), []
    for hypothesis in hypotheses:
        heard = agreement.feed(words(" ".join(hypothesis)), 1)
        now = [word.text for word in heard.words[: heard.committed]]
        assert now[: len(before)] == before
        before = now
