"""A socket and its room in different processes: each side's proxy for the other."""

from dataclasses import dataclass
from typing import Protocol

from signspan.serve.rooms.backend import Sink
from signspan.serve.rooms.bus import Bus
from signspan.serve.rooms.runner import MOVED
from signspan.serve.rooms.socket_event import (
    MessageReceived,
    PingReceived,
    SocketClosed,
    SocketEvent,
    TextReceived,
)
from signspan.wire import bus_pb2 as wire
from signspan.wire.refusal import GOING_AWAY


class Process(Protocol):
    """This process's `NatsRooms`, as its proxies see it."""

    bus: Bus
    me: str

    def forget(self, socket: str) -> None:
        """A socket is closed."""


@dataclass(slots=True)
class RemoteConnection:
    """On the socket's side: sends its events to the room's owner, known as `owner`."""

    process: Process
    room: str
    socket: str
    sink: Sink
    owner: str = ""
    count: int = 0

    async def handle(self, event: SocketEvent) -> None:
        message = wire.ToOwner(socket=self.socket, process=self.process.me)
        match event:
            case MessageReceived(data=data):
                message.message = data
            case TextReceived():
                message.text = True
            case PingReceived():
                message.ping = True
            case SocketClosed():
                message.closed = True
                self.process.forget(self.socket)
        bus = self.process.bus
        unheard = bus.subject("unheard", self.process.me, "room", self.room)
        await bus.publish(bus.subject("room", self.room), message.SerializeToString(), unheard)

    async def answered(self, message: wire.FromOwner) -> None:
        """Handles the owner's replies; a gap in the numbers closes the socket, and the device reconnects."""
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
class RemoteSink:
    """On the room's side: sends replies to the process `holder` that holds the socket."""

    process: Process
    holder: str
    socket: str
    count: int = 0

    async def send(self, data: bytes) -> None:
        await self._publish(wire.FromOwner(send=data))

    async def pong(self) -> None:
        await self._publish(wire.FromOwner(pong=True))

    async def close(self, code: int, reason: str) -> None:
        await self._publish(wire.FromOwner(close=wire.Close(code=code, reason=reason)))

    async def _publish(self, message: wire.FromOwner) -> None:
        self.count += 1
        message.socket, message.count = self.socket, self.count
        bus = self.process.bus
        unheard = bus.subject("unheard", self.process.me, "process", self.holder)
        await bus.publish(bus.subject("process", self.holder), message.SerializeToString(), unheard)
