"""English sentences to ASL glosses with non-manual markers, by rules over a dependency parse.

The order is ASL's: if-clauses and clauses of time before their main clause; in a clause time first, then the topic,
then the comment; wh-words last; articles, the copula, do-support and empty prepositions are not signed.
Negation is signed before what it negates with a head shake over it; sentence type gives the brows
(Valli & Lucas, Linguistics of American Sign Language; Neidle et al., The Syntax of ASL).
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
    """One sentence: its plan, the unit behind each token of it, and the words that are left unsigned."""

    plan: Plan
    units: tuple[Unit, ...]
    unsigned: tuple[Unsigned, ...]


def gloss(text: str) -> list[Plan]:
    """One plan a sentence, as the first thing that is said. Raises `InputError` where nothing can be signed."""
    return [glossed.plan for glossed in gloss_after(text, Discourse())[0] if glossed.plan.tokens]


def gloss_after(text: str, before: Discourse) -> tuple[list[Glossed], Discourse]:
    """The sentences of `text`, said after what `before` knows, and what is known then. Raises as `gloss` does."""
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
    # The brows and the head say "if", and signers need no more; the lexicon's IF would say it twice. UNLESS (as NOT)
    # and WHEN say more than the marker does and stay.
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
