"""Clauses without a verb: English adds "be", "there is" or "have"."""

import pytest
from support.signs import words_of

from signspan.language.clause import sort
from signspan.language.copula import be_sentence, copular, exists
from signspan.language.noun import gather


def said(glosses: str, asked: bool = False) -> str | None:
    text = copular(sort(words_of(glosses)), asked)
    return None if text is None else " ".join(text.split())


@pytest.mark.parametrize(
    ("glosses", "english"),
    [
        ("I HAPPY", "I am happy"),
        ("TEACHER DEAF", "the teacher is deaf"),
        ("HE DOCTOR", "he is a doctor"),
        ("MY NAME A-n-n-a", "my name is Anna"),
        ("I NOT HUNGRY", "I am not hungry"),
        ("YESTERDAY I SICK", "I was sick yesterday"),
        ("TOMORROW TEST", "the test is tomorrow"),
        ("WATER COLD", "the water is cold"),
        ("BOOK ON TABLE", "the book is on the table"),
        ("I AFRAID DOG", "I am afraid of the dog"),
        ("HE SAME ME", "he is the same as me"),
        ("THAT GOOD IDEA", "that is a good idea"),
        ("MY DAUGHTER AGE 6", "my daughter is 6 years old"),
        ("HOT TODAY", "it is hot today"),
        ("TIME 3", "it is 3"),
        ("MANY PEOPLE", "there are many people"),
        ("SCHOOL NONE", "there is no school"),
    ],
)
def test_a_statement_without_a_verb(glosses: str, english: str) -> None:
    assert said(glosses) == english


@pytest.mark.parametrize(
    ("glosses", "english"),
    [
        ("YOU HAPPY", "are you happy"),
        ("YOUR MOTHER DOCTOR", "is your mother a doctor"),
        ("TIRED", "are you tired"),
        ("AGE YOU WHAT", "how old are you"),
    ],
)
def test_a_question_without_a_verb(glosses: str, english: str) -> None:
    assert said(glosses, asked=True) == english


def test_nouns_alone_claim_nothing() -> None:
    assert said("BOOK TABLE") == "book, table"


def test_what_one_has_finds_its_verb() -> None:
    clause = sort(words_of("I HEADACHE"))
    assert copular(clause, False) is None
    assert clause.verb == "have"


@pytest.mark.parametrize(
    ("glosses", "asked", "english"),
    [
        ("I MONEY NONE", False, "I have no money"),
        ("SCHOOL NONE", False, "there is no school"),
        ("MILK NONE", True, "is there no milk"),
    ],
)
def test_existence_and_its_denial(glosses: str, asked: bool, english: str) -> None:
    clause = sort(words_of(glosses))
    assert " ".join(exists(clause, clause.before, asked).split()) == english


@pytest.mark.parametrize(
    ("glosses", "asked", "english"),
    [
        ("HE", False, "he is kind"),
        ("THEY", True, "are they kind"),
        ("HE NOT", False, "he is not kind"),
        ("HE CAN NOT", False, "he cannot be kind"),
        ("TOMORROW HE", False, "he will be kind"),
    ],
)
def test_subject_be_and_predicate(glosses: str, asked: bool, english: str) -> None:
    clause = sort(words_of(glosses))
    subject = next(phrase for phrase in gather(words_of(glosses), False) if phrase.pronoun)
    assert " ".join(be_sentence(clause, subject, "kind", asked).split()) == english
