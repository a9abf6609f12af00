"""Three hundred sentences and what ASL asks of their glosses."""

from collections import Counter
from pathlib import Path

import pytest

from signspan.errors import FormatError, MissingError
from signspan.events import Plan, Token
from signspan.measure.gloss import SENTENCES, Case, broken, evaluate, holds, read_cases

CASES = read_cases(SENTENCES)


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_the_glosses_hold_what_asl_asks(case: Case) -> None:
    missed = list(broken(case))
    if case.fails:
        assert missed, "known to fail, and holds: take the mark away"
    else:
        assert missed == []


def test_three_hundred_sentences_of_seven_topics() -> None:
    topics = Counter(case.topic for case in CASES)
    assert len(CASES) == len({case.text for case in CASES}) >= 300
    assert len(topics) == 7
    assert min(topics.values()) >= 40
    assert sum(bool(case.fails) for case in CASES) < 0.1 * len(CASES)


PLAN = Plan(
    (
        Token("BOOK", "sign", ("topic",), "books", None, 3),
        Token("ANNA", "fingerspell", (), "Anna", "right"),
        Token("SHE", "point", ("head-shake",), "she", "right"),
        Token("7", "number", (), "7"),
    ),
    "statement",
)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("BOOK < SHE", "SHE < BOOK"),
        ("BOOK", "PAPER"),
        ("has ANNA 7", "has ANNA 8"),
        ("no PAPER", "no BOOK"),
        ("first BOOK", "first ANNA"),
        ("last 7", "last SHE"),
        ("topic BOOK", "topic SHE"),
        ("without topic SHE", "without topic BOOK"),
        ("fingerspell ANNA", "sign ANNA"),
        ("number 7", "point 7"),
        ("not-sign ANNA", "not-sign BOOK"),
        ("repeat BOOK", "repeat ANNA"),
        ("once ANNA", "once BOOK"),
        ("at right SHE", "at left SHE"),
        ("same ANNA SHE", "same ANNA BOOK"),
        ("is statement", "is command"),
    ],
)
def test_a_condition_can_hold_and_not_hold(good: str, bad: str) -> None:
    assert holds(good, [PLAN])
    assert not holds(bad, [PLAN])


def test_apart_is_two_places() -> None:
    other = Plan((Token("TOM", "fingerspell", (), "Tom", "left"),), "statement")
    assert holds("apart ANNA TOM", [PLAN, other])
    assert not holds("apart ANNA SHE", [PLAN])


def test_a_condition_nobody_knows_is_refused() -> None:
    with pytest.raises(FormatError, match="expected a condition"):
        holds("sometimes BOOK", [PLAN])


def test_failures_are_listed_by_topic(tmp_path: Path) -> None:
    file = tmp_path / "few.txt"
    file.write_text("## one\nI eat. | I < EAT\n## two\nI eat. | EAT < I\n  fails: on purpose\n", "utf-8")
    report = evaluate(file)
    assert (report["sentences"], report["hold"], report["known_to_fail"]) == (2, 1, 1)
    assert report["by_topic"] == {"one": "1 of 1", "two": "0 of 1"}
    assert report["failed"] == [{"text": "I eat.", "glosses": "I EAT", "missed": ["EAT < I"], "known": "on purpose"}]


def test_no_file_and_no_condition_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="sentences"):
        read_cases(tmp_path / "none.txt")
    file = tmp_path / "bare.txt"
    file.write_text("I eat.\n", "utf-8")
    with pytest.raises(FormatError, match="condition"):
        read_cases(file)
