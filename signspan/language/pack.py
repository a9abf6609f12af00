"""A language pack: a folder of data for one sign language and one spoken language.

`packs/SIGN-SPOKEN/pack.toml` holds the names and tags; a pack whose `rules` are `tables` also has `labels.csv` and
`words.csv` (`tables.py`), and one whose rules are `code` is American Sign Language with English. `docs/languages.md`
says how to add a language.
"""

import functools
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signspan.errors import FormatError, InputError

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True)
class Pack:
    """`sign` is an ISO 639-3 code, `spoken` a BCP 47 tag; `recognised` and `signed` say whether recognition and the
    avatar know the pack's signs."""

    folder: Path
    name: str
    sign: str
    spoken: str
    direction: str
    script: str
    rules: str
    recognised: bool
    signed: bool

    @property
    def tag(self) -> str:
        """The folder's name, as `sdl-ar`."""
        return f"{self.sign}-{self.spoken}"

    @property
    def by_tables(self) -> bool:
        """Whether its rules are tables in the folder, not code."""
        return self.rules == "tables"

    def expect(self, text: str) -> None:
        """Raises `InputError` if most letters of the text are of another script than the pack's."""
        letters = [c for c in text if c.isalpha()]
        foreign = [c for c in letters if not unicodedata.name(c, "").startswith(self.script)]
        if len(foreign) * 2 > len(letters):
            known = " or ".join(f"--language {pack.spoken}" for pack in packs() if pack != self and pack.reads(text))
            raise InputError(
                f"expected text of {self.name}, got another script: {text.strip()[:40]!r}"
                + (known and f" (try {known})")
            )

    def reads(self, text: str) -> bool:
        """Whether at least half of the letters of the text are of the pack's script."""
        letters = [c for c in text if c.isalpha()]
        return sum(unicodedata.name(c, "").startswith(self.script) for c in letters) * 2 >= len(letters)

    def row(self) -> dict[str, Any]:
        """The pack as JSON."""
        about = {"language": self.spoken, "pack": self.tag, "name": self.name, "sign_language": self.sign}
        return {**about, "direction": self.direction, "recognised": self.recognised, "signed": self.signed}


@functools.lru_cache(maxsize=1)
def packs() -> tuple[Pack, ...]:
    """All packs by folder name."""
    return tuple(read_pack(path) for path in sorted(PACKS.glob("*/pack.toml")))


def find_pack(language: str) -> Pack:
    """The pack of a spoken language's tag, a sign language's code, or both: `ar`, `sdl` or `sdl-ar`.

    Raises `InputError`, which lists the packs, if there is no such pack.
    """
    for pack in packs():
        if language.lower() in {pack.spoken, pack.sign, pack.tag}:
            return pack
    known = ", ".join(f"{pack.spoken} ({pack.name})" for pack in packs())
    raise InputError(f"expected a language that there is a pack for: {known}; got {language[:40]!r}")


def read_pack(path: Path) -> Pack:
    """The pack of one `pack.toml`. Raises `FormatError` if something is missing."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return Pack(
            folder=path.parent,
            name=given["name"],
            sign=given["sign_language"],
            spoken=given["spoken_language"],
            direction=given["direction"],
            script=given["script"],
            rules=given["rules"],
            recognised=given["recognised"],
            signed=given["signed"],
        )
    except (OSError, KeyError, ValueError) as error:
        raise FormatError(
            f"expected a language pack in {path.parent.name}/{path.name}, got one without {error}"
        ) from error
