"""What a room or a device's side of it asks its transport to do. Immutable; done in the order given."""

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
    """Write `data` where it outlives the process, before anything that follows is sent."""

    key: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete what was kept under `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class End:
    """The room is over: delete everything kept."""


Action = Send | Close | Keep | Erase | End


def refused(socket: str, code: str) -> list[Action]:
    """Says why, then closes: one of `REFUSALS`."""
    refusal = REFUSALS[code]
    error = wire.RoomError(code=refusal.code, retry_s=refusal.retry_s)
    return [
        Send(socket, wire.FromRoom(error=error).SerializeToString()),
        Close(socket, refusal.close, refusal.code),
    ]
