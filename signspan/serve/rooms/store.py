"""Stores a room's state before anybody is answered, so that it outlives a crash."""

from collections.abc import Mapping
from typing import Protocol

from signspan.errors import MissingError


class LostError(MissingError):
    """The room is not available here: another process owns it, or NATS does not answer."""


class RoomStore(Protocol):
    """The store of one room. Both methods raise `LostError` if this process no longer owns the room."""

    async def write(self, stored: Mapping[str, bytes]) -> None:
        """Replaces the stored state with `stored`."""

    async def delete(self) -> None:
        """The room is over."""


class MemoryStore:
    """For a single server: its rooms last as long as its process."""

    async def write(self, stored: Mapping[str, bytes]) -> None:
        """Nothing to do."""

    async def delete(self) -> None:
        """Nothing to do."""
