"""The type of a sentence, and the markers for it."""

from typing import Any, Final

from signspan.events import SentenceType
from signspan.language.clauses import head_of
from signspan.language.unit import Unit
from signspan.language.words import SUBJECT_ROLES, WH_WORDS

_MEASURES: Final = frozenset({"many", "much", "old", "long", "far", "often"})
_SORTS: Final = frozenset({"kind", "sort", "type"})


def sentence_type(sentence: Any) -> SentenceType:
    """Whether a spaCy span is a statement, a command, or which kind of question."""
    tokens = [token for token in sentence if not token.is_punct and not token.is_space]
    if not tokens:
        return "statement"
    asked = any(token.text == "?" for token in sentence)
    wh = [t for t in tokens if is_wh(t)]
    fronted = bool(wh) and wh[0].i - tokens[0].i <= 1
    inverted = tokens[0].pos_ == "AUX" and any(t.dep_ in SUBJECT_ROLES for t in tokens[1:4])
    own = [t for t in wh if _is_own(t, sentence.root) or asks_of_topic(t)]
    if wh and ((asked and (own or fronted)) or (fronted and any(t.pos_ == "AUX" for t in tokens[1:3]))):
        return "wh-question"
    if asked or inverted:
        return "yes-no-question"
    root = sentence.root
    subject = any(child.dep_ in SUBJECT_ROLES for child in root.children)
    if (
        root.tag_ in {"VB", "VBP"}
        and root.lemma_ != "thank"
        and not subject
        and not any(child.tag_ == "MD" for child in root.children)
    ):
        return "command"
    return "statement"


def _is_own(token: Any, root: Any) -> bool:
    """Whether a wh-word belongs to the main clause: in "do you know what …" it does not ask."""
    head = head_of(token)
    return bool(head == root or head.dep_ == "conj") and not any(a.dep_ == "relcl" for a in [token, *token.ancestors])


def is_wh(token: Any) -> bool:
    """Whether a wh-word can ask: in "when it rains" it does not."""
    asks = token.lower_ in WH_WORDS and token.tag_ in {"WP", "WP$", "WRB", "WDT"}
    return asks and token.dep_ != "mark" and not (token.lower_ == "when" and token.head.dep_ == "advcl")


def asks_of_topic(token: Any) -> bool:
    """Whether the wh-word follows a topic ("The coffee, who bought?"), which the parser takes for a relative clause."""
    return bool(is_wh(token) and token.i > 0 and token.nbor(-1).text == "," and token.sent[-1].text == "?")


def is_asked(token: Any, kind: SentenceType) -> bool:
    """The wh-word of a wh-question and the word it asks about (HOW MANY, WHICH COLOR)."""
    if kind != "wh-question":
        return False
    if is_wh(token):
        return asks_of_topic(token) or not any(a.dep_ == "relcl" for a in [token, *token.ancestors])
    if token.lower_ in _SORTS and any(is_wh(child) for child in token.children):
        return True
    return token.lower_ in _MEASURES and any(child.lower_ == "how" for child in token.children)


def mark_type(kind: SentenceType, comment: list[Unit], wh: list[Unit]) -> None:
    """Brows, nod and lean over the main clauses."""
    if kind == "yes-no-question":
        for unit in comment:
            unit.mark("brows-raised", "a question that yes or no answers")
        if comment:
            comment[-1].mark("head-forward", "such a question ends in a lean")
    elif kind == "wh-question":
        for unit in (*comment, *wh):
            unit.mark("brows-furrowed", "a question for who, what, where …")
    elif comment and comment[0].gloss in {"YES", "RIGHT", "OK"}:
        comment[0].mark("head-nod", "it is so")
