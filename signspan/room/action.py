"""What a room or a device's side of it asks its transport to do. Immutable, to be done in order."""

from dataclasses import dataclass

from signspan.wire import room_pb2 as wire
from signspan.wire.refusal import REFUSALS


@dataclass(frozen=True, slots=True)
class Send:
    """One binary message for `socket`."""

    socket: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Close:
    """Close `socket`; the room has already forgotten it."""

    socket: str
    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Write `data` to storage that outlives the process, before sending anything that follows."""

    key: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete what is stored under `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class End:
    """The room is over: delete everything stored."""


Action = Send | Close | Keep | Erase | End


def refused(socket: str, code: str) -> list[Action]:
    """Says why, then closes: one of `REFUSALS`."""
    refusal = REFUSALS[code]
    error = wire.RoomError(code=refusal.code, retry_s=refusal.retry_s)
    return [
        Send(socket, wire.FromRoom(error=error).SerializeToString()),
        Close(socket, refusal.close, refusal.code),
    ]
