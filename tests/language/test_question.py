"""Questions: the type of a sentence, its wh-word, and its brows."""

import pytest
from support.signs import glosses_of, span, units_of

from signspan.language.question import asks_of_topic, is_asked, is_wh, mark_type, sentence_type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You are tired.", "statement"),
        ("You should go.", "statement"),
        ("Thank you.", "statement"),
        ("When it rains, we stay home.", "statement"),
        ("Are you tired?", "yes-no-question"),
        ("You are tired?", "yes-no-question"),
        ("Are you tired", "yes-no-question"),
        ("Do you know what he wants?", "yes-no-question"),
        ("He is coming, isn't he?", "yes-no-question"),
        ("Who are you?", "wh-question"),
        ("Where do you live", "wh-question"),
        ("The coffee, who bought?", "wh-question"),
        ("Give me the book.", "command"),
        ("Sit down, please.", "command"),
        ("Don't run.", "command"),
    ],
)
def test_sentence_types(text: str, kind: str) -> None:
    assert sentence_type(span(text)) == kind


@pytest.mark.parametrize(
    ("text", "wh", "asked"),
    [
        ("Who are you?", ["Who"], ["Who"]),
        ("How many brothers do you have?", ["How"], ["How", "many"]),
        ("What kind of music do you like?", ["What"], ["What", "kind"]),
        ("When it rains, we stay home.", [], []),
        ("I know the man who lives here.", ["who"], []),
    ],
)
def test_wh_words_and_what_they_ask_about(text: str, wh: list[str], asked: list[str]) -> None:
    sentence = span(text)
    assert [token.text for token in sentence if is_wh(token)] == wh
    assert [token.text for token in sentence if is_asked(token, "wh-question")] == asked
    assert not any(is_asked(token, "statement") for token in sentence)


def test_a_wh_word_after_a_topic_asks() -> None:
    assert [token.text for token in span("The coffee, who bought?") if asks_of_topic(token)] == ["who"]
    assert not any(asks_of_topic(token) for token in span("Who bought the coffee?"))


def test_brows_and_head_of_each_type() -> None:
    text = "Where do you live?"
    *comment, where = sorted(units_of(span(text)), key=lambda unit: unit.gloss == "WHERE")
    mark_type("wh-question", comment, [where])
    assert {unit.gloss: unit.markers for unit in (*comment, where)} == {
        "YOU": ["brows-furrowed"],
        "LIVE": ["brows-furrowed"],
        "WHERE": ["brows-furrowed"],
    }
    units = units_of(span("You live here?"))
    mark_type("yes-no-question", units, [])
    assert {unit.gloss: unit.markers for unit in units} == {
        "YOU": ["brows-raised"],
        "LIVE": ["brows-raised"],
        "HERE": ["brows-raised", "head-forward"],
    }
    units = units_of(span("Yes, I live here."))
    mark_type("statement", units, [])
    assert glosses_of(units) == "YES I LIVE HERE"
    assert [unit.markers for unit in units] == [["head-nod"], [], [], []]
