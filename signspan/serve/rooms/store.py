"""Where a room's state is written before anybody is answered, so that it outlives what it must outlive."""

from collections.abc import Mapping
from typing import Protocol

from signspan.errors import MissingError


class LostError(MissingError):
    """The room cannot be had here now: another process owns it, or NATS does not answer."""


class RoomStore(Protocol):
    """One room's. Both methods raise `LostError` where the room is no longer this process's."""

    async def write(self, stored: Mapping[str, bytes]) -> None:
        """All of `stored` in place of all that was there."""

    async def delete(self) -> None:
        """The room is over."""


class MemoryStore:
    """For a server alone: its rooms live and die with its process."""

    async def write(self, stored: Mapping[str, bytes]) -> None:
        """Nothing to do."""

    async def delete(self) -> None:
        """Nothing to do."""
