"""Which meaning a word has in its sentence, and the sign for it: reads and applies `senses.txt`.

A word that has a sign only for another meaning is fingerspelled: a wrong sign would mean something else.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from signspan.errors import FormatError
from signspan.language.unit import Unit
from signspan.lexicon.index import Lexicon

SPELL: Final = "spell"
_PARTS: Final = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv", "PROPN": "noun"}


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: its sign (`SPELL` if there is none), and cues, any of which selects it."""

    word: str
    part: str
    gloss: str
    meaning: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The meaning chosen for a word, and the cue that decided; empty for the default meaning."""

    sense: Sense
    cue: str

    def __str__(self) -> str:
        text = f"{self.sense.word!r} taken as {self.sense.part}, {self.sense.meaning!r}"
        return f"{text} because of {self.cue!r}" if self.cue else text


@lru_cache(maxsize=1)
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The meanings of each word and part of speech, as listed."""
    found: dict[tuple[str, str], tuple[Sense, ...]] = {}
    for line in (files("signspan.language") / "senses.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            sense = read_sense(line)
            key = (sense.word, sense.part)
            found[key] = (*found.get(key, ()), sense)
    return found


def read_sense(line: str) -> Sense:
    """`word part GLOSS: meaning <- cues`. Raises `FormatError` for anything else."""
    head, colon, rest = line.partition(":")
    meaning, _, cues = rest.partition("<-")
    words = head.split()
    if not colon or len(words) != 3 or not meaning.strip():
        raise FormatError(f"expected 'word part GLOSS: meaning <- cues', got {line.strip()[:60]!r}")
    return Sense(words[0], words[1], words[2], meaning.strip(), tuple(cues.split()))


def choose_sense(token: Any) -> Choice | None:
    """The meaning of a spaCy token in its sentence; None for a word that has only one."""
    part = _PARTS.get(token.pos_, "prep")
    listed = next((senses()[key] for key in _keys(token, part) if key in senses()), ())
    for sense in listed:
        for cue in sense.cues:
            if all(_holds(condition, token) for condition in cue.split("+")):
                return Choice(sense, cue)
    usual = next((sense for sense in listed if not sense.cues), None)
    return None if usual is None else Choice(usual, "")


def _keys(token: Any, part: str) -> tuple[tuple[str, str], ...]:
    return (token.lower_, part), (token.lemma_.lower(), part)


def _is(token: Any, word: str) -> bool:
    return word in (token.lower_, token.lemma_.lower())


def _holds(cue: str, token: Any) -> bool:
    name, _, value = cue.partition("=")
    if cue == "obj":
        return _has_object(token)
    if cue == "noobj":
        return not _has_object(token)
    if not value:
        return any(other.i != token.i and _is(other, cue) for other in token.sent)
    if name == "next":
        return token.i + 1 < token.sent.end and _is(token.nbor(), value)
    if name == "prev":
        return token.i > token.sent.start and _is(token.nbor(-1), value)
    if name == "particle":
        return any(child.dep_ in {"prt", "advmod", "prep"} and _is(child, value) for child in token.children)
    if name == "role":
        return bool(token.dep_ == value or any(child.dep_ == value for child in token.children))
    if name == "tag":
        return bool(token.tag_ == value)
    raise FormatError(f"expected a cue as senses.txt explains them, got {cue!r}")


def _has_object(token: Any) -> bool:
    behind = any(child.dep_ in {"dobj", "pobj"} and child.i > token.i for child in token.children)
    return behind or any(child.dep_ in {"dobj", "nsubjpass"} and child.i < token.i for child in token.children)


def sensed(token: Any, gloss: str, word: str, why: str) -> Unit:
    """The unit of a token in a sense: the `gloss` if the avatar has that sign, else the `word` in letters."""
    if gloss != SPELL and Lexicon.load().find(gloss) is not None:
        return Unit(token, gloss, "sign", token.text, why)
    return Unit(token, plain(word), "fingerspell", token.text, f"{why}: the avatar has no sign for it")


def plain(word: str) -> str:
    """Upper case, without characters that no gloss has."""
    return re.sub(r"[^\w'.:/@&+-]+", "", word.upper()).strip("-.'") if any(c.isalnum() for c in word) else ""
