"""English sentences to ASL glosses with non-manual markers, by rules over a dependency parse.

The order is ASL's: if-clauses and clauses of time before their main clause; in a clause time first, then the topic,
then the comment; wh-words last; articles, the copula, do-support and empty prepositions are not signed. Negation
precedes what it negates, with a head shake over both; the sentence type decides the brows (Valli & Lucas, Linguistics
of American Sign Language; Neidle et al., The Syntax of ASL).
"""

from dataclasses import dataclass
from typing import Any

from signspan.events import Plan, SentenceType
from signspan.language.choice import choose
from signspan.language.clauses import Clause, clauses, found_conditions
from signspan.language.discourse import Discourse, place
from signspan.language.order import ordered
from signspan.language.parser import parse
from signspan.language.question import mark_type, sentence_type
from signspan.language.topic import fronted
from signspan.language.unit import Unit, Unsigned


@dataclass(frozen=True, slots=True)
class Glossed:
    """One sentence: its plan, the unit of each token, and the words left unsigned."""

    plan: Plan
    units: tuple[Unit, ...]
    unsigned: tuple[Unsigned, ...]


def gloss(text: str) -> list[Plan]:
    """One plan per sentence, without earlier context. Raises `InputError` if nothing can be signed."""
    return [glossed.plan for glossed in gloss_after(text, Discourse())[0] if glossed.plan.tokens]


def gloss_after(text: str, before: Discourse) -> tuple[list[Glossed], Discourse]:
    """The sentences of `text` in the context `before`, and the context after them. Raises what `gloss` raises."""
    sentences = []
    for sentence in parse(text).sents:
        glossed, before = _sentence(sentence, before)
        sentences.append(glossed)
    return sentences, before


def _sentence(sentence: Any, before: Discourse) -> tuple[Glossed, Discourse]:
    kind = sentence_type(sentence)
    chosen = choose(sentence)
    units = [unit for unit in chosen if isinstance(unit, Unit)]
    unsigned = [word for word in chosen if isinstance(word, Unsigned)]
    after = place(units, before)
    found, carried = found_conditions(sentence)
    # Brows and head already express "if", so the sign IF would say it twice. UNLESS (as NOT) and WHEN say more than the
    # marker and stay.
    unsigned += [Unsigned(unit.source, "the conditional marker says it") for unit in units if unit.token.i in carried]
    run = [unit for unit in units if unit.token.i not in carried]
    made = clauses(sentence, run, found)
    front = fronted(sentence)
    parts = [(clause, ordered(clause, front, kind)) for clause in made]
    _mark(kind, parts)
    signed = tuple(unit for _, order in parts for unit in order.units())
    plan = Plan(tuple(unit.event() for unit in signed), kind)
    return Glossed(plan, signed, tuple(unsigned)), after


def _mark(kind: SentenceType, parts: list[tuple[Clause, Any]]) -> None:
    mains = [order for clause, order in parts if clause.main]
    mark_type(kind, [unit for order in mains for unit in order.comment], [unit for order in mains for unit in order.wh])
