"""Phrases: words that are one sign together, or whose sign depends on a neighbour."""

import pytest
from support.signs import span

from signspan.language.phrases import NOTHING, RULES, Found, matches
from signspan.language.unit import Unit, Unsigned


def found(text: str, at: int = 0) -> Found:
    """What the first rule that applies at a token finds."""
    tokens = list(span(text))
    return next((taken for rule in RULES if (taken := rule(tokens, at))[0]), NOTHING)


def row(text: str, at: int = 0) -> tuple[int, list[tuple[str, str, str]]]:
    length, made = found(text, at)
    return length, [(one.gloss, one.kind, one.source) for one in made if isinstance(one, Unit)]


@pytest.mark.parametrize(
    ("text", "at", "length", "units"),
    [
        ("I have to go.", 1, 2, [("MUST", "sign", "have to")]),
        ("I don't have to go.", 3, 2, [("NEED", "sign", "have to")]),
        ("I used to smoke.", 1, 2, [("PAST", "sign", "used to")]),
        ("He is able to walk.", 1, 3, [("CAN", "sign", "is able to")]),
        ("She can't swim.", 1, 2, [("CANNOT", "sign", "ca n't")]),
        ("Turn left.", 0, 2, [("TURN", "sign", "Turn"), ("LEFT", "sign", "left")]),
        ("I woke up early.", 1, 2, [("WAKE-UP", "sign", "woke up")]),
        ("We ran into her.", 1, 2, [("MEET-BY-CHANCE", "sign", "ran into")]),
        ("Let's eat.", 0, 2, [("WE", "point", "Let 's")]),
        ("Thank you.", 0, 2, [("THANK-YOU", "sign", "Thank you")]),
        ("I like ice cream.", 2, 2, [("ICE-CREAM", "sign", "ice cream")]),
        ("She is thirty-two.", 2, 3, [("THIRTY-TWO", "number", "thirty-two")]),
        ("I have $5.", 2, 2, [("5", "number", "5"), ("DOLLAR", "sign", "$")]),
        ("It is five o'clock.", 2, 2, [("TIME", "sign", "o'clock"), ("FIVE", "number", "five")]),
        ("You are coming, aren't you?", 4, 3, [("RIGHT", "sign", "are n't you")]),
    ],
)
def test_phrases(text: str, at: int, length: int, units: list[tuple[str, str, str]]) -> None:
    assert row(text, at) == (length, units)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("He left.", 1),  # not a direction
        ("I have two books.", 1),  # owns, must not
        ("Can't you swim?", 0),  # an inverted question keeps CAN and NOT apart
        ("She can never swim.", 1),  # NEVER has its own sign
        ("We ran home.", 1),
        ("Five people came.", 0),
    ],
)
def test_the_same_words_elsewhere_are_no_phrase(text: str, at: int) -> None:
    assert found(text, at) == NOTHING


def test_a_modal_already_says_to_be_able() -> None:
    length, (unsigned,) = found("I will be able to come.", 2)
    assert (length, unsigned) == (3, Unsigned("be able to", "the modal says it already"))


def test_words_match_as_they_are_or_in_their_dictionary_form() -> None:
    tokens = list(span("She woke up."))
    assert matches(tokens[1:3], ("wake", "up"))
    assert matches(tokens[1:3], ("woke", "up"))
    assert not matches(tokens[1:2], ("wake", "up"))
    assert not matches(tokens[1:3], ("wake", "down"))
