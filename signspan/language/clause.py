"""One clause of signs, sorted into its parts: negation, question, time, subject and predicate."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import lemminflect

from signspan.language import frames
from signspan.language.noun import Phrase, gather, settle_counts
from signspan.language.reading import Word
from signspan.language.times import take_times, tense_of

MEASURES = frozenset("many much old long far often".split())
KINDS = frozenset("color kind size time".split())


@dataclass(slots=True)
class Clause:
    """The parts, each in signed order; `before` and `after` are the phrases around the first verb."""

    times: list[str] = field(default_factory=list)
    tense: str = "present"
    wh: list[str] = field(default_factory=list)
    negative: str = ""
    none: bool = False
    modal: str = ""
    frequency: list[str] = field(default_factory=list)
    habitual: bool = False
    before: list[Phrase] = field(default_factory=list)
    verb: str = ""
    polite: bool = False
    after: list[Phrase] = field(default_factory=list)


def sort(words: Sequence[Word]) -> Clause:
    """The words of one clause, sorted into its parts."""
    clause = Clause()
    kept = _take_asking(list(words), clause)
    kept = _take_denial(kept, clause)
    kept = _take_aspect(kept, clause)
    clause.times, kept, times = take_times(kept)
    if clause.tense == "present":
        clause.tense = "future" if clause.modal == "will" else tense_of(times)
    clause.habitual = bool(
        {"every", "daily", "twice", "once"} & times or frames.FREQUENCIES.intersection(clause.frequency)
    )
    if "since" in times and clause.tense == "past":
        clause.tense = "perfect"
    verbal = any(word.role == "verb" for word in kept)
    found = settle_counts(gather(kept, verbal))
    at = next((n for n, phrase in enumerate(found) if phrase.kind == "verb"), None)
    if at is None:
        clause.before = found
        return clause
    clause.before, clause.after = found[:at], found[at + 1 :]
    clause.verb = _plain(found[at].words[0], clause)
    if clause.tense == "future" and "will" not in clause.modal and clause.verb in frames.NOW_VERBS:
        clause.tense = "present"
    return clause


def _take_asking(words: list[Word], clause: Clause) -> list[Word]:
    kept: list[Word] = []
    for at, word in enumerate(words):
        measure = at > 0 and words[at - 1].text == "how" and word.text in MEASURES
        if word.role == "wh" or measure:
            if word.text not in clause.wh:
                clause.wh.append(word.text)
        else:
            kept.append(word)
    return kept


def _take_denial(words: list[Word], clause: Clause) -> list[Word]:
    kept: list[Word] = []
    for word in words:
        if word.role == "not" and word.text in {"not", "never", "none"}:
            clause.negative = "never" if word.text == "never" else clause.negative or "not"
            clause.none = clause.none or word.text == "none"
            continue
        if "head-shake" in word.markers:
            clause.negative = clause.negative or "not"
        kept.append(word)
    return kept


def _take_aspect(words: list[Word], clause: Clause) -> list[Word]:
    """Modals, FINISH as "already done", YET, and how often."""
    kept: list[Word] = []
    verbs = [n for n, word in enumerate(words) if word.role == "verb" and word.text != "finish"]
    for at, word in enumerate(words):
        done = word.text == "finish" and verbs and (at == len(words) - 1 or at + 1 in verbs)
        after_order = at and words[at - 1].role == "pronoun" and any(n < at for n in verbs)
        if word.role == "modal" and not clause.modal:
            clause.modal = word.text
        elif done and not (after_order and at != len(words) - 1):
            clause.tense = "past"
        elif word.text == "yet" and clause.negative:
            clause.tense = "perfect"
            kept.append(word)
        elif word.text in frames.FREQUENCIES | frames.BEFORE_VERB and word.role == "adverb":
            clause.frequency.append(word.text)
        else:
            kept.append(word)
    if clause.modal == "will" and clause.tense == "past":
        clause.tense = "present"
    return kept


def _plain(word: Word, clause: Clause) -> str:
    """The verb in its plain form; a gloss like BROKE is itself in the past."""
    known = lemminflect.getAllLemmas(word.text, upos="VERB").get("VERB", (word.text,))
    if word.text in known or "-" in word.text:
        return word.text
    base = str(known[0])
    if word.text in lemminflect.getInflection(base, "VBD") and clause.tense == "present":
        clause.tense = "past"
    return base
