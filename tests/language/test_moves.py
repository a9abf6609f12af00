"""Moves inside a clause, one at a time, from English order."""

from collections.abc import Callable

import pytest
from support.signs import glosses_of, span, units_of

from signspan.language.moves import cleft, doer_first, none_last, owner_first, uninverted
from signspan.language.unit import Unit


@pytest.mark.parametrize(
    ("move", "text", "before", "after"),
    [
        (uninverted, "Can you help me?", "CAN YOU HELP ME", "YOU CAN HELP ME"),
        (uninverted, "Can my old friend come?", "CAN MY OLD FRIEND COME", "MY OLD FRIEND CAN COME"),
        (uninverted, "Will he go?", "WILL HE GO", "HE WILL GO"),
        (uninverted, "You can help me.", "YOU CAN HELP ME", "YOU CAN HELP ME"),
        (none_last, "I have no money.", "I HAVE NONE MONEY", "I HAVE MONEY NONE"),
        (none_last, "There is no milk.", "HAVE NONE MILK", "HAVE MILK NONE"),
        (none_last, "I have money.", "I HAVE MONEY", "I HAVE MONEY"),
        (owner_first, "The bank of the river is long.", "BANK RIVER LONG", "RIVER BANK LONG"),
        (owner_first, "The color of my car is red.", "COLOR MY CAR RED", "MY CAR COLOR RED"),
        (owner_first, "A cup of tea.", "CUP TEA", "CUP TEA"),
    ],
)
def test_moves(move: Callable[[list[Unit]], list[Unit]], text: str, before: str, after: str) -> None:
    units = units_of(span(text))
    assert glosses_of(units) == before
    assert glosses_of(move(units)) == after
    assert glosses_of(units) == before  # the list given is left as it was


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("He was hit by a car.", "HE CAR HIT"),
        ("The letter was written by my sister.", "LETTER MY SISTER WRITE"),
        ("He was hit.", "HE HIT"),
        ("A car hit him.", "CAR HIT HIM"),
    ],
)
def test_the_agent_goes_before_the_verb(text: str, after: str) -> None:
    sentence = span(text)
    assert glosses_of(doer_first(units_of(sentence), sentence.root)) == after


@pytest.mark.parametrize(
    ("text", "after", "asked"),
    [
        ("What I want is coffee.", "I WANT WHAT COFFEE", "I WANT WHAT"),
        ("Where he lives is Boston.", "HE LIVE WHERE BOSTON", "HE LIVE WHERE"),
        ("I want coffee.", "I WANT COFFEE", ""),
    ],
)
def test_a_cleft_is_asked_with_raised_brows_and_answered(text: str, after: str, asked: str) -> None:
    sentence = span(text)
    units = cleft(units_of(sentence), sentence.root)
    assert glosses_of(units) == after
    assert glosses_of([unit for unit in units if "brows-raised" in unit.markers]) == asked


def test_a_move_says_why() -> None:
    can = next(unit for unit in uninverted(units_of(span("Can you help me?"))) if unit.gloss == "CAN")
    assert can.why[-1] == "behind its subject: the brows ask, not the order"
