"""Does a sentence hold the facts it should? Checked by words, inflections and order, so that no parser has a say.

It must say every content word, add none, keep who does what, the tense, the polarity and the kind of sentence.
"""

import re
from collections.abc import Iterable, Iterator

import lemminflect

from signspan.events import SentenceType
from signspan.language.words import FUTURE_TIMES, WH_WORDS
from signspan.measure.pairs import Facts, Words

BE = frozenset("am is are was were be been being".split())
AUXILIARIES = BE | frozenset("do does did have has had will would can could must should may might".split())
# What a translation may add: it joins words and claims nothing.
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


def broken(text: str, facts: Facts, glosses: Iterable[str]) -> list[str]:
    """The facts that `text` does not hold, each in a few words; empty where its meaning is exact."""
    words = words_of(text)
    said = [lemmas(word) for word in words]
    wrong = [f"lost {'|'.join(sorted(c))}" for c in facts.content if not any(c & word for word in said)]
    wrong += [f"added {word}" for word in added(words, glosses, facts)]
    wrong += [f"order {_shown(order)}" for order in facts.orders if not _follows(order, words, said)]
    if facts.tense in {"past", "present", "future"} and facts.tense not in tenses(words):
        wrong.append(f"tense not {facts.tense}")
    if facts.negative != _denies(text, words):
        wrong.append("polarity")
    if not _is_type(facts.sentence_type, text, words):
        wrong.append(f"no {facts.sentence_type}")
    return wrong


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


def added(words: list[str], glosses: Iterable[str], facts: Facts) -> Iterator[str]:
    """Words that no gloss gives and that are no function words; persons that nobody mentioned."""
    signed = {part for gloss in glosses for part in _parts(gloss)}
    allowed = FUNCTION_WORDS.union(*(lemmas(part) for part in signed), *facts.content)
    for person in (*PERSONS, YOU):
        if person & signed:
            allowed |= person
    if facts.sentence_type.endswith("question"):
        allowed |= YOU  # who is asked
    if facts.negative:
        allowed |= {"no"}
    for word in words:
        if not (lemmas(word) & allowed if word not in YOU.union(*PERSONS) else word in allowed):
            yield word


def _parts(gloss: str) -> list[str]:
    letters = gloss.lower().split("-")
    return ["".join(letters)] if all(len(letter) == 1 for letter in letters) else letters


def tenses(words: list[str]) -> set[str]:
    """The tenses a sentence may be read in; verbs like "quit" leave two."""
    if "will" in words:
        return {"future"}
    if "did" in words or "was" in words or "were" in words or "had" in words:
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


def _denies(text: str, words: list[str]) -> bool:
    answers = re.match(r"no[,.]", text.lower()) is not None
    return any(word in DENIALS for word in words[1 if answers else 0 :])


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
        pronoun = place & YOU.union(*PERSONS)
        while at < len(words) and not (words[at] in place if pronoun else said[at] & place):
            at += 1
        if at == len(words):
            return False
        at += 1
    return True


def _shown(order: Words) -> str:
    return " > ".join("|".join(sorted(place)) for place in order)
