"""Time in English: time signs as phrases with prepositions, and the tense they imply."""

from signspan.language.noun import plural
from signspan.language.reading import ADVERBIAL_TIMES, DAY_PARTS, MONTHS, SEASONS, WEEKDAYS, Word
from signspan.language.words import FUTURE_TIMES, PAST_TIMES

WHOLE = frozenset("next last every this all".split())
POINTS = frozenset("since until before after by from".split())
AT = frozenset({"night", "noon", "midnight"})


def take_times(words: list[Word]) -> tuple[list[str], list[Word], set[str]]:
    """Time phrases in English, the other words, and the words of time."""
    said: list[str] = []
    rest: list[Word] = []
    used: set[str] = set()
    at = 0
    while at < len(words):
        length, phrase = _time(words, at)
        if length and phrase:
            before = words[at - 1] if at else None
            if before is not None and rest and rest[-1] is before and before.text in POINTS:
                rest.pop()
                phrase = f"{before.text} {phrase.removeprefix('on ').removeprefix('for ')}"
                used.add(before.text)
            said.append(phrase)
            used |= {word.text for word in words[at : at + length]}
            at += length
            continue
        rest.append(words[at])
        at += 1
    return said, rest, used


def tense_of(times: set[str]) -> str:
    """The tense that times imply; present by default."""
    if times & PAST_TIMES:
        return "past"
    return "future" if times & FUTURE_TIMES else "present"


def _time(words: list[Word], at: int) -> tuple[int, str]:
    """How many words from `at` form a time expression, and its phrase; 0 if none."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    then = words[at + 2] if at + 2 < len(words) else None
    before = words[at - 1] if at else None
    owned = before is not None and before.role in {"possessive", "adjective", "determiner"}
    if word.text in WHOLE and after is not None and after.role in {"unit", "time"} and not owned:
        return 2, f"{word.text} {after.shown}"
    if word.text == "past" and after is not None and after.role in {"unit", "time"} and not owned:
        return 2, f"last {after.shown}"
    if word.text in {"once", "twice"} and after is not None and after.role == "unit":
        return 2, f"{word.text} a {after.shown}"
    if (
        word.text.isdigit()
        and len(word.text) == 4
        and word.text[:2] in {"19", "20"}
        and (after is None or after.role not in {"noun", "unit"})
    ):
        return 1, f"in {word.text}"
    if word.text in WHOLE and after is not None and after.role == "number" and then is not None and then.role == "unit":
        return 3, f"{word.text} {after.shown} {plural(then.text)}"
    if word.text == "time" and word.role == "preposition" and after is not None:
        return 2, f"at {after.shown}"
    if word.role == "number" and after is not None and after.role == "unit":
        units = after.text if word.text in {"1", "one"} else plural(after.text)
        if then is not None and then.text == "ago":
            return 3, f"{word.shown} {units} ago"
        return 2, f"for {word.shown} {units}"
    if word.role != "time" or (owned and word.text not in ADVERBIAL_TIMES):
        return 0, ""
    if after is not None and after.text in DAY_PARTS and word.text not in DAY_PARTS | {"now"}:
        on = "on " if word.text in WEEKDAYS else ""
        return 2, f"{on}{word.shown} {after.shown}"
    if word.text in WEEKDAYS:
        return 1, f"on {word.shown}"
    if word.text in MONTHS or word.text in SEASONS:
        return 1, f"in {word.shown}"
    if word.text in AT:
        return 1, f"at {word.text}"
    if word.text in DAY_PARTS:
        return 1, f"{'on' if word.text == 'weekend' else 'in'} the {word.text}"
    return 1, word.shown
