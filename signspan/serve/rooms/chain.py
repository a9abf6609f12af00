"""Hotels that share their rooms through NATS: any process may hold a socket, one owns each room.

The owner listens at the room's subject: what a socket did goes there, and what is to be done with it comes back to
the process that holds it, numbered, so that a loss is noticed and the line cut (it is redialled, and the room sends
what is missing). What a room keeps is in a bucket (`vault`). Where nobody listens for a room any more, the first
process that is asked for it takes it over from there: its owner died, or was cut off. Claiming is a write that names
the revision before it, so that one process wins, and an owner that was only slow finds out with its next write and
has told nobody anything that was not kept.
"""

import asyncio
import contextlib
import functools
import secrets
from dataclasses import dataclass, field
from typing import TypeVar, cast

from google.protobuf.message import DecodeError, Message
from nats.aio.msg import Msg

from signspan.room.action import GOING_AWAY
from signspan.room.room import ROOM, Room
from signspan.serve.rooms.bus import Bus
from signspan.serve.rooms.far import FarSeat, FarSink
from signspan.serve.rooms.host import MOVED, Happening, Host, Sink
from signspan.serve.rooms.hotel import Hotel, Seat
from signspan.serve.rooms.safe import LostError
from signspan.serve.rooms.vault import Vault
from signspan.wire import bus_pb2 as wire_bus
from signspan.wire import room_pb2 as wire

TRIES = 4  # to find or become a room's owner, while others do the same
PAUSE_S = 0.1

Read = TypeVar("Read", bound=Message)


