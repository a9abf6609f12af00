"""Aspect: a repeated verb says what "again and again", "keep" and "always" say."""

import pytest
from support.signs import span, units_of


def made(text: str) -> list[tuple[str, int, str]]:
    """Gloss, repetitions and source of each unit."""
    return [(unit.gloss, unit.repeat, unit.source) for unit in units_of(span(text))]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("He called me again and again.", ("CALL", 3, "called again and again")),
        ("She constantly complains.", ("COMPLAIN", 3, "constantly complains")),
        ("She keeps talking.", ("TALK", 3, "keeps talking")),
    ],
)
def test_the_repeated_verb_stands_for_the_words_that_say_so(text: str, verb: tuple[str, int, str]) -> None:
    units = made(text)
    assert verb in units
    assert {unit[0] for unit in units} <= {"HE", "SHE", "ME", verb[0]}  # no sign of its own for the adverb


def test_always_repeats_the_verb_and_keeps_its_sign() -> None:
    assert made("I always work.") == [("I", 1, "I"), ("ALWAYS", 1, "always"), ("WORK", 3, "work")]


@pytest.mark.parametrize("text", ["He is always late.", "Keep the book.", "They never stop talking.", "She sleeps."])
def test_states_and_single_actions_are_signed_once(text: str) -> None:
    assert {repeat for _, repeat, _ in made(text)} == {1}


def test_the_reasons_name_the_repetition() -> None:
    (call,) = [unit for unit in units_of(span("He called me again and again.")) if unit.repeat > 1]
    assert call.why[-1] == "carries 'again': the repeated verb says it"
    assert any(why.startswith("signed three times") for why in call.why)
