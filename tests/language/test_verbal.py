"""Clauses with a verb, in English order."""

import pytest
from support.signs import words_of

from signspan.language.clause import sort
from signspan.language.verbal import verbal


def said(glosses: str, asked: bool = False) -> str:
    return " ".join(verbal(sort(words_of(glosses)), asked).split())


@pytest.mark.parametrize(
    ("glosses", "english"),
    [
        ("MAN DRINK WATER", "the man is drinking water"),
        ("BOOK I READ", "I am reading the book"),
        ("BOOK I WANT READ", "I want to read the book"),
        ("HE CAN NOT SWIM", "he cannot swim"),
        ("I OFTEN SWIM", "I often swim"),
        ("YESTERDAY WINDOW BREAK", "the window broke yesterday"),
        ("BUS ARRIVE TIME 3", "the bus arrives at 3"),
        ("I TEACH 5 YEAR", "I have taught for 5 years"),
        ("I NEVER VISIT AFRICA", "I have never visited Africa"),
        ("I HAPPY SEE YOU", "I am happy to see you"),
        ("MEETING CANCEL", "the meeting is canceled"),
        ("RAIN", "it is raining"),
    ],
)
def test_statements(glosses: str, english: str) -> None:
    assert said(glosses) == english


@pytest.mark.parametrize(
    ("glosses", "english"),
    [
        ("YOU DRINK WATER", "do you drink water"),
        ("YOU LIVE WHERE", "where do you live"),
        ("SHIRT YOU WANT WHICH", "which shirt do you want"),
        ("BROTHER YOU HAVE HOW MANY", "how many brothers do you have"),
        ("WINDOW BREAK WHO", "who broke the window"),
        ("HAPPEN WHAT", "what happened"),
        ("COST HOW-MUCH", "how much does it cost"),
        ("TAKE HOW LONG", "how long does it take"),
    ],
)
def test_questions(glosses: str, english: str) -> None:
    assert said(glosses, asked=True) == english


@pytest.mark.parametrize(
    ("glosses", "english"),
    [
        ("HELP ME", "help me"),
        ("BED GO", "go to bed"),
        ("NOT RUN", "do not run"),
        ("NEVER SMOKE", "never smoke"),
    ],
)
def test_without_a_subject_it_is_a_command(glosses: str, english: str) -> None:
    assert said(glosses) == english
