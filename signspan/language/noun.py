"""Noun phrases: gathered from glosses, and written with the article, number and case of English."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import lemminflect

from signspan.language import frames
from signspan.language.reading import Word

Kind = Literal["thing", "verb", "adjective", "adverb"]
Article = Literal["the", "a", "none", "known", "kind"]  # known: "the" water too; kind: flowers

COPIES = frozenset({"i", "he", "she", "it", "we", "they", "you", "him", "them"})
SUBJECT_FORM = {"me": "I", "i": "I", "him": "he", "us": "we", "them": "they", "her": "she"}
OBJECT_FORM = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
PLURAL_DETERMINERS = frozenset("many several few both these those".split())
LOOSE_DETERMINERS = frozenset("all some more most other any".split())
SINGULAR_DETERMINERS = frozenset("this that another each every no".split())
LABELLED = frozenset("page room gate chapter platform lesson".split())


@dataclass(slots=True)
class Phrase:
    """A verb, an adjective, an adverb, or a thing with its modifiers, in English order."""

    kind: Kind
    words: list[Word]
    preposition: str = ""
    topic: bool = False
    others: list[tuple[str, "Phrase"]] = field(default_factory=list)  # joined by "and" or "or"

    @property
    def head(self) -> str:
        return self.words[-1].text if self.words else ""

    @property
    def pronoun(self) -> bool:
        return self.kind == "thing" and len(self.words) == 1 and self.words[0].role == "pronoun"

    @property
    def bare(self) -> bool:
        """A single word without determiner, number or adjective."""
        return self.kind == "thing" and all(word.role == "noun" for word in self.words)

    @property
    def person(self) -> bool:
        known = self.pronoun and self.head != "it"
        return known or self.head in frames.PEOPLE or (self.words[-1].named if self.words else False)

    @property
    def animate(self) -> bool:
        return self.person or self.head in frames.ANIMALS

    @property
    def plural(self) -> bool:
        if self.others:
            return True
        if self.pronoun:
            return self.head in {"we", "they", "us", "them", "these", "those"}
        return self.head in frames.PLURAL_ONLY or self._counts_many() or is_plural(self.head)

    def _counts_many(self) -> bool:
        if self.head in frames.MASS or self.labelled:
            return False
        return any(
            word.text in PLURAL_DETERMINERS
            or (word.text in LOOSE_DETERMINERS and self.head not in frames.MASS)
            or (word.role == "number" and word.text not in {"1", "one"} and word is not self.words[-1])
            for word in self.words
        )

    @property
    def labelled(self) -> bool:
        return len(self.words) > 1 and self.words[-1].role == "number" and self.words[-2].text in LABELLED

    def write(self, article: Article = "the", subject: bool = False) -> str:
        """The phrase in English; pronouns in the right case."""
        first = self._one(article, subject)
        return " ".join([first, *(f"{joiner} {other.write(article, subject)}" for joiner, other in self.others)])

    def _one(self, article: Article, subject: bool) -> str:
        if self.pronoun:
            return (SUBJECT_FORM if subject else OBJECT_FORM).get(self.head, self.words[0].shown)
        out = [word.shown for word in self.words]
        last = self.words[-1]
        countable = last.role in {"noun", "unit"} and not last.shown.istitle() and not is_plural(self.head)
        if self.kind == "thing" and countable and self._counts_many() and self.head not in frames.PLURAL_ONLY:
            out[-1] = plural(out[-1])
        if len(self.words) > 1 and (joined := self._of()):
            out = joined
        wanted = article if self.kind == "thing" and self._open(article == "known") else "none"
        if wanted == "kind" and not self.plural and self.head not in frames.MASS and not self.person:
            out[-1] = plural(out[-1])
        if wanted == "a" and (self.plural or self.head in frames.MASS):
            wanted = "none"
        if wanted == "a":
            out.insert(0, indefinite(out[0]))
        elif wanted in {"the", "known"}:
            out.insert(0, "the")
        return " ".join(out)

    def _of(self) -> list[str]:
        """3 BOTTLE WATER: three bottles of water."""
        at = next((n for n, word in enumerate(self.words[:-1]) if word.text in CONTAINERS), None)
        if at is None or self.words[at + 1].text not in frames.MASS:
            return []
        many = any(word.role == "number" and word.text not in {"1", "one"} for word in self.words[:at])
        before = [word.shown for word in self.words[:at]]
        container = plural(self.words[at].text) if many else self.words[at].text
        return [*before, container, "of", *(word.shown for word in self.words[at + 1 :])]

    def _open(self, known: bool) -> bool:
        """Whether English needs an article: the noun can have one and has no other determiner."""
        fixed = {"possessive", "number"}
        if any(word.role in fixed or word.text in DETERMINING for word in self.words) or not self.words:
            return False
        head = self.words[-1]
        if head.role not in {"noun", "unit"} or head.named or head.text in NOBODY or self.head in frames.BARE_PLACES:
            return False
        lemmas = lemminflect.getAllLemmas(self.head.split("-")[-1])
        if head.shown[:1].isupper() or set(lemmas) == {"PROPN"} or not lemmas:
            return False
        container = any(word.text in CONTAINERS for word in self.words[:-1])
        return container or known or self.head not in frames.MASS


DETERMINING = PLURAL_DETERMINERS | LOOSE_DETERMINERS | SINGULAR_DETERMINERS
NOBODY = frozenset("nothing nobody someone something everyone everything anyone anything somebody".split())
CONTAINERS = frozenset("bottle cup glass bowl box bag piece slice can".split())


def gather(words: Sequence[Word], verbal: bool) -> list[Phrase]:
    """Words as phrases. `verbal`: the clause has a verb, so adjectives after a noun describe it."""
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.role == "verb":
            found.append(Phrase("verb", [word]))
        elif word.role == "preposition":
            follows = gather(words[at + 1 :], verbal)
            if follows and follows[0].kind == "thing" and not follows[0].preposition:
                follows[0].preposition = word.shown
                return [*found, *follows]
            found.append(Phrase("adverb", [word]))
        elif word.role == "conjunction" and found and found[-1].kind == "thing":
            follows = gather(words[at + 1 :], verbal)
            if follows and follows[0].kind == "thing" and not follows[0].preposition:
                found[-1].others.append((word.text, follows.pop(0)))
                return [*found, *follows]
            found.append(Phrase("adverb", [word]))
        elif word.role in {"possessive", "determiner", "number", "adjective", "noun", "unit", "time"}:
            about = word.text in frames.AFTER_ADJECTIVE and bool(found) and found[-1].kind == "thing"
            length = 0 if about else _noun_length(words[at:])
            phrase = Phrase("thing", list(words[at : at + length])) if length else _describing(words, at, found, verbal)
            if phrase is not None:
                phrase.topic = "topic" in word.markers
                found.append(phrase)
            at += max(length, 1)
            continue
        elif word.role == "pronoun":
            found.append(Phrase("thing", [word], topic="topic" in word.markers))
        elif word.text in frames.DEGREES and at + 1 < len(words) and words[at + 1].role in {"adjective", "determiner"}:
            found.append(Phrase("adjective", [word, words[at + 1]]))
            at += 2
            continue
        else:
            found.append(Phrase("adverb", [word]))
        at += 1
    return found


def _noun_length(words: Sequence[Word]) -> int:
    """How many words, from the first, form one noun phrase; 0 if the noun is missing."""
    at = 0
    while at < len(words) and words[at].role in {"possessive", "determiner", "number", "adjective"}:
        late = words[at].role == "determiner" and words[at - 1].role == "adjective"
        if at and (words[at].role == "possessive" or late):
            break
        at += 1
    if at == len(words) or words[at].role not in {"noun", "unit", "time"}:
        determiners = 0
        while determiners < at and words[determiners].role in {"determiner", "number", "possessive"}:
            determiners += 1
        return 1 if determiners and words[0].role != "possessive" else 0
    end = at + 1
    while end < len(words) and words[end].role in {"noun", "unit", "verb"} and _joined(words, end):
        end += 1
    if end < len(words) and words[end].role == "number" and words[end - 1].text in LABELLED:
        end += 1
    return end


def _joined(words: Sequence[Word], at: int) -> bool:
    """Two nouns that form one: TRAIN STATION, a bottle of WATER, a spelled first and last name."""
    before, word = words[at - 1], words[at]
    if before.named and word.named:
        return True
    if word.role == "verb":
        return False
    return f"{before.text} {word.text}" in frames.COMPOUNDS or (before.text in CONTAINERS and word.text in frames.MASS)


def _describing(words: Sequence[Word], at: int, found: list[Phrase], verbal: bool) -> Phrase | None:
    """A word that may describe the thing before it: CAT WHITE SLEEP, TICKET TWO, BIRTHDAY YOUR."""
    word = words[at]
    last = found[-1] if found and found[-1].kind == "thing" and not found[-1].pronoun else None
    if last is not None and not last.words[-1].named:
        follows = at + 1 < len(words)
        if word.role == "possessive" or (word.role == "adjective" and verbal and follows):
            last.words.insert(0, word)
            return None
    return Phrase("adjective" if word.role == "adjective" else "thing", [word])


def settle_counts(found: list[Phrase]) -> list[Phrase]:
    """Moves numbers and MANY in front of the noun they count."""
    out: list[Phrase] = []
    for phrase in found:
        counts = (
            phrase.kind == "thing"
            and len(phrase.words) == 1
            and (phrase.words[0].role == "number" or phrase.words[0].text in PLURAL_DETERMINERS)
        )
        last = out[-1] if out else None
        counted = last is not None and last.bare and last.head not in frames.MASS | {"age"}
        if counts and last is not None and counted and not last.words[-1].named:
            last.words.insert(0, phrase.words[0])
            continue
        out.append(phrase)
    return out


def is_plural(noun: str) -> bool:
    """Whether a gloss is itself a plural: EYES, KIDS."""
    lemmas = lemminflect.getAllLemmas(noun, upos="NOUN").get("NOUN", ())
    return any(lemma != noun and noun in lemminflect.getInflection(lemma, "NNS") for lemma in lemmas)


def plural(noun: str) -> str:
    """The plural of a noun, or of a phrase ending in one."""
    *before, last = noun.split(" ")
    forms = lemminflect.getInflection(last, "NNS")
    return " ".join([*before, str(forms[0]) if forms else last])


def indefinite(word: str) -> str:
    """The article, by the usual sound of the first letter."""
    vowel = word[:1].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "eu", "one"))
    return "an" if vowel or word.lower().startswith(("hour", "honest", "honor", "8", "11", "18")) else "a"


def copies(subject: Phrase | None, last: Phrase) -> bool:
    """Whether a pointing sign at the end repeats the subject."""
    if subject is None or last.head not in COPIES:
        return False
    same = subject.head == last.head
    return same or (not subject.pronoun and last.head in {"he", "she", "it", "they"})


def many(thing: Phrase) -> str:
    """After "how many"."""
    return thing.write("none") if thing.head in frames.PLURAL_ONLY else plural(thing.write("none"))