@dataclass(slots=True)
class Chain:
    """`hotel` runs the rooms that this process owns. The bus is this chain's own."""

    hotel: Hotel
    bus: Bus = field(init=False)
    me: str = field(default_factory=lambda: secrets.token_hex(16))
    _seats: dict[str, FarSeat] = field(default_factory=dict)  # by socket
    _hosting: dict[str, str] = field(default_factory=dict)  # by room, what others know this owner as
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, url: str, key: bytes, hotel: Hotel) -> "Chain":
        """Over the server at `url`. Raises `InputError` for what is no address."""
        chain = cls(hotel)
        chain.bus = Bus(url, key, chain._lost, chain._back)
        return chain

    async def probe(self) -> None:
        await self.bus.probe()

    async def start(self) -> None:
        await self.bus.start()
        for subject, heard in (
            (("lobby", self.me), self._answered),
            (("unheard", self.me, "room", "*"), self._owner_gone),
            (("unheard", self.me, "lobby", "*"), self._lobby_gone),
            (("taken",), self._taken),
        ):
            await self.bus.listen(self.bus.subject(*subject), heard)

    async def stop(self) -> None:
        """Its rooms stay where they are kept: another process takes over."""
        await self.hotel.stop()
        await self._cut(list(self._seats.values()))
        await self.bus.stop()

    # ---- a house ---------------------------------------------------------------------------------

    async def open(self, name: str, watchers: bool) -> bool:
        room = Room.open(watchers, self.hotel.clock())
        kept = {ROOM: room.kept().data}
        if self.hotel.full or not await self._own(self.bus.hashed("room", name), room, kept, fresh=True):
            return False
        self.hotel.on_event("opened", "")
        return True

    async def is_open(self, name: str) -> bool:
        hashed = self.bus.hashed("room", name)
        message = wire_bus.ToHost(lobby=self.me, ask=True).SerializeToString()
        for _ in range(TRIES):
            if hashed in self.hotel.hosts or await self._ask(hashed, message):
                return True
            if not await self._adopt(hashed):
                return False
        raise LostError("expected somebody to own the room")

    async def enter(self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink) -> Seat | None:
        hashed = self.bus.hashed("room", name)
        connect = wire_bus.Connect(role=role, expires_s=expires_s)
        message = wire_bus.ToHost(socket=socket, lobby=self.me, connect=connect).SerializeToString()
        for _ in range(TRIES):
            seat = await self.hotel.enter(hashed, socket, role, expires_s, sink)
            if seat is not None:
                return seat
            far = self._seats[socket] = FarSeat(self, hashed, socket, sink)
            try:
                far.host = await self._ask(hashed, message)
            finally:
                if not far.host:
                    del self._seats[socket]
            if far.host:
                return far
            if not await self._adopt(hashed):
                return None
        raise LostError("expected somebody to own the room")

    async def _ask(self, room: str, message: bytes) -> str:
        """The name of that room's owner, empty where none answers."""
        answer = await self.bus.ask(self.bus.subject("room", room), message)
        return "" if answer is None else _read(wire_bus.Hosting(), answer).host

    # ---- owning a room ---------------------------------------------------------------------------

    async def _adopt(self, room: str) -> bool:
        """Takes over a room that nobody answers for; false where there is none. If another was faster, so be it."""
        async with self._claiming:
            if room in self.hotel.hosts:
                return True
            vault = Vault(self.bus.bucket, room)
            kept = await vault.read()
            if kept is None:
                return False
            if self.hotel.full:
                raise LostError("expected room for another room")
            try:
                state = Room.restore(kept, [], self.hotel.clock())
            except (DecodeError, KeyError) as error:  # written by something that is no server of ours
                raise LostError("expected what a room keeps, got something else") from error
            if not await self._own(room, state, kept | {ROOM: state.kept().data}, vault=vault):
                await asyncio.sleep(PAUSE_S)
            return True

    async def _own(
        self, room: str, state: Room, kept: dict[str, bytes], fresh: bool = False, vault: Vault | None = None
    ) -> bool:
        """Listens for the room, then claims it; false where it is another's."""
        vault = vault or Vault(self.bus.bucket, room)
        ready: asyncio.Future[Host | None] = asyncio.get_running_loop().create_future()
        listening = await self.bus.listen(self.bus.subject("room", room), functools.partial(self._called, room, ready))
        claimed = False
        try:
            if fresh:
                claimed = await vault.create(kept)
            else:
                await vault.write(kept)
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
            self._hosting.pop(room, None)
            with contextlib.suppress(Exception):  # as above
                await listening.unsubscribe()

        self._hosting[room] = secrets.token_hex(16)
        ready.set_result(self.hotel.lodge(room, state, vault, kept, left))
        taken = wire_bus.Hosting(room=room, host=self._hosting[room])
        await self.bus.tell(self.bus.subject("taken"), taken.SerializeToString())
        return True

    async def _called(self, room: str, ready: "asyncio.Future[Host | None]", msg: Msg) -> None:
        """The owner: something happened to a socket of the room, or somebody asks."""
        host = await asyncio.shield(ready)
        if host is None or self._hosting.get(room) is None:
            return
        message = _read(wire_bus.ToHost(), msg.data)
        kind, socket = message.WhichOneof("body"), message.socket
        if kind == "connect":
            role, sink = cast("wire.Role", message.connect.role), FarSink(self, message.lobby, socket)
            await host.connect(socket, role, message.connect.expires_s, sink)
        if kind in {"connect", "ask"}:
            hosting = wire_bus.Hosting(room=room, host=self._hosting[room])
            await self.bus.tell(msg.reply, hosting.SerializeToString())
        elif socket not in host.sinks:
            await FarSink(self, message.lobby, socket, -1).close(GOING_AWAY, MOVED)
        elif kind is not None:
            await host.put(Happening(kind, socket, message.came))

    async def _lobby_gone(self, msg: Msg) -> None:
        """A process that holds sockets of rooms here is no more."""
        lobby = msg.subject.rpartition(".")[2]
        for host in list(self.hotel.hosts.values()):
            for socket, sink in list(host.sinks.items()):
                if isinstance(sink, FarSink) and sink.lobby == lobby:
                    await host.put(Happening("dropped", socket))

    # ---- holding sockets -------------------------------------------------------------------------

    def forget(self, socket: str) -> None:
        """A socket is closed."""
        self._seats.pop(socket, None)

    async def _answered(self, msg: Msg) -> None:
        """A room's owner wants something done with a socket here."""
        message = _read(wire_bus.FromHost(), msg.data)
        seat = self._seats.get(message.socket)
        if seat is not None:
            await seat.answered(message)

    async def _owner_gone(self, msg: Msg) -> None:
        """Nobody listens for a room."""
        room = msg.subject.rpartition(".")[2]
        await self._cut([seat for seat in self._seats.values() if seat.room == room])

    async def _taken(self, msg: Msg) -> None:
        """A room has another owner: who sits in it has to come again, and who thought to own it lets go."""
        hosting = _read(wire_bus.Hosting(), msg.data)
        if self._hosting.get(hosting.room, hosting.host) != hosting.host:
            await self.hotel.leave(hosting.room)
        await self._cut(
            [s for s in self._seats.values() if s.room == hosting.room and s.host not in {"", hosting.host}]
        )

    async def _cut(self, seats: list[FarSeat]) -> None:
        for seat in seats:
            await seat.sink.close(GOING_AWAY, MOVED)

    async def _lost(self) -> None:
        """NATS is gone: every room is kept there, so every line is cut until it is back."""
        self.hotel.on_event("nats-lost", "")
        await self.hotel.stop()
        await self._cut(list(self._seats.values()))

    async def _back(self) -> None:
        self.hotel.on_event("nats-back", "")


def _read(message: Read, data: bytes) -> Read:
    """What another server said; what says something else is no server of ours, and counts as nothing."""
    try:
        message.ParseFromString(data)
    except DecodeError:
        message.Clear()
    return message
