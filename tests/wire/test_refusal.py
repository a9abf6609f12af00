"""Refusals: each word has a close code of RFC 6455 and says when to come again."""

import re
from pathlib import Path

import pytest

from signspan.wire.refusal import GOING_AWAY, NORMAL, POLICY, REFUSALS, TOO_BIG, TRY_LATER, Refusal

DOCS = Path(__file__).parents[2] / "docs" / "rooms.md"


def test_the_codes_are_those_of_the_standard() -> None:
    assert (NORMAL, GOING_AWAY, POLICY, TOO_BIG, TRY_LATER) == (1000, 1001, 1008, 1009, 1013)


@pytest.mark.parametrize(
    ("word", "close", "retry_s"),
    [
        ("format", POLICY, 0),
        ("token-expired", POLICY, 0),
        ("too-big", TOO_BIG, 0),
        ("room-full", TRY_LATER, 60),
        ("slow", TRY_LATER, 1),
        ("idle", GOING_AWAY, 1),
        ("left", NORMAL, 0),
    ],
)
def test_refusals(word: str, close: int, retry_s: int) -> None:
    assert REFUSALS[word] == Refusal(word, close, retry_s)


def test_only_what_is_nobody_s_fault_is_tried_again() -> None:
    for refusal in REFUSALS.values():
        assert (refusal.retry_s > 0) == (refusal.close in {TRY_LATER, GOING_AWAY})


def test_a_word_fits_into_a_close_frame() -> None:
    for word, refusal in REFUSALS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word)
        assert refusal.code == word
        assert len(word) <= 123  # RFC 6455, section 5.5: 125 bytes, two of them the code


def test_the_documentation_explains_every_word() -> None:
    text = DOCS.read_text("utf-8")
    assert [word for word in REFUSALS if f"`{word}`" not in text] == []
