"""Hand-written pairs of glosses and English, each with the facts that a translation must keep.

`tests/fixtures/english_pairs.txt` explains the notation.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from signspan.errors import FormatError
from signspan.events import Alternative, Marker, SentenceType
from signspan.language.signed import Signed

TYPES: dict[str, SentenceType] = {
    "statement": "statement",
    "yes-no": "yes-no-question",
    "wh": "wh-question",
    "command": "command",
}
TENSES = frozenset({"past", "present", "future", "none", "-"})
MARKERS: dict[str, Marker] = {name: name for name in get_args(Marker)}

Words = tuple[frozenset[str], ...]  # in each position any one of the words


@dataclass(frozen=True, slots=True)
class Facts:
    """What must hold of every translation; `orders` are words that must be in this order."""

    sentence_type: SentenceType
    tense: str
    negative: bool
    content: Words
    orders: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Glosses in signed order, what was said before, and acceptable English."""

    topic: str
    line: str
    signs: tuple[Signed, ...]
    before: tuple[str, ...]
    sentences: tuple[str, ...]
    facts: Facts


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file. Raises `InputError` if it cannot be read, `FormatError` with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"expected a file of glosses and English, {path.name} cannot be read as text") from error
    pairs: list[Pair] = []
    topic, before, sentences, line = "", [], [], ""
    for number, text in enumerate(lines, 1):
        mark, rest = text[:1], text[1:].strip()
        try:
            if text.startswith("##"):
                topic = text.strip("# ")
            elif not text.strip() or mark == "#":
                continue
            elif mark == "@":
                before.append(rest)
            elif mark == "=":
                sentences.append(rest)
            elif mark == "!":
                if not line or not sentences:
                    raise FormatError("expected glosses and English before the facts")
                pairs.append(Pair(topic, line, read_signs(line), tuple(before), tuple(sentences), _facts(rest)))
                before, sentences, line = [], [], ""
            else:
                line = text.strip()
        except FormatError as error:
            raise FormatError(f"{path.name}, line {number}: {error}") from error
    if not pairs:
        raise FormatError(f"expected glosses with English and facts, got none in {path.name}")
    return pairs


def read_signs(line: str) -> tuple[Signed, ...]:
    """`YOUR <brows-furrowed NAME WHAT> TEA=0.4|TREE=0.5` as signs. Raises `FormatError`."""
    signs: list[Signed] = []
    markers: tuple[Marker, ...] = ()
    for word in line.split():
        if word.startswith("<"):
            markers = tuple(_marker(name) for name in word[1:].split(","))
            continue
        signs.append(_sign(word.rstrip(">"), markers))
        if word.endswith(">"):
            markers = ()
    return tuple(signs)


def _marker(name: str) -> Marker:
    if name not in MARKERS:
        raise FormatError(f"expected one of {', '.join(MARKERS)}, got {name[:40]!r}")
    return MARKERS[name]


def _sign(word: str, markers: tuple[Marker, ...]) -> Signed:
    found = [re.fullmatch(r"([^=|]+)(?:=([01]?\.?\d+))?", part) for part in word.split("|")]
    options = [(match[1], match[2]) for match in found if match is not None]
    if len(options) < len(found) or (len(options) > 1 and not all(p for _, p in options)):
        raise FormatError(f"expected GLOSS or GLOSS=0.5|GLOSS=0.4, got {word[:40]!r}")
    candidates = sorted((Alternative(g, float(p)) for g, p in options if p), key=lambda a: -a.probability)
    return Signed(candidates[0].gloss if candidates else options[0][0], markers, tuple(candidates))


def _facts(text: str) -> Facts:
    fields = text.split("|", 1)[0].split()
    parts = re.split(r"\s\|(?:\s|$)", text)
    if len(parts) != 3 or len(fields) < 2 or fields[0] not in TYPES or fields[1] not in TENSES:
        raise FormatError(f"expected TYPE TENSE [not] | content | order, got {text[:60]!r}")
    orders = tuple(_words(order.split(">")) for order in parts[2].split(";") if order.strip())
    return Facts(TYPES[fields[0]], fields[1], "not" in fields[2:], _words(parts[1].split()), orders)


def _words(places: list[str]) -> Words:
    return tuple(frozenset(place.strip().split("|")) for place in places)
