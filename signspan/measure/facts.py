"""Whether a sentence holds the facts it should, checked by words, inflections and order, without a parser.

It must have every content word and no others, and keep who does what, tense, polarity and sentence type.
"""

import re
from collections.abc import Iterable

from signspan.events import SentenceType
from signspan.language.faithful import BE, PRONOUNS, added, denies, lemmas, tenses, words_of
from signspan.language.words import WH_WORDS
from signspan.measure.pairs import Facts, Words

AUXILIARIES = BE | frozenset("do does did have has had will would can could must should may might".split())


def broken(text: str, facts: Facts, glosses: Iterable[str]) -> list[str]:
    """The facts that `text` does not hold, each in a few words; empty if its meaning is exact."""
    words = words_of(text)
    said = [lemmas(word) for word in words]
    wrong = [f"lost {'|'.join(sorted(c))}" for c in facts.content if not any(c & word for word in said)]
    allowed = frozenset({"no"} if facts.negative else ()).union(*facts.content)
    wrong += [f"added {word}" for word in added(words, glosses, allowed, facts.sentence_type.endswith("question"))]
    wrong += [f"order {_shown(order)}" for order in facts.orders if not _follows(order, words, said)]
    if facts.tense in {"past", "present", "future"} and facts.tense not in tenses(words):
        wrong.append(f"tense not {facts.tense}")
    if facts.negative != denies(text):
        wrong.append("polarity")
    if not _is_type(facts.sentence_type, text, words):
        wrong.append(f"no {facts.sentence_type}")
    return wrong


def _is_type(sentence_type: SentenceType, text: str, words: list[str]) -> bool:
    asked = text.rstrip().endswith("?")
    if sentence_type.endswith("question") != asked or not words:
        return False
    start = words_of(re.split(r"[,.!](?=\s)", text)[-1]) or words
    if sentence_type == "yes-no-question":
        return words[0] in AUXILIARIES or start[0] in AUXILIARIES
    if sentence_type == "wh-question":
        return words[0] in WH_WORDS or start[0] in WH_WORDS
    if sentence_type == "command":
        return not ({"i", "you", "he", "she", "we", "they", "the", "is", "are"} & {words[0], start[0]})
    return True


def _follows(order: Words, words: list[str], said: list[frozenset[str]]) -> bool:
    at = 0
    for place in order:
        pronoun = place & PRONOUNS
        while at < len(words) and not (words[at] in place if pronoun else said[at] & place):
            at += 1
        if at == len(words):
            return False
        at += 1
    return True


def _shown(order: Words) -> str:
    return " > ".join("|".join(sorted(place)) for place in order)
