"""Continuing and repeated actions: ASL repeats the verb, so the words that say so need no sign of their own.

(Klima & Bellugi, The Signs of Language: continuative and iterative aspect.)
"""

from typing import Any

from signspan.language.phrases import Chosen, matches
from signspan.language.unit import Unit
from signspan.language.words import NEGATIVES, ON_AND_ON


def repeated(tokens: list[Any], chosen: Chosen) -> Chosen:
    """The units without the words that repetition of the verb already expresses."""
    units = [unit for unit in chosen if isinstance(unit, Unit)]
    for number, token in enumerate(tokens):
        words = next((w for w in ON_AND_ON if matches(tokens[number : number + len(w)], w)), ())
        keeps = token.lemma_ == "keep" and next((c for c in token.children if c.tag_ == "VBG"), None)
        if words:
            _repeat(chosen, units, _verb_of(token), tokens[number : number + len(words)])
        elif keeps:
            _repeat(chosen, units, keeps, [token])
        elif token.lower_ == "always":
            _repeat(chosen, units, _verb_of(token), [])
    return chosen


def _verb_of(token: Any) -> Any:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def _repeat(chosen: Chosen, units: list[Unit], verb: Any, carried: list[Any]) -> None:
    target = next((unit for unit in units if unit.token.i == verb.i and unit.kind == "sign"), None)
    if target is None or target.repeat > 1 or verb.lemma_ in {"be", "have"} or target.gloss in NEGATIVES:
        return
    target.again("it goes on, or happens again and again")
    inside = {token.i for token in carried}
    for other in [unit for unit in units if unit.token.i in inside]:
        chosen.remove(other)
        target.carry(other.token, "the repeated verb says it")
