"""Text to glosses by the tables of a language pack: affixes are removed, function words are dropped, time comes first
and the question sign last. A word that the pack does not know is spelled, and its token's kind says so.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from signspan.errors import InputError
from signspan.events import Plan, SentenceType, Token, TokenKind
from signspan.language.pack import Pack
from signspan.language.parser import clean
from signspan.language.tables import TATWEEL, Found, Tables, tables

MAX_WORDS = 3  # words in a phrase of the tables
LONG_ENOUGH = 3  # letters that may be left when an article is taken off a spelled word
KINDS: dict[str, TokenKind] = {"point": "point", "number": "number", "letter": "fingerspell"}
_ENDS = re.compile(r"[.!?؟;؛\n]+")


@dataclass(frozen=True, slots=True)
class _Sign:
    token: Token
    role: str


def gloss_by_tables(text: str, pack: Pack) -> list[Plan]:
    """One plan per sentence. Raises `InputError` if there is nothing to sign or the script is not the pack's,
    `LimitError` if the text is too long."""
    known = tables(pack)
    cleaned = clean(text)
    pack.expect(cleaned)
    plans = []
    for sentence in re.findall(r"[^.!?؟;؛\n]+[.!?؟;؛\n]*", cleaned):
        words = [word for word in _words(_ENDS.sub(" ", sentence)) if known.fold(word)]
        if words:
            plan = _plan(words, bool(re.search("[?؟]", sentence)), known)
            if plan.tokens:
                plans.append(plan)
    if not plans:
        raise InputError(f"expected text to sign in the language {pack.spoken}, got {text.strip()[:40]!r}")
    return plans


def _words(sentence: str) -> Iterator[str]:
    """Runs of letters, with their marks, and runs of digits."""
    found = ""
    for c in sentence + " ":
        if c.isalnum() or (found and unicodedata.category(c).startswith("M")):
            if found and c.isalnum() and found[-1].isdigit() != c.isdigit():
                yield found
                found = ""
            found += c
        elif found:
            yield found
            found = ""


def _plan(words: list[str], marked: bool, known: Tables) -> Plan:
    folded = [known.fold(word) for word in words]
    asking = marked or folded[0] in known.heard["questions"]
    signs: list[_Sign] = []
    at = 0
    while at < len(words):
        length, found = _match(words, folded, at, known, asking)
        signs += found
        at += length
    kind = _kind(signs, marked, known)
    return Plan(tuple(sign.token for sign in _ordered(_once(signs), known)), kind)


def _match(words: list[str], folded: list[str], at: int, known: Tables, asking: bool) -> tuple[int, list[_Sign]]:
    """How many words from `at` on form one unit, and its signs."""
    for length in range(min(MAX_WORDS, len(words) - at), 1, -1):
        rest = tuple(folded[at + 1 : at + length])
        for prefix in ("", *known.heard["prefixes"]):
            key = (folded[at].removeprefix(prefix), *rest)
            if prefix + key[0] == folded[at] and key in known.by_form:
                return length, _pointed(known.form(key), " ".join(words[at : at + length]), known)
    word, shown = folded[at], words[at]
    if asking and at == 0 and word in known.heard["questions"]:
        return 1, [_Sign(Token(known.heard["questions"][word], "sign", (), shown), "wh")]
    if word.isdigit():
        return 1, [_Sign(Token(shown, "number", (), shown), "number")]
    if word in known.heard["unsigned"]:
        return 1, []
    found = known.find(word)
    if found is None:
        return 1, [_Sign(Token(_spelled(shown, known), "fingerspell", (), shown), "spelled")]
    return 1, _pointed(found, shown, known)


def _pointed(found: Found, shown: str, known: Tables) -> list[_Sign]:
    """A word's signs, with a pointing at the signer before them, or at somebody else after them."""
    kind = KINDS.get(found.entry.role, "sign")
    signs = [_Sign(Token(gloss, kind, (), shown), found.entry.role) for gloss in found.entry.glosses]
    for pointing, role in ((found.person, "person"), (found.owner, "point")):
        sign = [_Sign(Token(pointing, "point", (), shown), role)] if pointing else []
        signs = sign + signs if pointing == known.said["me"] else signs + sign
    return signs


def _spelled(word: str, known: Tables) -> str:
    """The letters to spell: no marks, no tatweel, no article if the rest is long enough."""
    letters = "".join(c for c in word.upper() if c.isalnum() and c != TATWEEL)
    bare = letters.removeprefix(known.said["article"])
    return bare if len(bare) >= LONG_ENOUGH else letters


def _once(signs: list[_Sign]) -> list[_Sign]:
    """Drops the pointing of a verb prefix if that person was pointed at before; a question of two words gets
    one sign."""
    kept: list[_Sign] = []
    for sign in signs:
        again = any(other.token.gloss == sign.token.gloss for other in kept)
        twice = sign.role == "point" and kept and kept[-1].token == replace(sign.token, source=kept[-1].token.source)
        if not twice and not (again and sign.role in {"person", "wh", "asks"}):
            kept.append(sign)
    return kept


def _ordered(signs: list[_Sign], known: Tables) -> list[_Sign]:
    def place(sign: _Sign) -> int:
        if sign.role == "time":
            return 0
        return 1 if sign.token.gloss in known.heard["first"] else 3 if sign.token.gloss in known.heard["last"] else 2

    return sorted(signs, key=place)


def _kind(signs: list[_Sign], marked: bool, known: Tables) -> SentenceType:
    asking = set(known.heard["asking"])
    if any(sign.role == "wh" or asking & set(known.folded(sign.token.source)) for sign in signs):
        return "wh-question"
    return "yes-no-question" if marked or any(sign.role == "asks" for sign in signs) else "statement"
