"""Nothing is invented, nothing is lost unseen: every word of the text is in a token or among the unsigned."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import InputError, LimitError, SignspanError
from signspan.language.discourse import Discourse
from signspan.language.glosser import Glossed, gloss, gloss_after
from signspan.language.parser import MAX_CHARACTERS

CONTENT = """dog house run teacher blue happy bank river Anna London seven twenty-two quickly never again always keep
computer fall light can left right mean like watch spring beautiful bigger best went children glasses wug zorgle
whatever nothing nobody Monday tomorrow $5 10% e-mail café""".split()
FUNCTION = """the a to of is are do have has will if when because and but or not no who what that which he she it they
my your in on at , . ? ! ; " ( ) - <b> </b> &amp; n't 's""".split()


def left_over(text: str, sentences: list[Glossed]) -> set[str]:
    """Content words of `text` that no token and no unsigned word tells of."""
    sources = [unit.source for glossed in sentences for unit in glossed.units]
    sources += [word.source for glossed in sentences for word in glossed.unsigned]
    glosses = [unit.gloss for glossed in sentences for unit in glossed.units]
    seen = set(re.findall(r"\w+", " ".join([*sources, *glosses]).lower()))
    return {word for word in re.findall(r"\w+", text.lower()) if word not in seen}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(CONTENT + FUNCTION), min_size=1, max_size=14))
def test_no_word_is_lost_in_any_arrangement(words: list[str]) -> None:
    text = " ".join(words)
    try:
        sentences, _ = gloss_after(text, Discourse())
    except InputError:
        assert not any(word in CONTENT for word in words)
    else:
        assert left_over(re.sub(r"</?b>|&amp;", " ", text), sentences) == set()


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="latin-1"), max_size=80))
def test_no_word_of_any_western_text_is_lost(text: str) -> None:
    try:
        sentences, _ = gloss_after(text, Discourse())
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        tokens = [token for glossed in sentences for token in glossed.plan.tokens]
        assert all(token.gloss and token.gloss == token.gloss.upper() for token in tokens)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CONTENT), min_size=1, max_size=10))
def test_nothing_is_signed_that_was_not_said(words: list[str]) -> None:
    said = {word.lower() for word in words}
    for glossed in gloss_after(" ".join(words), Discourse())[0]:
        for unit in glossed.units:
            # what has no word of its own is the degree of an adjective, in the same breath as its word
            assert unit.source or unit.gloss in {"MORE", "MOST"}
            assert all(part in " ".join(said) for part in unit.source.lower().split())


@pytest.mark.slow
def test_five_thousand_words_are_signed_or_refused_with_the_limit() -> None:
    long = "My sister wants two books. " * 1000
    with pytest.raises(LimitError, match=f"at most {MAX_CHARACTERS} characters, got {len(long)}"):
        gloss(long)
    short = "I go on. " * 1666 + "I go."  # 5,000 words that fit
    assert len(short.split()) == 5000
    sentences, _ = gloss_after(short, Discourse())
    assert len(sentences) == 1667
    assert left_over(short, sentences) == set()


def test_another_language_in_latin_letters_keeps_its_words() -> None:
    text = "Ich gehe morgen mit meiner Schwester zum Bahnhof."
    sentences, _ = gloss_after(text, Discourse())
    assert left_over(text, sentences) == set()
