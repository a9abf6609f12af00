"""A sorted clause as English: with a verb or with "be", as a gerund, and politely."""

import pytest
from support.signs import words_of

from signspan.language.clause import sort
from signspan.language.predicate import gerund, politely, write


@pytest.mark.parametrize(
    ("glosses", "asked", "english"),
    [
        ("MAN DRINK WATER", False, "the man is drinking water"),
        ("I HAPPY", False, "I am happy"),
        ("I HEADACHE", False, "I have a headache"),
        ("YOU DRINK WATER", True, "do you drink water"),
        ("YOU HAPPY", True, "are you happy"),
        ("YOUR NAME WHAT", False, "what is your name"),  # a wh-word asks by itself
    ],
)
def test_a_clause(glosses: str, asked: bool, english: str) -> None:
    assert write(sort(words_of(glosses)), asked) == english


def test_a_gerund_has_no_subject() -> None:
    assert gerund(sort(words_of("HELP ME"))) == "helping me"


@pytest.mark.parametrize(
    ("glosses", "asked", "english"),
    [
        ("HELP ME", False, "please help me"),
        ("NOT RUN", False, "please do not run"),
        ("QUIET", False, "please be quiet"),
        ("I WANT WATER", False, "I want water, please"),
        ("WATER", False, "water, please"),
    ],
)
def test_please_leads_a_command_and_ends_all_else(glosses: str, asked: bool, english: str) -> None:
    clause = sort(words_of(glosses))
    clause.polite = True
    assert politely(write(clause, asked), clause, asked) == english


def test_please_alone() -> None:
    assert politely("", sort([]), False) == "please"
