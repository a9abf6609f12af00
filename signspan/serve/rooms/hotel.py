"""The rooms of this process, and the seats its sockets have in them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from signspan.room.room import ROOM, Room
from signspan.serve.rooms.host import Happening, Host, Sink, What
from signspan.serve.rooms.safe import Safe, Unkept
from signspan.wire import room_pb2 as wire

MOST_ROOMS = 1_000

Left = Callable[[], Awaitable[None]]


class Seat(Protocol):
    """One socket's place in a room, wherever that is."""

    async def happened(self, what: What, data: bytes = b"") -> None:
        """What the socket did. Raises `LostError` where the room cannot be told."""


class House(Protocol):
    """Where rooms are: a `Hotel`, or a `Chain` of them. Methods raise `LostError` where rooms cannot be reached."""

    async def open(self, name: str, watchers: bool) -> bool:
        """Opens a room; false if it is open already or there are too many."""

    async def is_open(self, name: str) -> bool:
        """Whether there is such a room."""

    async def enter(self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink) -> Seat | None:
        """Takes a socket with a good token in; nothing where there is no such room."""

    async def probe(self) -> None:
        """Whether it could start here. Raises `MissingError` or `InputError` where it could not."""

    async def start(self) -> None:
        """Before anything else; where it runs."""

    async def stop(self) -> None:
        """Cuts every line."""


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """In a room of this process."""

    host: Host
    socket: str

    async def happened(self, what: What, data: bytes = b"") -> None:
        await self.host.put(Happening(what, self.socket, data))


@dataclass(slots=True)
class Hotel:
    """`on_event` takes words alone, to be logged."""

    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    hosts: dict[str, Host] = field(default_factory=dict)
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def open(self, name: str, watchers: bool) -> bool:
        if name in self.hosts or self.full:
            return False
        room = Room.open(watchers, self.clock())
        self.lodge(name, room, Unkept(), {ROOM: room.kept().data}, _nothing)
        self.on_event("opened", "")
        return True

    async def is_open(self, name: str) -> bool:
        return name in self.hosts

    async def enter(self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink) -> Seat | None:
        host = self.hosts.get(name)
        if host is None:
            return None
        await host.connect(socket, role, expires_s, sink)
        return OwnSeat(host, socket)

    async def probe(self) -> None:
        """It always could."""

    async def start(self) -> None:
        """Nothing to do."""

    async def stop(self) -> None:
        await self.leave(*self.hosts)

    @property
    def full(self) -> bool:
        """Whether no more rooms can be had."""
        return len(self.hosts) >= MOST_ROOMS

    def lodge(self, name: str, room: Room, safe: Safe, kept: dict[str, bytes], left: Left) -> Host:
        """Runs a room here from now on; `kept` is what its safe holds, `left` is called when it is here no more."""
        host = self.hosts[name] = Host(room, safe, kept, self.on_event, self.clock)
        self._running[name] = asyncio.create_task(self._run(name, host, left))
        return host

    async def leave(self, *names: str) -> None:
        """Stops running those rooms; what their safes hold stays."""
        tasks = [self._running[name] for name in names if name in self._running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, name: str, host: Host, left: Left) -> None:
        try:
            await host.run()
        finally:
            del self.hosts[name], self._running[name]
            await left()


async def _nothing() -> None:
    """Nobody waits for it."""
