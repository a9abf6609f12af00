"""The data of English grammar: every listed word is of its kind, and no word is in two exclusive sets."""

import lemminflect
import pytest

from signspan.language import frames
from signspan.language.noun import is_plural
from signspan.language.words import ADJECTIVES


def is_lemma(word: str, part: str) -> bool:
    """Whether a word, or the verb of one with a particle, is a dictionary form of this part of speech."""
    first = word.split("-")[0]
    return first in lemminflect.getAllLemmas(first, upos=part).get(part, ())


@pytest.mark.parametrize(
    "name",
    """VERBS TAKES_PLACE IMPERSONAL SIMPLE_PRESENT MOMENTS NOW_VERBS DONE_BY_PEOPLE GENERIC_OBJECTS INDEFINITE_OBJECTS
    CATENATIVE DONE_TO LASTING GERUNDS BARE_INFINITIVES TELLS_CLAUSE TWO_OBJECTS TO_PLACES AFTER_VERB""".split(),
)
def test_verbs_are_in_their_plain_form(name: str) -> None:
    listed = getattr(frames, name)
    assert [word for word in listed if not is_lemma(word, "VERB") and word != "must"] == []


@pytest.mark.parametrize("name", ["NOUNS", "ANIMALS", "VEHICLES"])
def test_nouns_are_singular(name: str) -> None:
    assert [word for word in getattr(frames, name) if not is_lemma(word, "NOUN")] == []


def test_what_is_only_plural_is_no_singular() -> None:
    plurals_without_a_singular = {"clothes", "people", "police", "scissors"}
    assert {word for word in frames.PLURAL_ONLY if not is_plural(word)} == plurals_without_a_singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PEOPLE", "ANIMALS"),
        ("ANIMALS", "PLACES"),
        ("MASS", "PLURAL_ONLY"),
        ("MASS", "PEOPLE"),
        ("MASS", "NUMBERS"),
        ("FREQUENCIES", "BEFORE_VERB"),
        ("FREQUENCIES", "DEGREES"),
        ("FREQUENCIES", "END_ADVERBS"),
        ("VERBS", "DESCRIBES"),
        ("VERBS", "NUMBERS"),
        ("GERUNDS", "BARE_INFINITIVES"),
        ("IMPERSONAL", "TWO_OBJECTS"),
        ("DONE_TO", "IMPERSONAL"),
        ("VEHICLES", "BARE_PLACES"),
    ],
)
def test_no_word_is_in_two_exclusive_sets(one: str, other: str) -> None:
    assert set(getattr(frames, one)) & set(getattr(frames, other)) == set()


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("GERUNDS", "CATENATIVE"),
        ("RELATIVES", "PEOPLE"),
        ("TANGIBLE", "MASS"),
        ("DEFINITE_MASS", "MASS"),
        ("TO_PLACES", "AFTER_VERB"),
        ("DONE_TO", "VERBS"),
        ("TWO_OBJECTS", "VERBS"),
        ("MOMENTS", "VERBS"),
    ],
)
def test_a_special_set_is_part_of_the_general_one(part: str, whole: str) -> None:
    assert set(getattr(frames, part)) <= set(getattr(frames, whole))


def test_adjectives_of_the_tables_are_adjectives() -> None:
    known = frames.DESCRIBES | ADJECTIVES
    assert {*frames.AFTER_ADJECTIVE, *frames.ADVERB_FORMS, *frames.WEATHER} <= known


def test_adverbs_are_those_of_their_adjectives() -> None:
    assert frames.ADVERB_FORMS["good"] == "well"
    regular = {adjective: adverb for adjective, adverb in frames.ADVERB_FORMS.items() if adjective != "good"}
    for adjective, adverb in regular.items():
        assert adverb == (f"{adjective[:-1]}ily" if adjective.endswith("y") else f"{adjective}ly")


def test_prepositions_are_prepositions() -> None:
    assert set(frames.PLACES.values()) == {"at", "in", "on"}
    assert set(frames.AFTER_VERB.values()) - {"place"} == {"to", "for", "at", "with", "about", "on", "in"}
    assert set(frames.AFTER_ADJECTIVE.values()) <= {"of", "to", "at", "in", "about", "for", "with", "from"}


def test_motion_takes_to_and_talking_does_not() -> None:
    assert {"go", "come", "travel"} <= frames.TO_PLACES
    assert frames.TO_PLACES.isdisjoint({"listen", "talk", "speak", "belong"})


def test_compounds_are_pairs() -> None:
    assert {len(compound.split()) for compound in frames.COMPOUNDS} == {2}
