"""A person's own signs: recorded motions, preferred over the lexicon's.

A `Personal` is a value: each conversation holds its own, the command line makes one from a book, and it is not stored
anywhere else. Motions stay packed until they are signed.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from signspan.errors import FormatError, LimitError
from signspan.events import Marker, Token
from signspan.motion.clip import Clip
from signspan.motion.packed import MAX_SIGN_BYTES, unpack

MAX_BYTES = 8 * 2**20  # of all the signs that a conversation holds

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Personal:
    """`motions`: packed signs by gloss, which is `gloss_of` their name."""

    motions: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, motions: Mapping[str, bytes]) -> Self:
        """The signs of a book by name, unchecked: a broken one is noticed when it is signed."""
        return cls({gloss_of(name): packed for name, packed in motions.items()})

    def having(self, name: str, packed: bytes) -> Self:
        """These and one more sign, which replaces one of the same name.

        Raises `FormatError` if the bytes are no motion and `LimitError` past `MAX_SIGN_BYTES` or `MAX_BYTES`.
        """
        if len(packed) > MAX_SIGN_BYTES:
            raise LimitError(f"expected a motion of at most {MAX_SIGN_BYTES} bytes for {name}, got {len(packed)}")
        others = self.without(name).motions
        if len(packed) + sum(map(len, others.values())) > MAX_BYTES:
            raise LimitError(f"expected at most {MAX_BYTES} bytes of taught motions, {name} is one too many")
        unpack(packed)
        return type(self)({**others, gloss_of(name): packed})

    def without(self, name: str) -> Self:
        """These without the sign of that name."""
        return type(self)({gloss: packed for gloss, packed in self.motions.items() if gloss != gloss_of(name)})

    def over(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Clip | None]]:
        """The tokens with their own motions, None if none was taught; neighbours become one token if a sign was taught
        for them together (GOOD MORNING). A broken motion counts as none and is logged."""
        longest = max((gloss.count("-") + 1 for gloss in self.motions), default=1)
        at = 0
        while at < len(tokens):
            for length in range(min(longest, len(tokens) - at), 0, -1):
                token = _one(tokens[at : at + length])
                clip = self._find(token)
                if clip is not None or length == 1:
                    yield token, clip
                    at += length
                    break

    def _find(self, token: Token) -> Clip | None:
        """The motion of a token's gloss, or of the sentence's word behind it."""
        for name in dict.fromkeys((gloss_of(token.gloss), gloss_of(token.source))):
            if name in self.motions:
                try:
                    return unpack(self.motions[name])
                except FormatError as error:
                    _log.warning("%s is not signed as it was taught: %s", name, error)
        return None


NONE: Final = Personal()


def gloss_of(name: str) -> str:
    """A name in the lexicon's form: upper case, hyphens for spaces."""
    return "-".join(name.upper().split())


def _one(run: tuple[Token, ...]) -> Token:
    """Neighbours as one sign that carries the markers of all; a single one is unchanged."""
    if len(run) == 1:
        return run[0]
    markers: dict[Marker, None] = dict.fromkeys(marker for token in run for marker in token.markers)
    source = " ".join(token.source for token in run) if all(token.source for token in run) else ""
    return Token("-".join(token.gloss for token in run), "sign", tuple(markers), source)
