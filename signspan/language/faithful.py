"""Whether an English sentence says all of what was signed and nothing else, by words and their inflections."""

import re
from collections.abc import Collection, Iterable, Iterator

import lemminflect

from signspan.language.words import FUTURE_TIMES, TIME_WORDS

BE = frozenset("am is are was were be been being".split())
# What a translation may add: words that join and state nothing.
FUNCTION_WORDS = (
    BE
    | frozenset("do does did doing have has had having get got will a an the and or if so one ones".split())
    | frozenset("to of in on at for with from by into over about as than that there it its some any not".split())
    | frozenset("anything something o'clock old years".split())
)
PERSONS = (
    frozenset("i me my mine myself".split()),
    frozenset("we us our ours ourselves".split()),
    frozenset("he him his himself".split()),
    frozenset("she her hers herself".split()),
    frozenset("they them their theirs themselves".split()),
)
YOU = frozenset("you your yours yourself".split())
PRONOUNS = YOU.union(*PERSONS)
DENIALS = frozenset("not never no none nothing nobody nowhere".split())
CONTRACTIONS = (
    (r"\bcan't\b|\bcannot\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"'m\b", " am"),
    (r"'re\b", " are"),
    (r"'ll\b", " will"),
    (r"'ve\b", " have"),
    (r"\b(it|he|she|that|what|where|who)'s\b", r"\1 is"),
)


def words_of(text: str) -> list[str]:
    """Words in lower case, contractions written out."""
    lower = text.lower().replace("\u2019", "'")
    for short, long in CONTRACTIONS:
        lower = re.sub(short, long, lower)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", lower)


def lemmas(word: str) -> frozenset[str]:
    """A word and everything it may be a form of."""
    known = lemminflect.getAllLemmas(word).values()
    return frozenset({word, *(lemma.lower() for forms in known for lemma in forms)})


def parts_of(gloss: str) -> list[str]:
    """The words of a gloss; a spelled one is one word."""
    letters = gloss.lower().split("-")
    return ["".join(letters)] if all(len(letter) == 1 for letter in letters) else letters


def added(words: list[str], glosses: Iterable[str], allowed: Collection[str], asked: bool) -> Iterator[str]:
    """Content words without a gloss that are not `allowed`, and persons nobody mentioned."""
    signed = {part for gloss in glosses for part in parts_of(gloss)}
    fine = FUNCTION_WORDS.union(*(lemmas(part) for part in signed), allowed)
    for person in (*PERSONS, YOU):
        if person & signed:
            fine |= person
    if asked:
        fine |= YOU  # who is asked
    for word in words:
        if not (word in fine if word in PRONOUNS else lemmas(word) & fine):
            yield word


def tenses(words: list[str]) -> set[str]:
    """The possible tenses of a sentence; verbs like "quit" allow two."""
    if "will" in words:
        return {"future"}
    if {"did", "was", "were", "had"} & set(words):
        return {"past"}
    found: set[str] = set()
    for at, word in enumerate(words):
        bases = lemminflect.getAllLemmas(word, upos="VERB").get("VERB", ())
        before = set(words[max(0, at - 3) : at])
        if before & {"have", "has"} and any(word in lemminflect.getInflection(base, "VBN") for base in bases):
            return {"past"}
        if word in BE or before & BE:  # "married" in "are you married" is no past
            continue
        if any(word in lemminflect.getInflection(base, "VBD") for base in bases):
            found |= {"past", "present"} if word in bases else {"past"}
    if not found:
        found = {"present"}
    soon = any(word in FUTURE_TIMES for word in words) and any(word.endswith("ing") for word in words)
    return found | ({"future"} if soon else set())


def denies(text: str) -> bool:
    """Whether a sentence is negative; a NO as an answer does not count."""
    words = words_of(text)
    answers = re.match(r"no[,.]", text.lower()) is not None
    return any(word in DENIALS for word in words[1 if answers else 0 :])


def differs(text: str, rules: str, glosses: Collection[str]) -> str:
    """How `text` differs from `rules`, a sentence known to be faithful; empty if it does not.

    They must have the same content in the same order, except words of time and manner, and the same tense, negation and
    type.
    """
    ours, theirs = words_of(rules), words_of(text)
    asked = rules.endswith("?")
    foreign = next(added(theirs, glosses, {*ours, "no"} if denies(rules) else ours, asked), "")
    if foreign:
        return f"added {foreign}"
    if text.rstrip().endswith("?") != asked:
        return "not the same kind of sentence"
    if denies(text) != denies(rules):
        return "denied" if denies(text) else "not denied"
    if not tenses(ours) & tenses(theirs):
        return "another tense"
    wanted, found = ([_content(word) for word in words if _content(word)] for words in (ours, theirs))
    if sorted(wanted) != sorted(found):
        return f"lost or repeated {' '.join(sorted({*wanted} ^ {*found}))}".strip()
    moved = [word for word in wanted if _acts(word)] != [word for word in found if _acts(word)]
    return "said of another" if moved else ""


def _content(word: str) -> str:
    return "" if word in FUNCTION_WORDS | DENIALS else word if word in PRONOUNS else min(lemmas(word))


def _acts(word: str) -> bool:
    parts = lemminflect.getAllLemmas(word).keys()
    return word in PRONOUNS or (word not in TIME_WORDS and bool({"NOUN", "VERB", "PROPN"} & parts))
