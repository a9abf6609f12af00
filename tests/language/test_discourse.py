"""Who is introduced gets a place, pronouns point there, and the conversation keeps it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.language.discourse import PLACES, REMEMBERED, Discourse
from signspan.language.glosser import gloss, gloss_after


def places(*utterances: str) -> list[dict[str, str | None]]:
    """The places of each utterance's glosses, each said after the ones before."""
    state, found = Discourse(), []
    for text in utterances:
        sentences, state = gloss_after(text, state)
        found.append(
            {token.gloss: token.locus for glossed in sentences for token in glossed.plan.tokens if token.locus}
        )
    return found


def test_people_stand_apart_and_pronouns_point_to_them() -> None:
    (found,) = places("Anna met John. She gave him a book.")
    assert found == {"ANNA": "right", "JOHN": "left", "SHE": "right", "HIM": "left"}


def test_the_places_are_kept_from_one_utterance_to_the_next() -> None:
    first, second, third = places("My sister lives in Rome.", "Do you know Tom?", "She knows him.")
    assert first == {"SISTER": "right"}
    assert second == {"TOM": "left"}
    assert third == {"SHE": "right", "HIM": "left"}


def test_a_state_is_not_changed_by_what_is_said_after_it() -> None:
    _, before = gloss_after("My sister is here.", Discourse())
    referents = before.referents
    gloss_after("Tom is here.", before)
    assert before.referents == referents
    assert gloss("She is here.")[0].tokens[0].locus == "right"  # nothing of it leaked


def test_someone_is_introduced_once() -> None:
    first, second = places("My brother is tall.", "My brother is nice.")
    assert first == {"BROTHER": "right"}
    assert second == {}


def test_a_profession_is_the_same_person() -> None:
    (found,) = places("Maria is a doctor. The doctor is nice. She is old.")
    assert found == {"MARIA": "right", "SHE": "right"}


@pytest.mark.parametrize(
    ("text", "gloss_", "place"),
    [
        ("My mother and my father are here. They are old.", "THEY", "around"),
        ("My mother has a car. It is red.", "IT", "left"),
        ("The man loves the woman. Her name is Eva.", "HER", "left"),
        ("John has a dog. His dog is old.", "HIS", "right"),
        ("The students are here. They are quiet.", "THEY", "right"),
        ("John's car is old.", "HIS", "right"),
    ],
)
def test_whom_a_pronoun_means(text: str, gloss_: str, place: str) -> None:
    (found,) = places(text)
    assert found[gloss_] == place


def test_needing_a_doctor_puts_nobody_anywhere() -> None:
    assert places("I need a doctor.") == [{}]


def test_it_of_nothing_named_takes_no_place() -> None:
    assert places("It is broken.") == [{}]


def test_a_fifth_person_takes_the_place_of_the_one_not_named_for_longest() -> None:
    found = places(
        "Anna is here.", "Tom is here.", "Mary is here.", "Peter is here.", "Anna is here.", "Laura is here."
    )
    assert [next(iter(one.values()), None) for one in found] == [*PLACES, None, "left"]


NAMES = ["Anna", "Tom", "my brother", "the woman", "they", "she", "him", "it", "a dog", "the teachers"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=8))
def test_no_two_people_ever_share_a_place(pairs: list[tuple[str, str]]) -> None:
    state = Discourse()
    for one, other in pairs:
        _, state = gloss_after(f"{one.capitalize()} saw {other}.", state)
        taken = [referent.locus for referent in state.referents if referent.locus]
        assert len(taken) == len(set(taken)) <= len(PLACES)
        assert len(state.referents) <= REMEMBERED
