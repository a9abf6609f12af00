"""Where what a room keeps is written, before anything tells that it was."""

from collections.abc import Mapping
from typing import Protocol

from signspan.errors import MissingError


class LostError(MissingError):
    """The room cannot be had here now: another process owns it, or NATS does not answer."""


class Safe(Protocol):
    """One room's. Both methods raise `LostError` where the room is no longer this process's."""

    async def write(self, kept: Mapping[str, bytes]) -> None:
        """All of `kept` in place of all that was there."""

    async def forget(self) -> None:
        """The room is over."""


class Unkept:
    """For a server alone: its rooms live and die with its process."""

    async def write(self, kept: Mapping[str, bytes]) -> None:
        """Nothing to do."""

    async def forget(self) -> None:
        """Nothing to do."""
