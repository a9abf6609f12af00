"""Glosses to an English sentence, by rules: articles, tense, copula, prepositions, word order.

A sentence is read as time, topic, subject, verb, object and wh-word, in the orders that ASL uses,
and written in English order. Nothing is added but function words; a word the rules cannot place
stays where it was. A spelled gloss is its letters with hyphens: `J-o-h-n` is a name, `t-e-a` a word,
and `J-O-H-N` a name where NAME is signed or where it is no noun of the language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import lemminflect

from signspan.errors import InputError
from signspan.language.words import (
    ADJECTIVES,
    ADVERBS,
    FUTURE_TIMES,
    GREETINGS,
    MASS_NOUNS,
    MOTION_VERBS,
    PAST_TIMES,
    STATIVE_VERBS,
    TIME_WORDS,
    WH_WORDS,
)

Role = Literal["time", "wh", "pronoun", "possessive", "verb", "noun", "adjective", "adverb", "not", "modal", "other"]

SUBJECT_FORM = {"me": "I", "i": "I", "him": "he", "her": "she", "us": "we", "them": "they"}
OBJECT_FORM = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
SUBJECTS = frozenset({"i", "you", "he", "she", "it", "we", "they", "me"})
POSSESSIVES = frozenset({"my", "your", "his", "its", "our", "their"})
MODALS = {"will": "will", "can": "can", "must": "must", "should": "should", "may": "may", "might": "might"}
NEGATORS = frozenset({"not", "never", "none"})
DETERMINERS = frozenset({"this", "that", "all", "some", "many", "more", "most", "other", "another", "both", "any"})
PREPOSITIONS = frozenset("in on with for from about under behind beside between before after without near".split())
# Words that are nouns and verbs alike, and what a signer means by them most often.
VERBS_FIRST = frozenset(
    """drink help like want need work play study walk go eat finish give wait visit tell pull paint kiss dance
    change cook cheat decide forget enjoy meet look see love have know learn run show take buy call read write
    laugh cry inform share stay travel lose leave remember approve arrive feel hear hope join live make mean plan
    practice ride teach argue bring catch disappear divorce draw hurry improve jump kill match sleep understand
    think try use start stop open close ask answer talk watch send sell find hurt pay get come sit stand say do
    sign drive copy trade discuss convince""".split()
)
NOUNS_FIRST = frozenset("name time order test party game train mother father man book table color water".split())


@dataclass(slots=True)
class _Clause:
    time: list[str] = field(default_factory=list)
    wh: list[str] = field(default_factory=list)
    topic: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    modal: str = ""
    negative: str = ""
    finished: bool = False


def english(glosses: Sequence[str]) -> str:
    """One English sentence for glosses in signed order. Raises `InputError` where there are none."""
    naming = any(gloss.strip().lower() == "name" for gloss in glosses)
    words = [_word(gloss.strip(), naming) for gloss in glosses if any(c.isalnum() for c in gloss)]
    if not words:
        raise InputError(f"expected at least one gloss, got {' '.join(glosses).strip()[:40] or 'none'}")
    opening: list[str] = []
    while words and words[0] in GREETINGS and len(words) > 1:
        opening.append(words.pop(0))
    if len(words) == 1:
        return _write([*opening, *words], "?" if words[0] in WH_WORDS else ".")
    body = _clause(words)
    if _is_list(body):
        return _write([*opening, *words], ".")
    question = "?" if body.wh else "."
    text = _compose(body)
    greeting = "".join(f"{word.replace('-', ' ')}, " for word in opening)
    return _finish(greeting + text, question)


def _word(gloss: str, naming: bool) -> str:
    """The word of a gloss, in lower case; a spelled name keeps its capital, and so is no other word."""
    letters = gloss.split("-")
    if len(letters) < 2 or not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return gloss.lower()
    word = "".join(letters)
    if word.islower() or (word.isupper() and not naming and "NOUN" in lemminflect.getAllLemmas(word.lower())):
        return word.lower()
    return word.capitalize()


def _is_name(word: str) -> bool:
    return word[:1].isupper()


def role(word: str) -> Role:
    """What part a gloss plays."""
    if _is_name(word):
        return "noun"
    fixed: tuple[tuple[Role, frozenset[str]], ...] = (
        ("wh", WH_WORDS),
        ("not", NEGATORS),
        ("possessive", POSSESSIVES),
        ("pronoun", SUBJECTS | frozenset({"him", "her", "us", "them"})),
        ("modal", frozenset(MODALS)),
        ("time", TIME_WORDS | frozenset({"week", "year", "month", "day"})),
        ("adverb", ADVERBS),
        ("noun", NOUNS_FIRST),
        ("verb", VERBS_FIRST | STATIVE_VERBS | MOTION_VERBS),
        ("adjective", ADJECTIVES),
        ("other", PREPOSITIONS | DETERMINERS | frozenset({"and", "or", "but", "if", "because"})),
    )
    for name, members in fixed:
        if word in members:
            return name
    if word.isdigit():
        return "other"
    known = lemminflect.getAllLemmas(word)
    if "NOUN" in known or "PROPN" in known or not known:
        return "noun"
    return "verb" if "VERB" in known else "adjective"


def _clause(words: list[str]) -> _Clause:
    """Sorts words into the places of a clause."""
    clause = _Clause()
    roles = [role(word) for word in words]
    for number, word in enumerate(words):  # "next week", "last year": the first word belongs to the time
        if word in {"next", "last", "every"} and number + 1 < len(words) and roles[number + 1] == "time":
            roles[number] = "time"
    first_verb = next((n for n, r in enumerate(roles) if r == "verb" and words[n] != "finish"), len(words))
    pronoun = next((n for n in range(first_verb) if roles[n] == "pronoun"), None)
    for number, (word, part) in enumerate(zip(words, roles, strict=True)):
        if part == "time":
            clause.time.append(word)
        elif part == "wh" or (word in {"many", "much", "old"} and clause.wh == ["how"]):
            clause.wh.append(word)
        elif part == "not":
            clause.negative = word
        elif part == "modal":
            clause.modal = MODALS[word]
        elif word == "finish" and "verb" in [r for n, r in enumerate(roles) if n != number]:
            clause.finished = True
        elif number < first_verb:
            before_subject = pronoun is not None and number < pronoun and first_verb < len(words)
            (clause.topic if before_subject else clause.subject).append(word)
        elif number == first_verb or (part == "verb" and not clause.rest):
            clause.verbs.append(word)
        else:
            clause.rest.append(word)
    return clause


def _is_list(clause: _Clause) -> bool:
    """Nouns with nothing that joins them: said as a list, since a copula would invent a claim."""
    loose = [*clause.topic, *clause.subject]
    joined = any(role(word) in {"pronoun", "possessive", "adjective", "adverb"} for word in loose)
    return not (clause.verbs or clause.wh or clause.modal or clause.negative or joined)


def _compose(clause: _Clause) -> str:
    tense = _tense(clause)
    time = " ".join(clause.time)
    text = _verbal(clause, tense) if clause.verbs else _copular(clause, tense)
    return f"{text} {time}".strip()


def _tense(clause: _Clause) -> str:
    times = set(clause.time)
    if clause.finished or times & PAST_TIMES:
        return "past"
    return "future" if clause.modal == "will" or times & FUTURE_TIMES else "present"


def _copular(clause: _Clause, tense: str) -> str:
    """No verb: subject and predicate joined by "be"."""
    subject, predicate = _split_predicate(clause.subject)
    be = _be(subject, tense)
    if clause.wh and not subject:
        return " ".join(clause.wh)
    if clause.wh:
        asked = _noun_phrase([*subject, *predicate])
        return f"{' '.join(clause.wh)} {_be([*subject, *predicate], tense)} {asked}".strip()
    negative = " not" if clause.negative else ""
    if not predicate:
        return f"{_subject(subject)}{' not' if clause.negative else ''}"
    return f"{_subject(subject)} {be}{negative} {_predicate(predicate)}"


def _split_predicate(words: list[str]) -> tuple[list[str], list[str]]:
    """Where the subject of a sentence without a verb ends."""
    if words and role(words[0]) == "pronoun":
        return words[:1], words[1:]
    for number, word in enumerate(words):
        if number and role(word) in {"adjective", "adverb"} | ({"pronoun"} if number else set()):
            return words[:number], words[number:]
    if len(words) > 2 and role(words[0]) == "possessive":
        return words[:2], words[2:]
    return (words[:1], words[1:]) if len(words) > 1 and role(words[0]) != "possessive" else (words, [])


def _verbal(clause: _Clause, tense: str) -> str:
    verb, *chain = clause.verbs
    rest = clause.rest or ([] if chain else clause.topic)
    leading = clause.topic if clause.rest and clause.topic else []
    if chain and clause.topic and not clause.rest:
        rest = clause.topic
    subject = clause.subject or (["you"] if clause.wh else [])
    objects = _objects(rest, chain[-1] if chain else verb)
    infinitives = "".join(f" to {word}" for word in chain)
    tail = f"{infinitives} {objects}".rstrip()
    head = f"{_noun_phrase(leading)}, " if leading else ""
    if clause.wh:
        return head + _asked(clause, subject, verb, tail, tense)
    said = _finite(verb, subject, tense, clause.negative, clause.modal)
    return f"{head}{_subject(subject)} {said}{tail}".strip() if subject else f"{head}{_imperative(verb, clause)}{tail}"


def _asked(clause: _Clause, subject: list[str], verb: str, tail: str, tense: str) -> str:
    wh = " ".join(clause.wh)
    if clause.wh[0] == "who" and not clause.subject:
        return f"who {_finite(verb, ['he'], tense, clause.negative, clause.modal)}{tail}"
    things = ""
    if clause.wh == ["how", "many"] and len(subject) > 1:
        things, subject = f" {_plural(subject[0])}", subject[1:]
    elif clause.wh == ["how", "many"] and clause.topic:
        things, tail = f" {_plural(clause.topic[-1])}", ""
    negative = " not" if clause.negative else ""
    if clause.modal or tense == "future":
        return f"{wh}{things} {clause.modal or 'will'} {_subject(subject)}{negative} {verb}{tail}"
    if tense == "past":
        return f"{wh}{things} did {_subject(subject)}{negative} {verb}{tail}"
    if verb in STATIVE_VERBS:
        do = "does" if _third(subject) else "do"
        return f"{wh}{things} {do} {_subject(subject)}{negative} {verb}{tail}"
    return f"{wh}{things} {_be(subject, tense)} {_subject(subject)}{negative} {_inflect(verb, 'VBG')}{tail}"


def _finite(verb: str, subject: list[str], tense: str, negative: str, modal: str) -> str:
    """The verb as said: progressive for what is going on, simple for states."""
    no = "never" if negative == "never" else "not" if negative else ""
    if modal and modal != "will":
        return " ".join(filter(None, (modal, no, verb)))
    if tense == "future":
        return " ".join(filter(None, ("will", no, verb)))
    third = _third(subject)
    if no == "never":
        return f"never {_inflect(verb, 'VBD' if tense == 'past' else 'VBZ' if third else 'VBP')}"
    if tense == "past":
        return f"did not {verb}" if no else _inflect(verb, "VBD")
    if verb in STATIVE_VERBS:
        return f"{'does' if third else 'do'} not {verb}" if no else _inflect(verb, "VBZ" if third else "VBP")
    return " ".join(filter(None, (_be(subject, tense), no, _inflect(verb, "VBG"))))


def _imperative(verb: str, clause: _Clause) -> str:
    return f"do not {verb}" if clause.negative else verb


def _objects(words: list[str], verb: str) -> str:
    if not words:
        return ""
    goal = verb in MOTION_VERBS and words[0] not in {"home", "here", "there"} | PREPOSITIONS
    phrase = _noun_phrase([OBJECT_FORM.get(word, word) for word in words], bare_object=verb in {"want", "need", "have"})
    return f"to {phrase}" if goal and role(words[0]) in {"noun", "possessive", "adjective"} else phrase


def _noun_phrase(words: list[str], bare_object: bool = False) -> str:
    """Words with articles where English wants them: before a noun, or its adjectives, that nothing determines."""
    out: list[str] = []
    determined = False
    for number, word in enumerate(words):
        part = role(word)
        if part in {"possessive"} or word in DETERMINERS or word.isdigit():
            determined = True
        elif part in {"noun", "adjective"} and not determined:
            following = words[number + 1 :]
            noun = word if part == "noun" else next((w for w in following if role(w) == "noun"), "")
            if noun and _takes_article(noun):
                out.append(_article(word) if bare_object else "the")
            determined = bool(noun)
        if part in {"noun", "other", "verb", "pronoun"} and word not in DETERMINERS and not word.isdigit():
            determined = False
        out.append(_cased(word))
    return " ".join(out)


def _takes_article(noun: str) -> bool:
    return not _is_name(noun) and noun not in MASS_NOUNS and bool(lemminflect.getAllLemmas(noun).get("NOUN"))


def _predicate(words: list[str]) -> str:
    if role(words[0]) == "noun" and _takes_article(words[0]):
        return f"{_article(words[0])} {' '.join(_cased(w) for w in words)}"
    return _noun_phrase(words) if role(words[0]) not in {"adjective", "adverb"} else " ".join(words)


def _subject(words: list[str]) -> str:
    if len(words) == 1:
        return SUBJECT_FORM.get(words[0], _noun_phrase(words))
    return _noun_phrase(words)


def _third(subject: list[str]) -> bool:
    return not (set(subject) & {"i", "me", "you", "we", "us", "they", "them", "and"})


def _be(subject: list[str], tense: str) -> str:
    if tense == "future":
        return "will be"
    if set(subject[:1]) & {"i", "me"}:
        return "was" if tense == "past" else "am"
    if _third(subject):
        return "was" if tense == "past" else "is"
    return "were" if tense == "past" else "are"


def _inflect(verb: str, tag: str) -> str:
    forms = lemminflect.getInflection(verb, tag)
    return str(forms[0]) if forms else verb


def _plural(noun: str) -> str:
    forms = lemminflect.getInflection(noun, "NNS")
    return str(forms[0]) if forms else noun


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" and not word.startswith(("uni", "use")) else "a"


def _cased(word: str) -> str:
    """Names and "I" as English writes them; hyphens of one-sign phrases become spaces."""
    if word == "i":
        return "I"
    if _is_name(word):
        return word
    known = lemminflect.getAllLemmas(word)
    if word.isalpha() and (not known or set(known) == {"PROPN"}):
        return word.capitalize()
    return word.replace("-", " ")


def _write(words: list[str], end: str) -> str:
    return _finish(", ".join(_cased(word) for word in words), end)


def _finish(text: str, end: str) -> str:
    text = " ".join(text.split()).replace(" ,", ",")
    return text[:1].upper() + text[1:] + end
