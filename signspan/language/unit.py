"""One signed unit between sentence and plan, and one word that is left unsigned.

Every rule that changes a unit records why, so that explanations come from the choices themselves.
"""

from dataclasses import dataclass
from typing import Any

from signspan.events import Locus, Marker, Token, TokenKind


class Unit:
    """A spaCy token (the head, for a phrase) and what it becomes; every rule that acts on it adds to `why`."""

    __slots__ = ("gloss", "kind", "locus", "markers", "repeat", "source", "token", "why")

    def __init__(self, token: Any, gloss: str, kind: TokenKind, source: str, why: str) -> None:
        self.token, self.gloss, self.kind, self.source = token, gloss, kind, source
        self.why = [why]
        self.markers: list[Marker] = []
        self.locus: Locus | None = None
        self.repeat = 1

    def mark(self, marker: Marker, why: str) -> None:
        if marker not in self.markers:
            self.markers.append(marker)
            self.why.append(f"{marker}: {why}")

    def again(self, why: str) -> None:
        """Signed three times, shorter."""
        self.repeat = 3
        self.why.append(f"signed three times: {why}")

    def carry(self, token: Any, why: str) -> None:
        """The unit also stands for another word."""
        self.source = f"{self.source} {token.text}" if token.i > self.token.i else f"{token.text} {self.source}"
        self.why.append(f"carries {token.text!r}: {why}")

    def event(self) -> Token:
        return Token(self.gloss, self.kind, tuple(self.markers), self.source, self.locus, self.repeat)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A word of the sentence that has no sign of its own, and why."""

    source: str
    why: str
