"""The tables of a language pack whose rules are data: its words, the labels of its signs, and word comparison.

`words.csv` has a row for every gloss or run of glosses: its role, its word, other words with the same meaning and, if
they differ, the word with a first-person possessive (`mine`), the preposition that follows (`to`) and the word that
opens a question (`asked`). Other labels of `labels.csv` stand for themselves. Underscores join the words of one unit.
"""

import csv
import functools
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from signspan.errors import FormatError
from signspan.language.pack import Pack

TATWEEL = "\u0640"
ROLES = frozenset(
    "point have asks wh measure not want verb noun place colour adjective kin time number join fixed".split()
)  # and of labels: label, letter

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One row; `glosses` as written in the table."""

    glosses: Words
    role: str
    said: str
    mine: str = ""
    to: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The meaning of a word of a text; `owner` and `person` are the pointing glosses that its ending or its verb prefix
    expresses, if any."""

    entry: TableEntry
    owner: str = ""
    person: str = ""


@dataclass(slots=True)
class Tables:
    """`by_gloss` and `by_form` are keyed by folded words."""

    letters: dict[str, str]
    said: dict[str, Any]
    heard: dict[str, Any]
    by_gloss: dict[Words, TableEntry] = field(default_factory=dict)
    by_form: dict[Words, TableEntry] = field(default_factory=dict)
    stems: dict[str, TableEntry] = field(default_factory=dict)

    def fold(self, word: str) -> str:
        """A word without marks and tatweel, with equivalent letters unified."""
        plain = unicodedata.normalize("NFC", word.replace(TATWEEL, ""))
        return "".join(self.letters.get(c, c) for c in plain.lower() if not unicodedata.category(c).startswith("M"))

    def folded(self, text: str) -> Words:
        """The folded words of `text`, with underscores as spaces."""
        return tuple(self.fold(word) for word in text.replace("_", " ").split())

    def find(self, word: str) -> Found | None:
        """The meaning of one folded word: as it is, else as a verb, else without its affixes."""
        if (word,) in self.by_form:
            return self.form((word,))
        return self._verb(word) or self._bare(word)

    def form(self, key: Words) -> Found:
        """The meaning of a form in the table; for the signer's own kin, with the pointing."""
        entry = self.by_form[key]
        return Found(entry, self.said["me"] if entry.mine and self.folded(entry.mine) == key else "")

    def add(self, entry: TableEntry, forms: Iterable[str]) -> None:
        """The first meaning added for a word counts."""
        key = self.folded(" ".join(entry.glosses))
        self.by_gloss.setdefault(key, entry)
        for form in (*forms, entry.said, entry.mine, "_".join(entry.glosses)):
            if form:
                self.by_form.setdefault(self.folded(form), entry)
        if entry.role in {"verb", "want"} and " " not in entry.said:
            self.stems.setdefault(self.fold(entry.said)[1:], entry)

    def _verb(self, word: str) -> Found | None:
        for prefix in sorted(self.heard["verb_prefixes"], key=len, reverse=True):
            for ending in ("", *self.heard["endings"]):
                stem = word.removeprefix(prefix).removesuffix(ending)
                if prefix + stem + ending == word and len(stem) > 1 and stem in self.stems:
                    return Found(self.stems[stem], person=self.heard["persons"].get(prefix, ""))
        for ending in self.heard["past"]:
            if word.endswith(ending) and word.removesuffix(ending) in self.stems:
                return Found(self.stems[word.removesuffix(ending)])
        return None

    def _bare(self, word: str) -> Found | None:
        best: tuple[int, Found] | None = None
        for prefix in ("", *self.heard["prefixes"]):
            for ending in ("", *self.heard["endings"], *self.heard["owners"]):
                core = word.removeprefix(prefix).removesuffix(ending)
                cost = len(prefix) + len(ending)
                if prefix + core + ending != word or len(core) < 2 or (best and cost >= best[0]):
                    continue
                owner = self.heard["owners"].get(ending, "") if ending not in self.heard["endings"] else ""
                last = self.heard["before_owner"].get(core[-1])
                for form in (core, core[:-1] + last) if last and ending else (core,):
                    if (form,) in self.by_form:
                        best = (cost, Found(self.by_form[(form,)], owner or self.form((form,)).owner))
                        break
        return best[1] if best else None


@functools.lru_cache(maxsize=4)
def tables(pack: Pack) -> Tables:
    """The tables of a pack. Raises `FormatError` with the row that is wrong."""
    given = tomllib.loads((pack.folder / "pack.toml").read_text(encoding="utf-8"))
    made = Tables(given["fold"], given["said"], given["heard"])
    for number, row in enumerate(_rows(pack, "words.csv"), 2):
        if row["role"] not in ROLES or not row["gloss"] or not row["said"]:
            raise FormatError(f"expected gloss, role and word in {pack.tag}/words.csv, line {number}, got {row}")
        entry = TableEntry(tuple(row["gloss"].split()), row["role"], row["said"], row["mine"], row["to"], row["asked"])
        made.add(entry, row["forms"].split())
    for row in _rows(pack, "labels.csv"):
        role = {"letter": "letter", "number": "number"}.get(row["kind"], "label")
        others = [name.strip().replace(" ", "_") for name in row["also"].split(";")]
        made.add(TableEntry((row["label"].replace(" ", "_"),), role, row["label"]), others)
    return made


def _rows(pack: Pack, name: str) -> list[dict[str, str]]:
    try:
        with (pack.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise FormatError(f"expected {name} in the language pack {pack.tag}, found none") from error
