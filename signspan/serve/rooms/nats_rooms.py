"""Rooms shared by several processes through NATS: any process may hold a socket; one process owns each room.

The owner listens on the room's subject for socket events, and replies on the subject of the process that holds the
socket. Replies are numbered for each socket; a gap closes it (the device reconnects, and the room sends what is
missing). A room's state is in a bucket (`nats_store`). If nobody listens for a room, because its owner died or was cut
off, the first process asked for it takes it over from the bucket. Claiming is a write that names the previous revision,
so exactly one process wins, and an owner that was only slow notices at its next write, before it answers anybody.
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

TRIES = 4  # attempts to find or become a room's owner, while others do the same
PAUSE_S = 0.1

Read = TypeVar("Read", bound=Message)


@dataclass(slots=True)
class NatsRooms:
    """A `RoomBackend` of several processes; `local` runs the rooms that this one owns. It owns its bus."""

    local: LocalRooms
    bus: Bus = field(init=False)
    me: str = field(default_factory=lambda: secrets.token_hex(16))
    _connections: dict[str, RemoteConnection] = field(default_factory=dict)  # by socket
    _owning: dict[str, str] = field(default_factory=dict)  # by room, the name under which others know this owner
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, url: str, key: bytes, local: LocalRooms) -> "NatsRooms":
        """Rooms on the NATS server at `url`. Raises `InputError` for an invalid address."""
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
        """Stops. Its rooms stay stored, for another process to take over."""
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
        """The name of that room's owner, empty if none answers."""
        answer = await self.bus.ask(self.bus.subject("room", room), message)
        return "" if answer is None else _read(wire_bus.Ownership(), answer).owner

    # ---- owning a room ---------------------------------------------------------------------------

    async def _adopt(self, room: str) -> bool:
        """Takes over a room without an owner; false if there is no such room. Another process may be faster."""
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
            except (DecodeError, KeyError) as error:  # not written by one of our servers
                raise LostError("expected a stored room, got something else") from error
            if not await self._own(room, state, stored | {ROOM: state.kept().data}, store=store):
                await asyncio.sleep(PAUSE_S)
            return True

    async def _own(
        self, room: str, state: Room, stored: dict[str, bytes], fresh: bool = False, store: NatsStore | None = None
    ) -> bool:
        """Listens for the room, then claims it; false if another process owns it."""
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
            self.bus.bucket  # noqa: B018 - raises if there is no connection
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
        """For the owner: an event of a socket of the room, or a request."""
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
        """A process that held sockets of rooms here is gone."""
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
        """A reply of a room's owner for a socket here."""
        message = _read(wire_bus.FromOwner(), msg.data)
        connection = self._connections.get(message.socket)
        if connection is not None:
            await connection.answered(message)

    async def _owner_gone(self, msg: Msg) -> None:
        """A room has no owner."""
        room = msg.subject.rpartition(".")[2]
        await self._cut([connection for connection in self._connections.values() if connection.room == room])

    async def _taken(self, msg: Msg) -> None:
        """A room has another owner: its sockets must reconnect, and a former owner stops running it."""
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
        """NATS is gone: closes every socket until it is back, since it stores all rooms."""
        self.local.on_event("nats-lost", "")
        await self.local.stop()
        await self._cut(list(self._connections.values()))

    async def _back(self) -> None:
        self.local.on_event("nats-back", "")


def _event_of(message: wire_bus.ToOwner) -> SocketEvent | None:
    """An event of a socket of another process; None for one that only newer servers know."""
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
    """Another server's message; anything invalid counts as an empty one."""
    try:
        message.ParseFromString(data)
    except DecodeError:
        message.Clear()
    return message
