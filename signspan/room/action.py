"""What a room or a device's side of it asks its transport to do. Immutable; done in the order given."""

from dataclasses import dataclass

from signspan.wire import room_pb2 as wire

# RFC 6455 section 7.4.1
NORMAL = 1000
GOING_AWAY = 1001
POLICY = 1008  # broke a rule; coming back the same way is of no use
TOO_BIG = 1009
TRY_LATER = 1013  # nothing wrong with you: full, taken, or behind


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
    """Forget what was kept under `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class End:
    """The room is over: forget everything kept."""


Action = Send | Close | Keep | Erase | End


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a socket is closed: a word for programs, and when to come again, 0 for not at all."""

    code: str
    close: int
    retry_s: int = 0

    def actions(self, socket: str) -> list[Action]:
        """Tell, then close."""
        error = wire.RoomError(code=self.code, retry_s=self.retry_s)
        return [
            Send(socket, wire.FromRoom(error=error).SerializeToString()),
            Close(socket, self.close, self.code),
        ]


# The table of docs/rooms.md.
FORMAT = Refusal("format", POLICY)
TEXT = Refusal("text", POLICY)
SILENT = Refusal("silent", POLICY)
LISTEN_ONLY = Refusal("listen-only", POLICY)
NO_WATCHERS = Refusal("no-watchers", POLICY)
RATE = Refusal("rate", POLICY)
TOKEN_EXPIRED = Refusal("token-expired", POLICY)
TOO_LARGE = Refusal("too-big", TOO_BIG)
ROLE_TAKEN = Refusal("role-taken", TRY_LATER, 60)
ROOM_FULL = Refusal("room-full", TRY_LATER, 60)
SLOW = Refusal("slow", TRY_LATER, 1)
IDLE = Refusal("idle", GOING_AWAY, 1)
JOINED_AGAIN = Refusal("joined-again", NORMAL)
LEFT = Refusal("left", NORMAL)
