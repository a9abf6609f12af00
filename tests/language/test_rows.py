"""Plans as rows, and every choice with its reason."""

from typing import Any

import pytest

from signspan.language.discourse import Discourse
from signspan.language.glosser import gloss, gloss_after
from signspan.language.rows import plan_row, reason_rows


def explained(text: str) -> list[dict[str, Any]]:
    return [row for glossed in gloss_after(text, Discourse())[0] for row in reason_rows(glossed)]


def why(text: str, name: str | None, source: str = "") -> str:
    return next("; ".join(r["why"]) for r in explained(text) if r["gloss"] == name and source in r["source"])


def test_a_row_tells_place_and_repetition_only_where_there_are_any() -> None:
    (plan,) = gloss("My sister likes houses.")
    rows = {row["gloss"]: row for row in plan_row(plan)["tokens"]}
    assert rows["SISTER"]["locus"] == "right"
    assert rows["HOUSE"]["repeat"] == 3
    assert set(rows["LIKE"]) == {"gloss", "kind", "markers", "source"}


@pytest.mark.parametrize(
    ("text", "name", "source", "reason"),
    [
        ("I am going to the store tomorrow.", "TOMORROW", "tomorrow", "time comes first"),
        ("I am going to the store tomorrow.", "STORE", "store", "topic: what the sentence is about comes first"),
        ("I am going to the store tomorrow.", None, "the", "ASL has no articles"),
        ("I am tired.", None, "am", "ASL has no copula"),
        ("We sat on the bank of the river.", "BANK", "bank", "because of 'river': the avatar has no sign for it"),
        ("Anna is here. She is nice.", "SHE", "She", "means anna, who stands at the signer's right"),
        ("I don't understand.", "UNDERSTAND", "understand", "head-shake: NOT negates it"),
        ("Where is she?", "WHERE", "Where", "the wh-word comes last"),
        ("If it rains, we stay.", None, "If", "the conditional marker says it"),
        ("She keeps asking.", "ASK", "asking", "signed three times"),
        ("He was hit by a car.", "HE", "He", "it happens to this one"),
        ("The zorgle is here.", "ZORGLE", "zorgle", "the avatar has no sign for it and spells it"),
    ],
)
def test_every_choice_says_why(text: str, name: str | None, source: str, reason: str) -> None:
    assert reason in why(text, name, source)


def test_there_is_one_row_a_token_and_one_for_each_word_without() -> None:
    text = "I am going to the store tomorrow."
    rows = explained(text)
    (plan,) = gloss(text)
    assert [row["gloss"] for row in rows if row["gloss"]] == [token.gloss for token in plan.tokens]
    assert [row["source"] for row in rows if row["gloss"] is None] == ["am", "to", "the", "."]
    assert all(row["why"] and all(row["why"]) for row in rows)
