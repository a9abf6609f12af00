"""Glosses as words with their parts of speech: resolves spelled names, phrases that are one sign, and nouns that can be
verbs. A spelled gloss is its letters with hyphens: `J-o-h-n` is a name, `t-e-a` a word, and `J-O-H-N` a name if NAME is
signed or if it is no English noun.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import lemminflect

from signspan.events import Marker
from signspan.language import frames
from signspan.language.signed import Signed
from signspan.language.words import ADJECTIVES, ADVERBS, STATIVE_VERBS, WH_WORDS

Role = Literal[
    "time", "unit", "wh", "pronoun", "possessive", "determiner", "number", "verb", "noun", "adjective", "adverb",
    "preposition", "conjunction", "not", "modal", "greeting",
]  # fmt: skip

PRONOUNS = frozenset("i me you he him she her it we us they them myself yourself himself herself themselves".split())
POSSESSIVES = frozenset("my your his her its our their mine yours".split())
MODALS = frozenset("will can must should may might could would".split())
NEGATORS = frozenset({"not", "never", "none"})
DETERMINERS = frozenset("this that these those all some more most other another both any each every no".split())
PREPOSITIONS = frozenset(
    """in on with for from about under behind beside between before after without near since until during at to of
    by against across above below around through over within toward like-same than as""".split()
)
CONJUNCTIONS = frozenset("and or but because if so therefore while although plus".split())
GREETINGS = frozenset("hello hi bye goodbye thank-you yes no ok welcome sorry congratulations wow please".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april june july august september october november december".split())
DAY_PARTS = frozenset("morning afternoon evening night noon midnight weekend".split())
UNITS = frozenset("second minute hour day week month year".split())
ADVERBIAL_TIMES = frozenset(
    "today tomorrow yesterday tonight now later soon recently everyday daily weekly monthly someday".split()
)
SEASONS = frozenset({"summer", "autumn", "winter"})  # fall and spring are verbs too
# Signs that are several words in English.
SPLIT = {
    "how-many": "how many", "how-much": "how much", "how-long": "how long", "how-old": "how old",
    "how-far": "how far", "how-often": "how often", "what-time": "what time", "don't-want": "not want",
    "don't-know": "not know", "don't-like": "not like", "don't-understand": "not understand",
    "don't-care": "not care", "cannot": "can not", "can't": "can not", "won't": "will not", "not-yet": "not yet",
    "every-day": "every day", "every-week": "every week", "every-month": "every month", "every-year": "every year",
    "every-monday": "every monday", "every-tuesday": "every tuesday", "all-day": "all day", "all-night": "all night",
    "last-week": "last week", "next-week": "next week", "last-year": "last year", "next-year": "next year",
    "up-to-you": "up to you", "last-month": "last month", "next-month": "next month", "from-now-on": "from-now-on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in lower case unless it is a name; a phrase that is one sign keeps its hyphens."""

    text: str
    role: Role
    markers: frozenset[Marker] = frozenset()

    @property
    def named(self) -> bool:
        return self.text[:1].isupper()

    @property
    def shown(self) -> str:
        """The word in English spelling: "I", names and languages with a capital, phrases with spaces."""
        if self.text == "i":
            return "I"
        if self.named:
            return self.text
        known = lemminflect.getAllLemmas(self.text)
        if self.text.isalpha() and (not known or set(known) == {"PROPN"}) and self.role in {"noun", "time"}:
            return self.text.capitalize()
        if self.text in ACRONYMS:
            return self.text.upper()
        if self.text in WEEKDAYS | MONTHS | CAPITALISED:
            return self.text.capitalize()
        if self.text == "same" and self.role == "preposition":
            return "the same as"
        return self.text.replace("-", " ")


ACRONYMS = frozenset({"tv", "dvd", "asl", "usa"})
CAPITALISED = frozenset(
    "english spanish french german japanese african american canadian deaf-world asl christmas".split()
) | {place for place in frames.PLACES if not lemminflect.getAllLemmas(place) and place.isalpha()}


