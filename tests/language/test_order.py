"""The order of one clause: opening, time, topic, comment, wh-word."""

import pytest
from support.signs import glosses_of, span, units_of

from signspan.language.clauses import clauses, found_conditions
from signspan.language.order import Order, ordered
from signspan.language.question import sentence_type
from signspan.language.topic import fronted


def order_of(text: str) -> Order:
    """The order of the first signed clause of a sentence."""
    sentence = span(text)
    found, carried = found_conditions(sentence)
    units = [unit for unit in units_of(sentence) if unit.token.i not in carried]
    return ordered(clauses(sentence, units, found)[0], fronted(sentence), sentence_type(sentence))


@pytest.mark.parametrize(
    ("text", "opener", "time", "topic", "comment", "wh"),
    [
        ("Yesterday my brother bought the car.", "", "YESTERDAY", "CAR", "MY BROTHER BUY", ""),
        ("Hello, how are you?", "HELLO", "", "", "YOU", "HOW"),
        ("But I want to go.", "BUT", "", "", "I WANT GO", ""),
        ("What time is it?", "", "", "", "TIME", "WHAT"),
        ("Which color do you like?", "", "", "", "COLOR YOU LIKE", "WHICH"),
        ("How many brothers do you have?", "", "", "", "BROTHER YOU HAVE", "HOW MANY"),
        ("I will go next week.", "", "NEXT WEEK", "", "I WILL GO", ""),
        ("Every Saturday we swim.", "", "EVERY SATURDAY", "", "WE SWIM", ""),
        ("Tomorrow morning I work.", "", "TOMORROW MORNING", "", "I WORK", ""),
        ("The man who lives here is deaf.", "", "", "MAN LIVE HERE", "DEAF", ""),
        ("He was hit by a car.", "", "", "HE", "CAR HIT", ""),
        ("The coffee, my brother bought.", "", "", "COFFEE", "MY BROTHER BUY", ""),
    ],
)
def test_each_unit_has_its_position(text: str, opener: str, time: str, topic: str, comment: str, wh: str) -> None:
    order = order_of(text)
    parts = (order.opener, order.time, order.topic, order.comment, order.wh)
    assert [glosses_of(part) for part in parts] == [opener, time, topic, comment, wh]
    assert glosses_of(order.units()) == " ".join(part for part in (opener, time, topic, comment, wh) if part)


@pytest.mark.parametrize("text", ["I slept for two hours.", "He is 5 years old.", "Good morning."])
def test_durations_ages_and_greetings_set_no_scene(text: str) -> None:
    assert order_of(text).time == []


@pytest.mark.parametrize(
    ("text", "marker", "marked"),
    [
        ("I don't like milk.", "head-shake", "NOT LIKE MILK"),
        ("I have no money.", "head-shake", "MONEY NONE"),
        ("The man who lives here is deaf.", "topic", "MAN LIVE HERE"),
        ("When it rains, we stay home.", "topic", "WHEN RAIN"),
        ("If it rains tomorrow, we stay home.", "conditional", "TOMORROW RAIN"),
    ],
)
def test_markers_cover_their_phrase(text: str, marker: str, marked: str) -> None:
    assert glosses_of([unit for unit in order_of(text).units() if marker in unit.markers]) == marked


def test_unless_is_not_before_the_verb() -> None:
    order = order_of("Unless he comes, we go.")
    assert glosses_of(order.units()) == "HE NOT COME"
