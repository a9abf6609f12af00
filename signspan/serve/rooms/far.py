"""A socket and its room in different processes: each side's stand-in for the other."""

from dataclasses import dataclass
from typing import Protocol

from signspan.room.action import GOING_AWAY
from signspan.serve.rooms.bus import Bus
from signspan.serve.rooms.host import MOVED, Sink, What
from signspan.wire import bus_pb2 as wire


class Here(Protocol):
    """The chain, as its stand-ins see it."""

    bus: Bus
    me: str

    def forget(self, socket: str) -> None:
        """A socket is closed."""


@dataclass(slots=True)
class FarSeat:
    """At the socket: what it does is told to the room's owner, known to others as `host`."""

    here: Here
    room: str
    socket: str
    sink: Sink
    host: str = ""
    count: int = 0

    async def happened(self, what: What, data: bytes = b"") -> None:
        message = wire.ToHost(socket=self.socket, lobby=self.here.me)
        if what == "came":
            message.came = data
        elif what != "connect":
            setattr(message, what, True)
        if what == "dropped":
            self.here.forget(self.socket)
        bus = self.here.bus
        unheard = bus.subject("unheard", self.here.me, "room", self.room)
        await bus.tell(bus.subject("room", self.room), message.SerializeToString(), unheard)

    async def answered(self, message: wire.FromHost) -> None:
        """Does what the owner wants; where something before it was lost the line is cut, and redialled."""
        self.count += 1
        kind = message.WhichOneof("body")
        if kind == "close":
            await self.sink.close(message.close.code, message.close.reason)
        elif message.count != self.count:
            await self.sink.close(GOING_AWAY, MOVED)
        elif kind == "send":
            await self.sink.send(message.send)
        elif kind == "pong":
            await self.sink.pong()


@dataclass(slots=True)
class FarSink:
    """At the room: what is to be done with a socket is told to the process `lobby` that holds it."""

    here: Here
    lobby: str
    socket: str
    count: int = 0

    async def send(self, data: bytes) -> None:
        await self._tell(wire.FromHost(send=data))

    async def pong(self) -> None:
        await self._tell(wire.FromHost(pong=True))

    async def close(self, code: int, reason: str) -> None:
        await self._tell(wire.FromHost(close=wire.Close(code=code, reason=reason)))

    async def _tell(self, message: wire.FromHost) -> None:
        self.count += 1
        message.socket, message.count = self.socket, self.count
        bus = self.here.bus
        unheard = bus.subject("unheard", self.here.me, "lobby", self.lobby)
        await bus.tell(bus.subject("lobby", self.lobby), message.SerializeToString(), unheard)