def read(signs: Sequence[Signed]) -> list[Word]:
    """Words in signed order; signs without a letter or digit are left out."""
    naming = any(sign.gloss.strip().lower() == "name" for sign in signs)
    texts: list[tuple[str, frozenset[Marker]]] = []
    for sign in signs:
        gloss = "-".join(sign.gloss.split()).strip(",.;:!?")
        if not any(c.isalnum() for c in gloss):
            continue
        word = spelled(gloss, naming)
        verb, _, thing = word.partition("-")
        if (
            verb in {"open", "close", "wash", "brush", "change"} and thing and thing not in frames.PARTICLES
        ):  # CLOSE-DOOR
            named = any(other.gloss.lower() == thing for other in signs)
            word = verb if named else f"{verb} {thing}"
        texts += [(part, frozenset(sign.markers)) for part in SPLIT.get(word, word).split()]
    words = [Word(text, role(text), markers) for text, markers in texts]
    return _settled(words)


def spelled(gloss: str, naming: bool = False) -> str:
    """The word of a gloss, in lower case; a spelled name keeps its capital, which sets it apart from other words."""
    letters = gloss.split("-")
    if len(letters) < 2 or not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return gloss.lower()
    word = "".join(letters)
    if word.islower() or (word.isupper() and not naming and "NOUN" in lemminflect.getAllLemmas(word.lower())):
        return word.lower()
    return word.capitalize()


def role(word: str) -> Role:
    """The default role of a word, without context."""
    if word[:1].isupper():
        return "noun"
    fixed: tuple[tuple[Role, frozenset[str]], ...] = (
        ("greeting", GREETINGS),
        ("wh", WH_WORDS),
        ("not", NEGATORS),
        ("pronoun", PRONOUNS),
        ("possessive", POSSESSIVES),
        ("modal", MODALS),
        ("time", ADVERBIAL_TIMES | WEEKDAYS | MONTHS | DAY_PARTS | SEASONS),
        ("unit", UNITS),
        ("number", frames.NUMBERS),
        ("conjunction", CONJUNCTIONS),
        ("preposition", PREPOSITIONS),
        ("determiner", DETERMINERS | frozenset({"many", "few", "several", "enough-of"})),
        ("noun", frames.NOUNS),
        ("adjective", frames.DESCRIBES | ADJECTIVES - GREETINGS - {"clean", "open", "free-time"}),
        ("verb", frames.VERBS | STATIVE_VERBS),
        ("adverb", ADVERBS | frames.DEGREES | frames.END_ADVERBS | frames.FREQUENCIES | frames.BARE_PLACES
         | frames.BEFORE_VERB
         | frozenset({"twice", "up", "down", "off", "out", "away", "back", "once", "far-away", "then", "ago", "much"})),
    )  # fmt: skip
    if word.replace(":", "").replace(".", "").isdigit() or set(word.split("-")) <= frames.NUMBERS | {"one"}:
        return "number"
    for name, members in fixed:
        if word in members:
            return name
    if "-" in word:
        first, last = word.split("-")[0], word.split("-")[-1]
        return "verb" if first in frames.VERBS and last in frames.PARTICLES else "noun"
    known = lemminflect.getAllLemmas(word)
    if "VERB" in known and known["VERB"][0] != word and known["VERB"][0] in frames.VERBS:  # BROKE, ATE
        return "verb" if "NOUN" not in known else "noun"
    if "NOUN" in known or "PROPN" in known or not known:
        return "noun"
    return "verb" if "VERB" in known else "adjective" if "ADJ" in known else "adverb"


