"""Long messages over a data channel: pieces of at most `PIECE` bytes, each after one byte that says whether more
follow.

A motion or a voice has hundreds of kilobytes; the limit of a data channel's message varies (RFC 8841 section 6), and a
long one would block others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from signspan.errors import FormatError, LimitError

PIECE = 16 * 1024
LAST, MORE = b"\0", b"\1"


def cut(message: bytes) -> Iterator[bytes]:
    """The pieces of a message, at least one."""
    for start in range(0, max(1, len(message)), PIECE):
        end = start + PIECE
        yield (MORE if end < len(message) else LAST) + message[start:end]


@dataclass(slots=True)
class Joiner:
    """Puts pieces together to messages of at most `most` bytes."""

    most: int
    _parts: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> bytes | None:
        """The message that this piece ends, if it does. Raises `FormatError` or `LimitError`."""
        if piece[:1] not in (LAST, MORE):
            raise FormatError("expected a piece that says if more follow, got none")
        self._parts += piece[1:]
        if len(self._parts) > self.most:
            raise LimitError(f"expected at most {self.most} bytes, got more")
        if piece[:1] == MORE:
            return None
        message, self._parts = bytes(self._parts), bytearray()
        return message
