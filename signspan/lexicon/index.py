"""The signs the avatar knows: one packed motion per gloss and an index, as package data.

A file is read when its sign is first needed, so a sentence reads only its own signs.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, Self

import numpy as np

from signspan.errors import FormatError, InputError
from signspan.lexicon.synonyms import ALIASES, FORMS, SYNONYMS, lemmas
from signspan.motion.clip import Clip
from signspan.motion.packed import unpack

Source = Literal["studiogalt", "wlasl-consensus"]
MatchKind = Literal["lexicon", "alias", "lemma", "synonym"]

_FOLDER = files("signspan.lexicon") / "signs"


@dataclass(frozen=True)
class Sign:
    """An entry of the index: where the motion is, its length, its source, and how many signers it is from."""

    gloss: str
    file: str
    duration_s: float
    source: Source
    licence: str
    signers: int = 1


@dataclass(frozen=True)
class Lexicon:
    """Signs by gloss, in `folder`."""

    folder: Traversable
    signs: dict[str, Sign]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        """The lexicon that ships with the package."""
        return cls.open(_FOLDER)

    @classmethod
    def open(cls, folder: Traversable) -> Self:
        """The lexicon in a folder.

        Raises `FormatError` if its index cannot be read.
        """
        try:
            entries = json.loads((folder / "index.json").read_text("utf-8"))["signs"]
            signs = {
                e["gloss"]: Sign(
                    e["gloss"], e["file"], float(e["duration_s"]), e["source"], e["licence"], int(e.get("signers", 1))
                )
                for e in entries
            }
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(f"expected a lexicon's index.json, it lacks or garbles {error!s:.80}") from None
        return cls(folder, signs)

    def find(self, gloss: str, source: str = "") -> tuple[Sign, MatchKind] | None:
        """The sign for a gloss and how it was found: by its name, another name of it, its dictionary form or word
        family, or a word of the same sense with the same sign; then the same for the sentence's own `source` word.
        """
        for number, asked in enumerate(dict.fromkeys((_plain(gloss), _plain(source)))):
            if not asked:
                continue
            if asked in self.signs:
                return self.signs[asked], "alias" if number else "lexicon"
            if name := self._first(ALIASES.get(asked, ())):
                return name, "alias"
            words = (asked, *lemmas(asked))
            if name := self._first((*words[1:], *(form for word in words for form in FORMS.get(word, ())))):
                return name, "lemma"
            if name := self._first(tuple(other for word in words for other in SYNONYMS.get(word, ()))):
                return name, "synonym"
        return None

    def _first(self, glosses: tuple[str, ...]) -> Sign | None:
        return next((self.signs[gloss] for gloss in glosses if gloss in self.signs), None)

    def motion(self, gloss: str) -> Clip:
        """The motion of a gloss, read and decoded.

        Raises `InputError` if the lexicon has no such sign and `FormatError` if its file is broken.
        """
        if gloss not in self.signs:
            raise InputError(f"expected a gloss of the lexicon's {len(self.signs)}, got {gloss}")
        name = self.signs[gloss].file
        try:
            return unpack((self.folder / name).read_bytes())
        except (OSError, FormatError) as error:
            raise FormatError(f"expected the motion of {gloss} in {name}: {error!s:.120}") from None

    def stats(self) -> dict[str, Any]:
        """How many signs, how many bytes, and from where."""
        names, counts = np.unique([sign.source for sign in self.signs.values()], return_counts=True)
        sizes = (len((self.folder / sign.file).read_bytes()) for sign in self.signs.values())
        return {
            "signs": len(self.signs),
            "bytes": sum(sizes) + len((self.folder / "index.json").read_bytes()),
            "by_source": {str(name): int(count) for name, count in zip(names, counts, strict=True)},
        }


def _plain(word: str) -> str:
    return word.strip().upper().replace(" ", "-")
