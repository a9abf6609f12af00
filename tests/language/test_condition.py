"""Conditions come first, marked from their first sign to their last, and leave the main clause its own grammar."""

import pytest

from signspan.events import Marker, Plan
from signspan.language.glosser import gloss


def one(text: str) -> Plan:
    (plan,) = gloss(text)
    return plan


def marked(plan: Plan, marker: Marker) -> str:
    return " ".join(token.gloss for token in plan.tokens if marker in token.markers)


@pytest.mark.parametrize(
    ("text", "condition", "main"),
    [
        ("If it rains, we stay home.", "RAIN", "WE STAY HOME"),
        ("We stay home if it rains.", "RAIN", "WE STAY HOME"),
        ("If it rains I stay home.", "RAIN", "I STAY HOME"),
        ("I want to go if it rains.", "RAIN", "I WANT GO"),
        ("If it rains tomorrow, we will stay home.", "TOMORROW RAIN", "WE WILL STAY HOME"),
        ("If it rains, then we will stay home tomorrow.", "RAIN", "THEN TOMORROW WE WILL STAY HOME"),
        ("When it rains, then we stay home.", "WHEN RAIN", "THEN WE STAY HOME"),
        ("Even if it rains, we go.", "EVEN RAIN", "WE GO"),
        ("If he comes and if she stays, I leave.", "HE COME AND SHE STAY", "I LEAVE"),
        ("If I have money, I will buy the car.", "I HAVE MONEY", "CAR I WILL BUY"),
        ("Unless you can help me, I will fail.", "YOU CAN NOT HELP ME", "I WILL FAIL"),
        ("We walk unless it is cold.", "NOT COLD", "WE WALK"),
        ("What will you do if it rains?", "RAIN", "YOU WILL DO WHAT"),
    ],
)
def test_the_condition_is_signed_first_and_marked_alone(text: str, condition: str, main: str) -> None:
    plan = one(text)
    assert " ".join(token.gloss for token in plan.tokens) == f"{condition} {main}"
    assert marked(plan, "conditional") == condition


@pytest.mark.parametrize(
    ("text", "glosses", "condition"),
    [
        ("Yes, if it rains, we stay home.", "YES RAIN WE STAY HOME", "RAIN"),
        ("Tomorrow, if it rains, we will stay home.", "TOMORROW RAIN WE WILL STAY HOME", "RAIN"),
        ("She said that if it rains, she stays home.", "SHE SAY RAIN SHE STAY HOME", "RAIN"),
        ("I think we stay home if it rains.", "I THINK RAIN WE STAY HOME", "RAIN"),
        (
            "If it rains we stay home and if it snows we ski.",
            "RAIN WE STAY HOME AND SNOW WE SKI",
            "RAIN SNOW",
        ),
    ],
)
def test_a_condition_stands_before_its_own_main_clause(text: str, glosses: str, condition: str) -> None:
    plan = one(text)
    assert " ".join(token.gloss for token in plan.tokens) == glosses
    assert marked(plan, "conditional") == condition


@pytest.mark.parametrize(
    ("text", "kind", "marker", "scope"),
    [
        ("Do you stay home if you are sick?", "yes-no-question", "brows-raised", "YOU STAY HOME"),
        ("When it rains, do you stay home?", "yes-no-question", "conditional", ""),
        ("If it rains, what will you do?", "wh-question", "brows-furrowed", "YOU WILL DO WHAT"),
        ("If you are tired, go to bed.", "command", "topic", "BED"),
        ("I do not go if it rains.", "statement", "head-shake", "NOT GO"),
        ("If not, we stay home.", "statement", "head-shake", "NOT"),
        ("If it does not rain, we go.", "statement", "head-shake", "NOT RAIN"),
    ],
)
def test_the_main_clause_keeps_its_type_and_markers(text: str, kind: str, marker: Marker, scope: str) -> None:
    plan = one(text)
    assert plan.sentence_type == kind
    assert marked(plan, marker) == scope


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ask her if she wants coffee.", "IF"),
        ("I wonder if it will rain.", "IF"),
        ("He acts as if he knows me.", "IF"),
        ("What if it rains?", "IF"),
        ("When I arrived, she was sleeping.", "WHEN"),
    ],
)
def test_what_sets_no_condition_is_not_marked(text: str, kept: str) -> None:
    plan = one(text)
    assert marked(plan, "conditional") == ""
    assert kept in [token.gloss for token in plan.tokens]


def test_no_word_but_if_is_lost() -> None:
    plan = one("We will visit my grandmother on Monday if the old car starts.")
    said = " ".join(token.source for token in plan.tokens).split()
    assert sorted(said) == sorted("We will visit my grandmother Monday old car starts".split())
