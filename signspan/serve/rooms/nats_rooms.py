"""Rooms shared by several processes through NATS: any process may hold a socket, one owns each room.

The owner listens at the room's subject: what a socket did is published there, and what it shall do is published to
the process that holds it, numbered; a gap in the numbers closes the socket (the device redials, and the room sends
what is missing). A room's state is in a bucket (`nats_store`). Where nobody listens for a room any more, the first
process that is asked for it takes it over from there: its owner died, or was cut off. Claiming is a write that names
the revision before it, so that one process wins, and an owner that was only slow finds out with its next write,
before it has answered anybody.
"""

import asyncio
import contextlib
import functools
import secrets
from dataclasses import dataclass, field
from typing import TypeVar, cast

from google.protobuf.message import DecodeError, Message
from nats.aio.msg import Msg

from signspan.room.room import ROOM, Room
from signspan.serve.rooms.backend import RoomConnection, Sink
from signspan.serve.rooms.bus import Bus
from signspan.serve.rooms.local_rooms import LocalRooms
from signspan.serve.rooms.nats_store import NatsStore
from signspan.serve.rooms.remote import RemoteConnection, RemoteSink
from signspan.serve.rooms.runner import MOVED, RoomRunner
from signspan.serve.rooms.socket_event import (
    MessageReceived,
    PingReceived,
    SocketClosed,
    SocketEvent,
    SocketOpened,
    TextReceived,
)
from signspan.serve.rooms.store import LostError
from signspan.wire import bus_pb2 as wire_bus
from signspan.wire import room_pb2 as wire
from signspan.wire.refusal import GOING_AWAY

TRIES = 4  # to find or become a room's owner, while others do the same
PAUSE_S = 0.1

Read = TypeVar("Read", bound=Message)


