"""The signs the figure knows: one VRMA a gloss and an index, as package data."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Self

import numpy as np

from signspan.errors import InputError
from signspan.perform.motion import Clip
from signspan.perform.vrma import read_vrma

_FOLDER = files("signspan.perform") / "lexicon"


@dataclass(frozen=True)
class Sign:
    """An entry of the index: where the motion lies, what it stands for, and where it came from."""

    gloss: str
    file: str
    aliases: tuple[str, ...]
    duration_s: float
    source: str


@dataclass(frozen=True)
class Lexicon:
    """Signs by gloss and by alias."""

    signs: dict[str, Sign]
    aliases: dict[str, str]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        """The lexicon that ships with the package."""
        entries = json.loads((_FOLDER / "index.json").read_text("utf-8"))["signs"]
        signs = {
            e["gloss"]: Sign(e["gloss"], e["file"], tuple(e["aliases"]), e["duration_s"], e["source"]) for e in entries
        }
        aliases = {alias: sign.gloss for sign in signs.values() for alias in sign.aliases if alias not in signs}
        return cls(signs, aliases)

    def find(self, gloss: str, source: str = "") -> tuple[Sign, str] | None:
        """The sign for a gloss and how it was found, `lexicon` or `alias`; then by the `source` word; else None."""
        wanted = _plain(gloss)
        if wanted in self.signs:
            return self.signs[wanted], "lexicon"
        for word in (wanted, _plain(source)):
            if name := self.aliases.get(word):
                return self.signs[name], "alias"
            if word in self.signs:
                return self.signs[word], "alias"
        return None

    def motion(self, gloss: str) -> Clip:
        """The motion of a gloss, read and decoded.

        Raises `InputError` where the lexicon has no such sign.
        """
        if gloss not in self.signs:
            raise InputError(f"expected a gloss of the lexicon's {len(self.signs)}, got {gloss}")
        return read_vrma((_FOLDER / self.signs[gloss].file).read_bytes())

    def stats(self) -> dict[str, Any]:
        """How many signs, how many bytes, and from where."""
        names, counts = np.unique([sign.source for sign in self.signs.values()], return_counts=True)
        sizes = (len((_FOLDER / sign.file).read_bytes()) for sign in self.signs.values())
        return {
            "signs": len(self.signs),
            "bytes": sum(sizes) + len((_FOLDER / "index.json").read_bytes()),
            "by_source": {str(name): int(count) for name, count in zip(names, counts, strict=True)},
        }


def _plain(word: str) -> str:
    return word.strip().upper().replace(" ", "-")
