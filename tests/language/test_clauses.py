"""Clauses: which words form one, and which comes first in ASL."""

import pytest
from support.signs import glosses_of, span, units_of

from signspan.language.clauses import Clause, clauses, found_conditions, head_of, is_clause


def made(text: str) -> list[Clause]:
    sentence = span(text)
    found, carried = found_conditions(sentence)
    return clauses(sentence, [unit for unit in units_of(sentence) if unit.token.i not in carried], found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I eat and he sleeps.", ["I EAT", "AND HE SLEEP"]),
        ("I think that he is sick.", ["I THINK", "HE SICK"]),
        ("The man who lives here is deaf.", ["MAN LIVE HERE DEAF"]),
        ("Let's eat.", ["WE EAT"]),
        ("I stay home because I am sick.", ["I STAY HOME", "BECAUSE I SICK"]),
        ("We left before the movie ended.", ["BEFORE MOVIE END", "WE LEAVE"]),
        ("We eat when my brother comes.", ["WHEN MY BROTHER COME", "WE EAT"]),
        ("We stay home if it rains.", ["RAIN", "WE STAY HOME"]),
        ("My sister called after she arrived.", ["MY SISTER CALL", "AFTER SHE ARRIVE"]),
    ],
)
def test_clauses_in_signed_order(text: str, expected: list[str]) -> None:
    assert [glosses_of(clause.units) for clause in made(text)] == expected


def test_what_each_clause_is() -> None:
    scene, main = made("When it rains, we stay home.")
    assert (scene.scene, scene.main, scene.condition, scene.head.text) == (True, False, None, "rains")
    assert (main.scene, main.main, main.condition, main.head.text) == (False, True, None, "stay")
    condition, main = made("If it rains, we stay home.")
    assert condition.condition is not None
    assert (condition.scene, condition.main, main.main) == (False, False, True)
    _, reason = made("I stay home because I am sick.")
    assert (reason.scene, reason.main) == (False, False)


def test_the_if_that_the_marker_expresses_is_found() -> None:
    sentence = span("If it rains, we stay home.")
    found, carried = found_conditions(sentence)
    assert [condition.mark.text for condition in found] == ["If"]
    assert [sentence[at].text for at in carried] == ["If"]
    assert found_conditions(span("We stay home.")) == ([], frozenset())


def test_every_word_has_the_head_of_its_clause() -> None:
    sentence = span("I eat and he sleeps.")
    assert {token.text: head_of(token).text for token in sentence if token.is_alpha} == {
        "I": "eat",
        "eat": "eat",
        "and": "sleeps",
        "he": "sleeps",
        "sleeps": "sleeps",
    }
    assert [token.text for token in sentence if is_clause(token)] == ["eat", "sleeps"]
