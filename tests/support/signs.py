"""Short ways to the values that the tests of `signspan.language` start from."""

from typing import Any

from signspan.language.choice import choose
from signspan.language.parser import parse
from signspan.language.reading import Word, read
from signspan.language.signed import Signed
from signspan.language.unit import Unit


def span(text: str) -> Any:
    """The one sentence of a text, parsed."""
    (sentence,) = parse(text).sents
    return sentence


def units_of(sentence: Any) -> list[Unit]:
    """The signed units of a parsed sentence, in English order."""
    return [unit for unit in choose(sentence) if isinstance(unit, Unit)]


def glosses_of(units: list[Unit]) -> str:
    """Units as one line of glosses."""
    return " ".join(unit.gloss for unit in units)


def words_of(glosses: str) -> list[Word]:
    """A line of glosses as words with their roles."""
    return read([Signed(gloss) for gloss in glosses.split()])
