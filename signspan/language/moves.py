"""Words that move inside their clause: English inversions, NONE, owners, and the question of a cleft.

Each takes the units of one clause in order and returns them in their new order.
"""

from typing import Any

from signspan.language.question import is_wh
from signspan.language.unit import Unit
from signspan.language.words import SUBJECT_ROLES


def uninverted(units: list[Unit]) -> list[Unit]:
    """YOU CAN HELP: ASL marks questions by the brows, not by order, so the auxiliary goes after its subject."""
    made = list(units)
    for unit in units:
        if unit.token.dep_ not in {"aux", "neg"} or not unit.source:
            continue
        subject = next((c for c in unit.token.head.children if c.dep_ in SUBJECT_ROLES and c.i > unit.token.i), None)
        if subject is None:
            continue
        inside = {token.i for token in subject.subtree}
        last = max((n for n, other in enumerate(made) if other.token.i in inside), default=-1)
        now = made.index(unit)
        if last > now:
            made.insert(last, made.pop(now))
            unit.why.append("behind its subject: the brows ask, not the order")
    return made


def doer_first(units: list[Unit], verb: Any) -> list[Unit]:
    """HE, CAR HIT for "he was hit by a car": the agent goes before the verb, the patient is the topic."""
    inside = {token.i for child in verb.children if child.dep_ == "agent" for token in child.subtree}
    doers = [unit for unit in units if unit.token.i in inside]
    at = next((n for n, unit in enumerate(units) if unit.token.i == verb.i), None)
    if not doers or at is None:
        return units
    for unit in doers:
        unit.why.append("who does it comes before the verb")
    return [*(unit for unit in units[:at] if unit not in doers), *doers, *(u for u in units[at:] if u not in doers)]


def none_last(units: list[Unit]) -> list[Unit]:
    """MONEY NONE: NONE goes after its noun."""
    made = list(units)
    for unit in units:
        if unit.gloss == "NONE" and unit.token.dep_ == "det":
            made.remove(unit)
            after = max((n for n, other in enumerate(made) if other.token == unit.token.head), default=len(made) - 1)
            made.insert(after + 1, unit)
            unit.why.append("behind what there is none of")
    return made


def owner_first(units: list[Unit]) -> list[Unit]:
    """RIVER BANK for "the bank of the river": the whole comes before its part."""
    made = list(units)
    for unit in units:
        whole = _whole(unit.token)
        if whole is None:
            continue
        inside = {token.i for token in whole.subtree}
        moved = [other for other in made if other.token.i in inside]
        rest = [other for other in made if other.token.i not in inside]
        phrase = {unit.token.i} | {token.i for child in unit.token.lefts for token in child.subtree}
        at = next((n for n, other in enumerate(rest) if other.token.i in phrase), None)
        if at is not None and moved:
            made = rest[:at] + moved + rest[at:]
            for other in moved:
                other.why.append(f"before {unit.gloss}, which is part of it")
    return made


def _whole(part: Any) -> Any:
    """The whole that a noun is part of: a definite thing after "of"."""
    if part.pos_ != "NOUN":
        return None
    for of in part.children:
        if of.lower_ == "of" and of.dep_ == "prep":
            for noun in of.children:
                owned = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in noun.children)
                if noun.dep_ == "pobj" and noun.pos_ in {"NOUN", "PROPN"} and owned:
                    return noun
    return None


def cleft(units: list[Unit], verb: Any) -> list[Unit]:
    """I WANT WHAT, COFFEE for "what I want is coffee": the signer asks with raised brows, and answers."""
    asked = next((c for c in verb.children if c.dep_ == "csubj" and verb.lemma_ == "be"), None)
    if asked is None:
        return units
    inside = {token.i for token in asked.subtree}
    wh = next((unit for unit in units if unit.token.i in inside and is_wh(unit.token)), None)
    if wh is None:
        return units
    question = [unit for unit in units if unit.token.i in inside and unit is not wh]
    for unit in (*question, wh):
        unit.mark("brows-raised", "the signer asks and answers")
    return [*question, wh, *(unit for unit in units if unit.token.i not in inside)]
