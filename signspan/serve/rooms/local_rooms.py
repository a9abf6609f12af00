"""The rooms that this process runs, and the connections of its sockets to them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from signspan.room.room import ROOM, Room
from signspan.serve.rooms.backend import RoomConnection, Sink
from signspan.serve.rooms.runner import RoomRunner
from signspan.serve.rooms.socket_event import SocketEvent, SocketOpened
from signspan.serve.rooms.store import MemoryStore, RoomStore
from signspan.wire import room_pb2 as wire

MAX_ROOMS = 1_000

Left = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class LocalConnection:
    """A connection to a room of this process."""

    runner: RoomRunner

    async def handle(self, event: SocketEvent) -> None:
        await self.runner.put(event)


@dataclass(slots=True)
class LocalRooms:
    """A `RoomBackend` of one process; `on_event` gets only event names of docs/rooms.md, to be logged."""

    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    runners: dict[str, RoomRunner] = field(default_factory=dict)
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def open(self, name: str, watchers: bool) -> bool:
        if name in self.runners or self.full:
            return False
        room = Room.open(watchers, self.clock())
        self.run_room(name, room, MemoryStore(), {ROOM: room.kept().data}, _nothing)
        self.on_event("opened", "")
        return True

    async def is_open(self, name: str) -> bool:
        return name in self.runners

    async def enter(
        self, name: str, socket: str, role: wire.Role, expires_s: float, sink: Sink
    ) -> RoomConnection | None:
        runner = self.runners.get(name)
        if runner is None:
            return None
        await runner.connect(SocketOpened(socket, role, expires_s), sink)
        return LocalConnection(runner)

    async def probe(self) -> None:
        """Always possible."""

    async def start(self) -> None:
        """Nothing to do."""

    async def stop(self) -> None:
        await self.leave(*self.runners)

    @property
    def full(self) -> bool:
        """Whether no more rooms can be opened."""
        return len(self.runners) >= MAX_ROOMS

    def run_room(self, name: str, room: Room, store: RoomStore, stored: dict[str, bytes], left: Left) -> RoomRunner:
        """Runs a room here from now on; `stored` is its stored state, `left` is called when it stops."""
        runner = self.runners[name] = RoomRunner(room, store, stored, self.on_event, self.clock)
        self._running[name] = asyncio.create_task(self._run(name, runner, left))
        return runner

    async def leave(self, *names: str) -> None:
        """Stops running those rooms; their stored state stays."""
        tasks = [self._running[name] for name in names if name in self._running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, name: str, runner: RoomRunner, left: Left) -> None:
        try:
            await runner.run()
        finally:
            del self.runners[name], self._running[name]
            await left()


async def _nothing() -> None:
    """Nobody waits for it."""
