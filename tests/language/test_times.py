"""Times: signs of time as English phrases, and the tense they imply."""

import pytest
from support.signs import words_of

from signspan.language.times import take_times, tense_of


@pytest.mark.parametrize(
    ("glosses", "phrase", "tense"),
    [
        ("TODAY", "today", "present"),
        ("TOMORROW MORNING", "tomorrow morning", "future"),
        ("YESTERDAY", "yesterday", "past"),
        ("MONDAY", "on Monday", "present"),
        ("MONDAY NIGHT", "on Monday night", "present"),
        ("NEXT WEEK", "next week", "future"),
        ("PAST WEEK", "last week", "past"),
        ("LAST 3 YEAR", "last 3 years", "past"),
        ("2 DAY AGO", "2 days ago", "past"),
        ("1 DAY AGO", "1 day ago", "past"),
        ("5 YEAR", "for 5 years", "present"),
        ("1 HOUR", "for 1 hour", "present"),
        ("TWICE MONTH", "twice a month", "present"),
        ("EVERY DAY", "every day", "present"),
        ("UNTIL FRIDAY", "until Friday", "present"),
        ("JANUARY", "in January", "present"),
        ("SUMMER", "in summer", "present"),
        ("2015", "in 2015", "present"),
        ("MORNING", "in the morning", "present"),
        ("NIGHT", "at night", "present"),
        ("NOON", "at noon", "present"),
        ("TIME 3", "at 3", "present"),
    ],
)
def test_a_time_is_a_phrase_with_its_preposition(glosses: str, phrase: str, tense: str) -> None:
    phrases, rest, used = take_times(words_of(glosses))
    assert (phrases, rest, tense_of(used)) == ([phrase], [], tense)


def test_the_other_words_stay_in_order() -> None:
    phrases, rest, used = take_times(words_of("TOMORROW I GO SCHOOL MORNING"))
    assert phrases == ["tomorrow", "in the morning"]
    assert [word.text for word in rest] == ["i", "go", "school"]
    assert used == {"tomorrow", "morning"}


@pytest.mark.parametrize("glosses", ["MY DAY", "GOOD NIGHT", "3 BOOK", "I EAT"])
def test_what_is_owned_described_or_no_time_stays(glosses: str) -> None:
    words = words_of(glosses)
    assert take_times(words) == ([], words, set())


def test_the_past_wins_over_the_future() -> None:
    assert tense_of({"yesterday", "later"}) == "past"
    assert tense_of({"soon"}) == "future"
    assert tense_of(set()) == "present"
