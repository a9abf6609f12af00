"""The interface of rooms for the routes: rooms of this process, or shared by several through NATS."""

from typing import Protocol

from signspan.serve.rooms.socket_event import SocketEvent
from signspan.wire import room_pb2 as wire


class Sink(Protocol):
    """A room's view of a socket, in whichever process it is."""

    async def send(self, data: bytes) -> None:
        """One binary message."""

    async def pong(self) -> None:
        """The answer to a ping."""

    async def close(self, code: int, reason: str) -> None:
        """Closes it, after everything sent before."""


class RoomConnection(Protocol):
    """One socket's connection to its room, in whichever process it is."""

    async def handle(self, event: SocketEvent) -> None:
        """Passes an event of the socket to the room. Raises `LostError` if the room cannot be reached."""


class RoomBackend(Protocol):
    """`LocalRooms` or `NatsRooms`. Methods raise `LostError` if rooms cannot be reached."""

    async def open(self, name: str, watchers: bool) -> bool:
        """Opens a room; false if it is open already or there are too many."""

    async def is_open(self, name: str) -> bool:
        """Whether the room exists."""

    async def enter(
        self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink
    ) -> RoomConnection | None:
        """Connects a socket with a valid token; None if there is no such room."""

    async def probe(self) -> None:
        """Checks whether it could start here. Raises `MissingError` or `InputError` if not."""

    async def start(self) -> None:
        """Call it first, on the event loop it runs on."""

    async def stop(self) -> None:
        """Closes every socket."""