def _settled(words: list[Word]) -> list[Word]:
    """Roles by context: WORK in MY WORK and HELP in NEED HELP are nouns, HER in HER DOG is possessive, NO in NO MONEY
    negates."""
    words = _ages(words)
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        after = words[at + 1] if at + 1 < len(words) else None
        if word.text == "her" and after is not None and after.role in {"noun", "adjective", "unit"}:
            words[at] = replace(word, role="possessive")
        elif word.text == "no" and at and after is not None and after.role == "noun":
            words[at] = replace(word, role="determiner")
        elif after is not None and (
            (word.text == "time" and after.role == "number")
            or (word.text == "same" and at and after.role in {"noun", "pronoun", "possessive"})
        ):
            words[at] = replace(word, role="preposition")
        elif word.role == "verb" and before is not None and _names(words[max(at - 2, 0) : at], word, after):
            words[at] = replace(word, role="noun")
        elif word.text in {"before", "after"} and after is None:
            words[at] = replace(word, role="adverb")
        elif word.text == "broke" and after is not None and after.role == "noun":
            words[at] = replace(word, role="verb")
        elif (
            word.text == "next"
            and before is not None
            and before.role != "possessive"
            and after is not None
            and after.role in {"noun", "pronoun", "possessive"}
        ):
            words[at] = replace(word, text="next-to", role="preposition")
        elif word.text in {"left", "right", "straight"} and before is not None and before.role in {"verb", "adverb"}:
            words[at] = replace(word, role="adverb")
        elif word.text == "cold" and before is not None and before.text == "have":
            words[at] = replace(word, role="noun")
        elif word.text == "kind" and before is not None and (before.text in frames.DEGREES or before.role == "pronoun"):
            words[at] = replace(word, role="adjective")
        elif word.text == "may" and not any(later.role == "verb" for later in words[at:]):
            words[at] = replace(word, role="time")
        elif word.role == "noun" and before is not None and before.role == "modal" and _acts(word):
            words[at] = replace(word, role="verb")
        elif word.role == "verb" and _fronted(words, at):
            words[at] = replace(word, role="noun")
        elif word.text in {"clean", "open", "dry", "empty"} and after is None and _thing_alone(words[:at]):
            words[at] = replace(word, role="adjective")
    return words


def _ages(words: list[Word]) -> list[Word]:
    """32 YEAR OLD is one adjective."""
    out: list[Word] = []
    for word in words:
        if word.text == "old" and len(out) > 1 and out[-1].text == "year" and out[-2].role == "number":
            number = out[-2].text
            out[-2:] = [Word(f"{number} years old", "adjective", word.markers)]
        else:
            out.append(word)
    return out


def _acts(word: Word) -> bool:
    return "VERB" in lemminflect.getAllLemmas(word.text)


def _fronted(words: list[Word], at: int) -> bool:
    """A fronted noun that could be a verb: ANSWER I KNOW, BLUE DRESS I LIKE, PAY NOT GOOD."""
    word = words[at]
    if "NOUN" not in lemminflect.getAllLemmas(word.text) or word.text in frames.TELLS_CLAUSE | {"rain", "snow"}:
        return False
    if at and words[at - 1].role != "adjective":
        return False
    later = words[at + 1 :]
    if len(later) > 1 and later[0].text in {"i", "he", "she", "we", "they"}:
        return any(word.role == "verb" for word in later[1:])
    described = {word.role for word in later} <= {"not", "adjective", "adverb"} and any(
        word.role == "adjective" for word in later
    )
    manner = {"hard", "fast", "slow", "careful", "quiet", "good", "quick", "loud", "late", "early", "straight"}
    return not at and described and (later[-1].text not in manner or later[0].role == "not")


def _thing_alone(before: list[Word]) -> bool:
    """A noun alone, described by a last word: DOOR OPEN, BLACKBOARD CLEAN."""
    return (
        bool(before)
        and before[-1].role == "noun"
        and ({word.role for word in before} <= {"noun", "possessive"} and before[0].text != "your")
    )


def _names(earlier: Sequence[Word], word: Word, after: Word | None) -> bool:
    """Whether a word that can be a verb is a noun here."""
    before = earlier[-1]
    if "NOUN" not in lemminflect.getAllLemmas(word.text):
        return False
    if before.role == "possessive" and len(earlier) > 1 and earlier[0].role == "noun":  # PASSPORT YOUR SHOW
        return False
    if before.role in {"possessive", "number"}:
        return after is None or after.role != "noun" or before.role == "number"
    if before.role == "verb" and before.text not in frames.CATENATIVE:
        return True
    if before.role == "determiner" and before.text not in {"this", "that", "all", "both"}:
        return True
    if before.text in {"have", "give"}:
        return True
    if before.text in {"need", "want"}:
        return word.text in {"help", "change", "answer"} and (after is None or after.role == "greeting")
    if before.role == "adjective" and after is None:
        return word.text in {"work", "plan", "dream", "smell", "taste", "smile", "hope"}
    return before.text in {"finish", "start"} and word.text == "work"
