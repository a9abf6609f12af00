"""Where rooms are, as the routes see it: in this process, or shared by several through NATS."""

from typing import Protocol

from signspan.serve.rooms.socket_event import SocketEvent
from signspan.wire import room_pb2 as wire


class Sink(Protocol):
    """What a room does with a socket, in whichever process that is."""

    async def send(self, data: bytes) -> None:
        """One binary message."""

    async def pong(self) -> None:
        """The answer to a ping."""

    async def close(self, code: int, reason: str) -> None:
        """Closes it, after what was sent."""


class RoomConnection(Protocol):
    """One socket's connection to its room, in whichever process that is."""

    async def handle(self, event: SocketEvent) -> None:
        """Passes on what the socket did. Raises `LostError` where the room cannot be reached."""


class RoomBackend(Protocol):
    """`LocalRooms` or `NatsRooms`. Methods raise `LostError` where rooms cannot be reached."""

    async def open(self, name: str, watchers: bool) -> bool:
        """Opens a room; false if it is open already or there are too many."""

    async def is_open(self, name: str) -> bool:
        """Whether there is such a room."""

    async def enter(
        self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink
    ) -> RoomConnection | None:
        """Takes in a socket with a good token; None where there is no such room."""

    async def probe(self) -> None:
        """Whether it could start here. Raises `MissingError` or `InputError` where it could not."""

    async def start(self) -> None:
        """Before anything else; where it runs."""

    async def stop(self) -> None:
        """Closes every socket."""