@dataclass(slots=True)
class NatsRooms:
    """A `RoomBackend` of several processes; `local` runs the rooms that this one owns. The bus is this object's own."""

    local: LocalRooms
    bus: Bus = field(init=False)
    me: str = field(default_factory=lambda: secrets.token_hex(16))
    _connections: dict[str, RemoteConnection] = field(default_factory=dict)  # by socket
    _owning: dict[str, str] = field(default_factory=dict)  # by room, what others know this owner as
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, url: str, key: bytes, local: LocalRooms) -> "NatsRooms":
        """Over the server at `url`. Raises `InputError` for what is no address."""
        shared = cls(local)
        shared.bus = Bus(url, key, shared._lost, shared._back)
        return shared

    async def probe(self) -> None:
        await self.bus.probe()

    async def start(self) -> None:
        await self.bus.start()
        for subject, heard in (
            (("process", self.me), self._answered),
            (("unheard", self.me, "room", "*"), self._owner_gone),
            (("unheard", self.me, "process", "*"), self._process_gone),
            (("taken",), self._taken),
        ):
            await self.bus.listen(self.bus.subject(*subject), heard)

    async def stop(self) -> None:
        """Its rooms stay where they are stored: another process takes over."""
        await self.local.stop()
        await self._cut(list(self._connections.values()))
        await self.bus.stop()

    # ---- a backend ---------------------------------------------------------------------------------

    async def open(self, name: str, watchers: bool) -> bool:
        room = Room.open(watchers, self.local.clock())
        stored = {ROOM: room.kept().data}
        if self.local.full or not await self._own(self.bus.hashed("room", name), room, stored, fresh=True):
            return False
        self.local.on_event("opened", "")
        return True

    async def is_open(self, name: str) -> bool:
        hashed = self.bus.hashed("room", name)
        message = wire_bus.ToOwner(process=self.me, ask=True).SerializeToString()
        for _ in range(TRIES):
            if hashed in self.local.runners or await self._ask(hashed, message):
                return True
            if not await self._adopt(hashed):
                return False
        raise LostError("expected somebody to own the room")

    async def enter(
        self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink
    ) -> RoomConnection | None:
        hashed = self.bus.hashed("room", name)
        connect = wire_bus.Connect(role=role, expires_s=expires_s)
        message = wire_bus.ToOwner(socket=socket, process=self.me, connect=connect).SerializeToString()
        for _ in range(TRIES):
            connection = await self.local.enter(hashed, socket, role, expires_s, sink)
            if connection is not None:
                return connection
            remote = self._connections[socket] = RemoteConnection(self, hashed, socket, sink)
            try:
                remote.owner = await self._ask(hashed, message)
            finally:
                if not remote.owner:
                    del self._connections[socket]
            if remote.owner:
                return remote
            if not await self._adopt(hashed):
                return None
        raise LostError("expected somebody to own the room")

    async def _ask(self, room: str, message: bytes) -> str:
        """The name of that room's owner, empty where none answers."""
        answer = await self.bus.ask(self.bus.subject("room", room), message)
        return "" if answer is None else _read(wire_bus.Ownership(), answer).owner

    # ---- owning a room ---------------------------------------------------------------------------

    async def _adopt(self, room: str) -> bool:
        """Takes over a room that nobody answers for; false where there is none. If another was faster, so be it."""
        async with self._claiming:
            if room in self.local.runners:
                return True
            store = NatsStore(self.bus.bucket, room)
            stored = await store.read()
            if stored is None:
                return False
            if self.local.full:
                raise LostError("expected room for another room")
            try:
                state = Room.restore(stored, [], self.local.clock())
            except (DecodeError, KeyError) as error:  # written by something that is no server of ours
                raise LostError("expected a stored room, got something else") from error
            if not await self._own(room, state, stored | {ROOM: state.kept().data}, store=store):
                await asyncio.sleep(PAUSE_S)
            return True

    async def _own(
        self, room: str, state: Room, stored: dict[str, bytes], fresh: bool = False, store: NatsStore | None = None
    ) -> bool:
        """Listens for the room, then claims it; false where it is another's."""
        store = store or NatsStore(self.bus.bucket, room)
        ready: asyncio.Future[RoomRunner | None] = asyncio.get_running_loop().create_future()
        listening = await self.bus.listen(self.bus.subject("room", room), functools.partial(self._called, room, ready))
        claimed = False
        try:
            if fresh:
                claimed = await store.create(stored)
            else:
                await store.write(stored)
                claimed = True
        except LostError:
            self.bus.bucket  # noqa: B018 - where there is no connection, that is what is raised
        finally:
            if not claimed:
                ready.set_result(None)
                with contextlib.suppress(Exception):  # the connection is gone, and the subscription with it
                    await listening.unsubscribe()
        if not claimed:
            return False

        async def left() -> None:
            self._owning.pop(room, None)
            with contextlib.suppress(Exception):  # as above
                await listening.unsubscribe()

        self._owning[room] = secrets.token_hex(16)
        ready.set_result(self.local.run_room(room, state, store, stored, left))
        taken = wire_bus.Ownership(room=room, owner=self._owning[room])
        await self.bus.publish(self.bus.subject("taken"), taken.SerializeToString())
        return True

    async def _called(self, room: str, ready: "asyncio.Future[RoomRunner | None]", msg: Msg) -> None:
        """The owner: something happened to a socket of the room, or somebody asks."""
        runner = await asyncio.shield(ready)
        if runner is None or self._owning.get(room) is None:
            return
        message = _read(wire_bus.ToOwner(), msg.data)
        kind, socket = message.WhichOneof("body"), message.socket
        if kind == "connect":
            opened = SocketOpened(socket, cast("wire.Role", message.connect.role), message.connect.expires_s)
            await runner.connect(opened, RemoteSink(self, message.process, socket))
        if kind in {"connect", "ask"}:
            ownership = wire_bus.Ownership(room=room, owner=self._owning[room])
            await self.bus.publish(msg.reply, ownership.SerializeToString())
        elif socket not in runner.sinks:
            await RemoteSink(self, message.process, socket, -1).close(GOING_AWAY, MOVED)
        elif (event := _event_of(message)) is not None:
            await runner.put(event)

    async def _process_gone(self, msg: Msg) -> None:
        """A process that holds sockets of rooms here is no more."""
        process = msg.subject.rpartition(".")[2]
        for runner in list(self.local.runners.values()):
            for socket, sink in list(runner.sinks.items()):
                if isinstance(sink, RemoteSink) and sink.holder == process:
                    await runner.put(SocketClosed(socket))

    # ---- holding sockets -------------------------------------------------------------------------

    def forget(self, socket: str) -> None:
        """A socket is closed."""
        self._connections.pop(socket, None)

    async def _answered(self, msg: Msg) -> None:
        """A room's owner wants something done with a socket here."""
        message = _read(wire_bus.FromOwner(), msg.data)
        connection = self._connections.get(message.socket)
        if connection is not None:
            await connection.answered(message)

    async def _owner_gone(self, msg: Msg) -> None:
        """Nobody listens for a room."""
        room = msg.subject.rpartition(".")[2]
        await self._cut([connection for connection in self._connections.values() if connection.room == room])

    async def _taken(self, msg: Msg) -> None:
        """A room has another owner: its sockets have to redial, and whoever thought to own it lets go."""
        ownership = _read(wire_bus.Ownership(), msg.data)
        if self._owning.get(ownership.room, ownership.owner) != ownership.owner:
            await self.local.leave(ownership.room)
        await self._cut(
            [s for s in self._connections.values() if s.room == ownership.room and s.owner not in {"", ownership.owner}]
        )

    async def _cut(self, connections: list[RemoteConnection]) -> None:
        for connection in connections:
            await connection.sink.close(GOING_AWAY, MOVED)

    async def _lost(self) -> None:
        """NATS is gone: every room is stored there, so every socket is closed until it is back."""
        self.local.on_event("nats-lost", "")
        await self.local.stop()
        await self._cut(list(self._connections.values()))

    async def _back(self) -> None:
        self.local.on_event("nats-back", "")


def _event_of(message: wire_bus.ToOwner) -> SocketEvent | None:
    """What the socket of another process did; None for what a newer server may say."""
    match message.WhichOneof("body"):
        case "message":
            return MessageReceived(message.socket, message.message)
        case "text":
            return TextReceived(message.socket)
        case "ping":
            return PingReceived(message.socket)
        case "closed":
            return SocketClosed(message.socket)
    return None


def _read(message: Read, data: bytes) -> Read:
    """Another server's message; anything else is from no server of ours, and is read as an empty one."""
    try:
        message.ParseFromString(data)
    except DecodeError:
        message.Clear()
    return message
