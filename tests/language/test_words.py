"""The closed classes: exclusive where they exclude each other, in their dictionary form, and signs that exist."""

import lemminflect
import pytest

from signspan.language import words
from signspan.language.faithful import PRONOUNS
from signspan.lexicon.index import Lexicon


def is_lemma(word: str, part: str) -> bool:
    return word in lemminflect.getAllLemmas(word, upos=part).get(part, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ARTICLES", "POINTS"),
        ("ARTICLES", "QUANTIFIERS"),
        ("POINTS", "WH_WORDS"),
        ("POINTS", "NEGATIVES"),
        ("WH_WORDS", "NEGATIVES"),
        ("PAST_TIMES", "FUTURE_TIMES"),
        ("MOTION_VERBS", "STATIVE_VERBS"),
        ("ADJECTIVES", "ADVERBS"),
        ("SILENT_PREPOSITIONS", "NEGATIVES"),
        ("MODALS", "NEGATIVES"),
        ("WEATHER_VERBS", "STATIVE_VERBS"),
    ],
)
def test_no_word_is_in_two_exclusive_sets(one: str, other: str) -> None:
    assert set(getattr(words, one)) & set(getattr(words, other)) == set()


@pytest.mark.parametrize("name", ["MOTION_VERBS", "STATIVE_VERBS", "ASKING_VERBS", "WEATHER_VERBS", "SEEMING_VERBS"])
def test_verbs_are_in_their_plain_form(name: str) -> None:
    assert [word for word in getattr(words, name) if not is_lemma(word, "VERB")] == []


def test_nouns_are_singular() -> None:
    assert [word for word in words.REPEATED_NOUNS if not is_lemma(word, "NOUN")] == []


def test_every_word_is_in_lower_case() -> None:
    for name in ("POINTS", "TIME_WORDS", "SIGNED_NAMES", "REPEATED_NOUNS", "MASS_NOUNS", "ADJECTIVES", "GREETINGS"):
        assert all(word == word.lower() for word in getattr(words, name)), name
    for phrase in (*words.PHRASES, *words.BEFORE_VERBS, *words.ON_AND_ON):
        assert phrase == tuple(word.lower() for word in phrase)


def test_what_a_phrase_becomes_is_a_gloss() -> None:
    for gloss in (*words.PHRASES.values(), *words.BEFORE_VERBS.values(), *words.MODALS.values()):
        assert gloss == gloss.upper()
        assert " " not in gloss


def test_the_avatar_has_the_modals_and_the_repeated_nouns() -> None:
    lexicon = Lexicon.load()
    signs = {*words.MODALS.values(), *words.BEFORE_VERBS.values(), *(noun.upper() for noun in words.REPEATED_NOUNS)}
    assert [gloss for gloss in sorted(signs) if lexicon.find(gloss) is None] == []


def test_a_long_phrase_comes_before_its_beginning() -> None:
    """Phrases are tried in their order, so one that begins another would hide it."""
    phrases = list(words.PHRASES)
    hidden = [
        (short, long) for at, short in enumerate(phrases) for long in phrases[at + 1 :] if long[: len(short)] == short
    ]
    assert hidden == []


def test_every_pronoun_points() -> None:
    assert PRONOUNS <= words.POINTS


def test_a_sign_of_money_has_a_gloss() -> None:
    assert set(words.SYMBOLS) >= words.MONEY_SIGNS
    assert words.SYMBOLS["$"] == "DOLLAR"
