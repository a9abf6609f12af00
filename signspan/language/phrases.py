"""Words that are signed together, or whose meaning depends on each other.

Each rule looks at the tokens of a sentence from one position on, and returns how many it takes and what they become.
"""

from collections.abc import Callable
from typing import Any, Final

from signspan.events import TokenKind
from signspan.language.senses import SPELL, sensed
from signspan.language.unit import Unit, Unsigned
from signspan.language.words import BEFORE_VERBS, MODALS, MONEY_SIGNS, PHRASES, POINTS, SYMBOLS

Chosen = list[Unit | Unsigned]
Found = tuple[int, Chosen]  # how many tokens, and what they become
NOTHING: Final[Found] = (0, [])


def _text(tokens: list[Any]) -> str:
    return " ".join(token.text for token in tokens)


def matches(tokens: list[Any], words: tuple[str, ...]) -> bool:
    """Whether tokens are these words, as they are or in their dictionary form."""
    forms = zip(tokens, words, strict=False)
    return len(tokens) == len(words) and all(word in (t.lower_, t.lemma_.lower()) for t, word in forms)


def _top(tokens: list[Any]) -> Any:
    """The head of a phrase."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])


def _tag_question(tokens: list[Any], at: int) -> Found:
    """A tag such as ", aren't you?" asks for confirmation."""
    rest = [token for token in tokens[at:] if not token.is_punct]
    asked = at > 1 and tokens[at - 1].text == "," and tokens[-1].text == "?"
    if not (asked and 2 <= len(rest) <= 3 and rest[0].pos_ == "AUX" and rest[-1].lower_ in POINTS):
        return NOTHING
    return len(rest), [Unit(rest[0], "RIGHT", "sign", _text(rest), "a tag asks whether it is right")]


def _phrase(tokens: list[Any], at: int) -> Found:
    for words, name in PHRASES.items():
        span = tokens[at : at + len(words)]
        if matches(span, words):
            kind: TokenKind = "point" if name == "WE" else "sign"
            return len(words), [Unit(_top(span), name, kind, _text(span), f"{_text(span)!r} is one sign")]
    return NOTHING


def _before_verb(tokens: list[Any], at: int) -> Found:
    for words, name in BEFORE_VERBS.items():
        span = tokens[at : at + len(words)]
        after = tokens[at + len(words) : at + len(words) + 1]
        if matches(span, words) and after and after[0].tag_ in {"VB", "RB"} and span[0].tag_ != "VBN":
            why = f"{_text(span)!r} before a verb is {name}"
            if name == "MUST" and any(child.dep_ == "neg" for child in span[0].children):
                name, why = "NEED", "what one does not have to do is not needed"
            if span[0].lemma_ == "be" and any(child.lower_ in MODALS for child in span[0].children):
                return len(words), [Unsigned(_text(span), "the modal says it already")]
            return len(words), [Unit(_top(span), name, "sign", _text(span), why)]
    return NOTHING


def _cannot(tokens: list[Any], at: int) -> Found:
    if at + 1 < len(tokens) and tokens[at].lower_ in {"can", "ca", "could"} and tokens[at + 1].dep_ == "neg":
        span = tokens[at : at + 2]
        if tokens[at + 1].lower_ != "never" and not _sentence_opens(tokens, at):
            return 2, [Unit(span[1], "CANNOT", "sign", _text(span), "CANNOT is a sign of its own")]
    return NOTHING


def _sentence_opens(tokens: list[Any], at: int) -> bool:
    """Whether an inverted question such as "can't you …" asks about a negated CAN."""
    return at == 0 and at + 2 < len(tokens) and bool(tokens[at + 2].lower_ in POINTS)


def _turn(tokens: list[Any], at: int) -> Found:
    """In "turn left" the parser often reads a noun and the verb "left"."""
    span = tokens[at : at + 2]
    if len(span) < 2 or span[0].lemma_.lower() not in {"turn", "go"} or span[1].lower_ not in {"left", "right"}:
        return NOTHING
    verb = Unit(span[0], span[0].lemma_.upper(), "sign", span[0].text, "as said")
    side = span[1].lower_
    return 2, [verb, sensed(span[1], "LEFT" if side == "left" else SPELL, side, f"{side!r} is the side")]


def _number(tokens: list[Any], at: int) -> Found:
    first, rest = tokens[at], tokens[at + 1 : at + 3]
    if len(rest) == 2 and rest[0].text == "-" and first.like_num and rest[1].like_num:
        number = "".join(token.text for token in tokens[at : at + 3])  # thirty-two is one number
        return 3, [Unit(rest[1], number.upper(), "number", number, "a number with a hyphen is one number")]
    if first.text in MONEY_SIGNS and rest and rest[0].like_num:
        amount = Unit(rest[0], rest[0].text, "number", rest[0].text, "a number")
        return 2, [amount, Unit(rest[0], SYMBOLS[first.text], "sign", first.text, "money is counted, then named")]
    if first.like_num and rest and rest[0].lower_ == "o'clock":
        hour = Unit(first, first.text.upper(), "number", first.text, "a number")
        return 2, [Unit(first, "TIME", "sign", rest[0].text, "the hour follows TIME"), hour]
    return NOTHING


RULES: Final[tuple[Callable[[list[Any], int], Found], ...]] = (
    _tag_question,
    _before_verb,
    _turn,
    _phrase,
    _cannot,
    _number,
)
