import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import SignspanError
from signspan.events import Plan
from signspan.language.glosser import gloss


def one(text: str) -> Plan:
    plans = gloss(text)
    assert len(plans) == 1
    return plans[0]


def glosses(text: str) -> str:
    return " ".join(token.gloss for token in one(text).tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am going to the store tomorrow.", "TOMORROW STORE I GO"),
        ("What is your name?", "YOUR NAME WHAT"),
        ("Where is the bathroom?", "BATHROOM WHERE"),
        ("I read the book yesterday.", "YESTERDAY BOOK I READ"),
        ("How many brothers do you have?", "BROTHER YOU HAVE HOW MANY"),
        ("Do you want coffee?", "YOU WANT COFFEE"),
        ("I don't understand.", "I NOT UNDERSTAND"),
        ("I'm going to eat pizza tonight.", "TONIGHT I WILL EAT PIZZA"),
        ("I have eaten.", "I FINISH EAT"),
        ("Please sit down.", "PLEASE SIT DOWN"),
        ("There is a problem with my car.", "HAVE PROBLEM WITH MY CAR"),
        ("We need 12 apples and bread next week.", "NEXT WEEK WE NEED 12 APPLE AND BREAD"),
        ("I can\u2019t come on Monday.", "MONDAY I CANNOT COME"),
    ],
)
def test_asl_order(text: str, expected: str) -> None:
    assert glosses(text) == expected


def test_kinds_of_tokens() -> None:
    kinds = {token.gloss: token.kind for token in one("My friend Anna has 3 dogs.").tokens}
    assert kinds == {
        "MY": "point",
        "FRIEND": "sign",
        "ANNA": "fingerspell",
        "HAVE": "sign",
        "3": "number",
        "DOG": "sign",
    }


def test_brows_follow_the_question() -> None:
    asked = one("Hello, what is your name?")
    marked = {token.gloss: token.markers for token in asked.tokens}
    assert marked["HELLO"] == ()
    assert all("brows-furrowed" in marked[g] for g in ("YOUR", "NAME", "WHAT"))
    yes_no = one("Are you deaf?")
    assert all("brows-raised" in token.markers for token in yes_no.tokens)
    assert "head-forward" in yes_no.tokens[-1].markers


def test_negation_shakes_the_head_over_what_it_negates() -> None:
    marked = {token.gloss: token.markers for token in one("I don't like milk.").tokens}
    assert "head-shake" not in marked["I"]
    assert all("head-shake" in marked[g] for g in ("NOT", "LIKE", "MILK"))


def test_topics_are_marked() -> None:
    assert "topic" in one("I read the book yesterday.").tokens[1].markers


def test_two_sentences_are_two_plans() -> None:
    assert [len(plan.tokens) for plan in gloss("Hello. I am happy.")] == [1, 2]


def test_a_sentence_with_an_emoji_is_signed_without_it() -> None:
    assert glosses("I am happy 😀") == "I HAPPY"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_planned_or_refused_with_one_line(text: str) -> None:
    try:
        plans = gloss(text)
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        assert all(token.gloss == token.gloss.upper() for plan in plans for token in plan.tokens)
