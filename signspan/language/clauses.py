"""Which words of a sentence form a clause, and the order of the clauses in ASL.

Conditions come first (`condition.py`), as do clauses of time ("when", "while", "after"), which set the scene. The
others stay in English order. A relative clause belongs to its noun and does not count.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from signspan.language.condition import Condition, conditions, place_before
from signspan.language.unit import Unit
from signspan.language.words import SUBJECT_ROLES

_SCENES: Final = frozenset({"when", "while", "after", "before", "once", "until", "whenever"})
_CLAUSES: Final = frozenset({"conj", "advcl", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Units of one clause, in English order, and its verb; `condition` for an if-clause, `scene` for a clause of time,
    `main` for those that have the sentence's type."""

    units: list[Unit]
    head: Any
    condition: Condition | None
    scene: bool
    main: bool


def clauses(sentence: Any, units: list[Unit], found: list[Condition]) -> list[Clause]:
    """The clauses of a spaCy span in signed order."""

    def home(unit: Unit) -> tuple[int, int]:
        """The condition's number or -1, and the clause's head."""
        for number, condition in enumerate(found):
            if unit.token.i in condition.tokens:
                return number, int(condition.verb.i)
        return -1, int(head_of(unit.token).i)

    def where(unit: Unit) -> tuple[float, int, int]:
        number, head = home(unit)
        at = int(unit.token.i)
        if number >= 0:
            return found[number].before - 0.5, number, at
        verb = sentence.doc[head]
        mark = _scene_mark(verb)
        if mark is not None and verb.dep_ == "advcl" and not _points_back(verb):
            return min(place_before(verb, mark), at) - 0.25, head, at
        return at, 0, at

    made = []
    for (number, head), run in groupby(sorted(units, key=where), home):
        verb = sentence.doc[head]
        scene = number < 0 and verb.dep_ == "advcl" and _scene_mark(verb) is not None
        main = number < 0 and verb.dep_ != "advcl"
        made.append(Clause(list(run), verb, found[number] if number >= 0 else None, scene, main))
    return made


def head_of(token: Any) -> Any:
    """The verb whose clause a token is in."""
    if token.dep_ == "cc":  # "but my brother …": the conjunction opens the clause that follows
        after = next((c for c in token.head.children if c.dep_ == "conj" and c.i > token.i and is_clause(c)), None)
        if after is not None:
            return after
    while token.dep_ != "ROOT" and not is_clause(token):
        token = token.head
    return token


def is_clause(token: Any) -> bool:
    """Whether a token is the verb of a clause with its own subject that is no relative clause."""
    if token.dep_ == "ROOT":
        return True
    if token.dep_ not in _CLAUSES or token.pos_ not in {"VERB", "AUX"}:
        return False
    if any(ancestor.dep_ in {"relcl", "csubj", "pcomp"} for ancestor in token.ancestors):
        return False
    return any(child.dep_ in SUBJECT_ROLES for child in token.children) and _let(token) is None


def _let(token: Any) -> Any:
    """The verb of "let's", of which "eat" is no clause of its own."""
    return token.head if token.dep_ == "ccomp" and token.head.lemma_ in {"let", "make", "help"} else None


def _scene_mark(verb: Any) -> Any:
    return next(
        (c for c in verb.children if c.lower_ in _SCENES and c.i < verb.i and c.dep_ in {"mark", "advmod"}), None
    )


def _points_back(verb: Any) -> bool:
    """A clause about *he* or *she* after its main clause stays there: the pointing refers to someone named in that."""
    after = verb.i > verb.head.i
    return after and any(
        child.dep_ in SUBJECT_ROLES and child.lower_ in {"he", "she", "it", "they"} for child in verb.children
    )


def found_conditions(sentence: Any) -> tuple[list[Condition], frozenset[int]]:
    """The if-clauses, and the indices of each "if" that their marker expresses."""
    found = conditions(sentence)
    return found, frozenset(at for condition in found for at in condition.ifs)
