"""A clause of signs, sorted into its parts."""

from typing import Any

import pytest
from support.signs import words_of

from signspan.language.clause import Clause, sort
from signspan.language.reading import read
from signspan.language.signed import Signed


def parts(glosses: str) -> dict[str, Any]:
    """The parts that differ from those of an empty clause; phrases as they are written."""
    clause, empty = sort(words_of(glosses)), Clause()
    found = {name: getattr(clause, name) for name in Clause.__slots__ if getattr(clause, name) != getattr(empty, name)}
    return {
        name: [phrase.write("none", subject=True) for phrase in value] if name in {"before", "after"} else value
        for name, value in found.items()
    }


@pytest.mark.parametrize(
    ("glosses", "expected"),
    [
        ("I EAT APPLE", {"before": ["I"], "verb": "eat", "after": ["apple"]}),
        ("I HAPPY", {"before": ["I", "happy"]}),
        (
            "YESTERDAY I NOT EAT",
            {"times": ["yesterday"], "tense": "past", "negative": "not", "before": ["I"], "verb": "eat"},
        ),
        ("I FINISH EAT", {"tense": "past", "before": ["I"], "verb": "eat"}),
        ("I BROKE GLASS", {"tense": "past", "before": ["I"], "verb": "break", "after": ["glass"]}),
        ("I WILL EAT", {"tense": "future", "modal": "will", "before": ["I"], "verb": "eat"}),
        ("TOMORROW I WANT GO", {"times": ["tomorrow"], "before": ["I"], "verb": "want", "after": ["go"]}),
        ("I NEVER SMOKE", {"negative": "never", "before": ["I"], "verb": "smoke"}),
        ("HE CAN SWIM NOT", {"negative": "not", "modal": "can", "before": ["he"], "verb": "swim"}),
        ("SCHOOL NONE", {"negative": "not", "none": True, "before": ["school"]}),
        ("I OFTEN SWIM", {"frequency": ["often"], "habitual": True, "before": ["I"], "verb": "swim"}),
        ("EVERY DAY I WALK", {"times": ["every day"], "habitual": True, "before": ["I"], "verb": "walk"}),
        ("YOU GO WHERE", {"wh": ["where"], "before": ["you"], "verb": "go"}),
        (
            "BROTHER YOU HAVE HOW MANY",
            {"wh": ["how", "many"], "before": ["brother", "you"], "verb": "have"},
        ),
        (
            "HE COME NOT YET",
            {"tense": "perfect", "negative": "not", "before": ["he"], "verb": "come", "after": ["yet"]},
        ),
        ("SINCE YESTERDAY I SICK", {"times": ["since yesterday"], "tense": "perfect", "before": ["I", "sick"]}),
    ],
)
def test_the_parts_of_a_clause(glosses: str, expected: dict[str, Any]) -> None:
    assert parts(glosses) == expected


def test_a_headshake_negates_like_a_sign() -> None:
    clause = sort(read([Signed("I"), Signed("KNOW", ("head-shake",))]))
    assert (clause.negative, clause.verb) == ("not", "know")
