"""Events of a device's socket, for the room. `socket` is its random name in the room."""

from dataclasses import dataclass

from signspan.wire import room_pb2 as wire


@dataclass(frozen=True, slots=True)
class SocketOpened:
    """A socket was opened with a valid token, which allows `role` until `expires_s` (seconds since 1970)."""

    socket: str
    role: wire.Role
    expires_s: float


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A binary message came, not decoded."""

    socket: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TextReceived:
    """A text message other than a ping came."""

    socket: str


@dataclass(frozen=True, slots=True)
class PingReceived:
    """A ping came."""

    socket: str


@dataclass(frozen=True, slots=True)
class SocketClosed:
    """The socket is gone."""

    socket: str


SocketEvent = SocketOpened | MessageReceived | TextReceived | PingReceived | SocketClosed
