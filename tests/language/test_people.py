"""People: who English calls he, and who she."""

import pytest

from signspan.language.people import MEN, MEN_NAMES, NAMES, PEOPLE, WOMEN, WOMEN_NAMES, gender


@pytest.mark.parametrize(
    ("words", "pronoun"),
    [
        ({"brother"}, "he"),
        ({"waitress"}, "she"),
        ({"friend", "maria"}, "she"),
        ({"doctor", "john"}, "he"),
        ({"doctor"}, ""),
        ({"kim"}, "she"),
        ({"table"}, ""),
        (set(), ""),
    ],
)
def test_gender(words: set[str], pronoun: str) -> None:
    assert gender(frozenset(words)) == pronoun


def test_nobody_is_both() -> None:
    assert set() == MEN & WOMEN
    assert set() == MEN_NAMES & WOMEN_NAMES


def test_names_are_no_nouns() -> None:
    assert set() == NAMES & PEOPLE
    assert MEN | WOMEN <= PEOPLE
    assert all(word == word.lower() for word in NAMES | PEOPLE)
