"""The words of one clause in ASL order: opening, time, topic, comment, wh-word."""

from dataclasses import dataclass
from typing import Any, Final

from signspan.events import SentenceType
from signspan.language.clauses import Clause
from signspan.language.condition import Condition
from signspan.language.moves import cleft, doer_first, none_last, owner_first, uninverted
from signspan.language.question import is_asked
from signspan.language.topic import in_topic, passive_subject, relative_phrase
from signspan.language.unit import Unit
from signspan.language.words import NEGATIVES, TIME_WORDS

_OPENERS: Final = frozenset({"cc", "mark", "intj"})
_GREETINGS: Final = frozenset({"HELLO", "BYE", "EXCUSE-ME", "SORRY", "THANK-YOU", "YES", "NO", "OK"})
_SPANS: Final = frozenset({"for", "until", "till", "since", "than"})  # a duration or a comparison, which sets no scene
_PERIODS: Final = frozenset("day week month year morning afternoon evening night weekend hour minute time".split())


@dataclass(frozen=True, slots=True)
class Order:
    """The units of one clause by their position."""

    opener: list[Unit]
    time: list[Unit]
    topic: list[Unit]
    comment: list[Unit]
    wh: list[Unit]

    def units(self) -> list[Unit]:
        return [*self.opener, *self.time, *self.topic, *self.comment, *self.wh]


def ordered(clause: Clause, front: frozenset[int], kind: SentenceType) -> Order:
    """A clause in order, with all markers but those of the sentence type."""
    time = [unit for unit in clause.units if _is_time(unit) and (front or not _in_relative(unit.token, clause.head))]
    rest = [unit for unit in clause.units if unit not in time]
    opener = []
    while rest and (rest[0].token.dep_ in _OPENERS or rest[0].gloss in _GREETINGS) and rest[0].gloss != "UNLESS":
        opener.append(rest.pop(0))
    _negate(opener)
    if clause.condition is not None:
        return _condition(opener, time, rest, clause.condition)
    for unit in time:
        unit.why.append("time comes first")
    rest = doer_first(owner_first(none_last(uninverted(rest))), clause.head)
    if not clause.main:
        order = Order(opener, time, [], _negate(rest), [])
        if clause.scene:
            for unit in order.units():
                unit.mark("topic", "a clause of time sets the scene")
        return order
    wh = sorted((unit for unit in rest if is_asked(unit.token, kind)), key=lambda unit: unit.gloss in {"WHAT", "WHICH"})
    rest = [unit for unit in rest if unit not in wh]
    for unit in wh:
        unit.why.append("the wh-word comes last")
    topic, why = _topic(clause, rest, front)
    for unit in topic:
        unit.mark("topic", why)
    rest = cleft([unit for unit in rest if unit not in topic], clause.head)
    return Order(opener, time, topic, _negate(rest), wh)


def _topic(clause: Clause, rest: list[Unit], front: frozenset[int]) -> tuple[list[Unit], str]:
    related, suffers = relative_phrase(clause.head), passive_subject(clause.head)
    if front:
        topic, why = [unit for unit in rest if unit.token.i in front], "English puts it in front"
    elif related:
        topic, why = [unit for unit in rest if unit.token.i in related], "a noun with its relative clause is a topic"
    elif suffers:
        topic, why = [unit for unit in rest if unit.token.i in suffers], "it happens to this one, who does not do it"
    elif clause.head.dep_ in {"ccomp", "advcl"}:
        return [], ""
    else:
        topic = [unit for unit in rest if in_topic(unit.token, clause.head)]
        why = "what the sentence is about comes first"
    return ([], "") if len(topic) == len(rest) else (topic, why)  # a topic needs a comment


def _condition(opener: list[Unit], time: list[Unit], rest: list[Unit], condition: Condition) -> Order:
    unless = next((unit for unit in rest if unit.gloss == "UNLESS" and unit.token == condition.mark), None)
    negated = any(child.dep_ == "neg" for child in condition.verb.children)
    if unless is not None and not negated:
        unless.gloss = "NOT"
        unless.why.append("unless is 'if not': the marker says 'if', NOT the rest")
        rest.remove(unless)
        verb = next((n for n, unit in enumerate(rest) if unit.token.i >= condition.verb.i), len(rest))
        rest.insert(verb, unless)
    _negate(rest)
    order = Order(opener, time, [], rest, [])
    for unit in order.units():
        unit.mark("conditional", "an if-clause comes first, under raised brows")
    return order


def _negate(units: list[Unit]) -> list[Unit]:
    """Head shake over each negative and the rest of its clause, which it negates."""
    for number, unit in enumerate(units):
        if unit.gloss.lower() in NEGATIVES or unit.token.lower_ in NEGATIVES:
            unit.mark("head-shake", "a negative")
            head = unit.token.head
            if unit.gloss == "NONE":
                for other in units:
                    if other.token == head:
                        other.mark("head-shake", "there is none of it")
                continue
            for later in units[number + 1 :]:
                if later.token == head or head.is_ancestor(later.token):
                    later.mark("head-shake", f"{unit.gloss} negates it")
    return units


def _is_time(unit: Unit) -> bool:
    """Whether a token is a time expression: a time word, or part of a noun phrase with one ("next week"), but no
    duration, age or clause."""
    token = unit.token
    if unit.gloss == "PAST" and token.lemma_ == "use":
        return True
    if token.pos_ == "AUX" or any(a.lower_ in _SPANS and a.dep_ == "prep" for a in token.ancestors):
        return False
    if token.dep_ in {"det", "amod", "compound", "nummod"} and token.head.lower_ in TIME_WORDS:
        token = token.head  # every Saturday, tomorrow morning
    if token.lower_ in TIME_WORDS and token.dep_ not in {"nsubj", "dobj", "attr", "prep", "mark", "compound"}:
        return token.ent_type_ in {"DATE", "TIME", ""} and not _greets(token)
    near = [token, *token.ancestors][:3]
    if any(h.lower_ in {"times", "twice"} for h in near):  # how often, not when
        return False
    if any(h.dep_ == "npadvmod" and h.head.lower_ in {"old", "late", "early", "long"} for h in near):
        return False
    if token.lower_ == "ago" or any(h.head.lower_ == "ago" for h in near if h.dep_ == "npadvmod"):
        return True
    if token.ent_type_ in {"DATE", "TIME"} and token.dep_ not in {"nsubj", "dobj", "attr"}:
        return any(h.dep_ in {"npadvmod", "pobj"} and h.ent_type_ in {"DATE", "TIME"} for h in near)
    return any(h.dep_ == "npadvmod" and h.lemma_ in _PERIODS for h in near[:2]) and token.pos_ in {"NOUN", "DET", "ADJ"}


def _greets(token: Any) -> bool:
    """GOOD MORNING is a greeting, not a time."""
    return any(child.lower_ == "good" for child in token.children) or token.dep_ == "ROOT"


def _in_relative(token: Any, head: Any) -> bool:
    """Whether it is inside a relative clause, which has a time of its own."""
    return any(ancestor.dep_ == "relcl" and head.is_ancestor(ancestor) for ancestor in token.ancestors)
