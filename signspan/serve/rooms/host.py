"""One room that this process owns: happenings in, one after the other; what is kept is written; then answers go out.

The pure `Room` decides everything. Happenings that came meanwhile are handled together and written once, so that a
busy room waits for its safe no more often than a quiet one.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from signspan.room.action import GOING_AWAY, Action, Close, End, Erase, Keep, Send
from signspan.room.room import Room
from signspan.serve.rooms.safe import LostError, Safe
from signspan.wire import room_pb2 as wire

MOVED = "moved"  # why a line is cut when its room changes hands or is lost; without an error, so that it is redialled
WAITING = 512  # happenings; beyond, who brings the next one waits
LONGEST_SLEEP_S = 1.0


class Sink(Protocol):
    """What a room does with a socket, wherever that is."""

    async def send(self, data: bytes) -> None:
        """One binary message."""

    async def pong(self) -> None:
        """The answer to a ping."""

    async def close(self, code: int, reason: str) -> None:
        """Closes it, after what was sent."""


What = Literal["connect", "came", "wrote", "pinged", "dropped"]


@dataclass(frozen=True, slots=True)
class Happening:
    """What a socket did; `data` of a message that came, `role` and `expires_s` of one that was opened."""

    what: What
    socket: str
    data: bytes = b""
    role: wire.Role = wire.ROLE_UNSPECIFIED
    expires_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Pong:
    """An answer that the room has nothing to do with."""

    socket: str


@dataclass(slots=True)
class Host:
    """`kept` is what its safe holds; `on_event` takes words of docs/rooms.md alone."""

    room: Room
    safe: Safe
    kept: dict[str, bytes]
    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    sinks: dict[str, Sink] = field(default_factory=dict)
    _happenings: asyncio.Queue[Happening] = field(default_factory=lambda: asyncio.Queue(WAITING))
    _over: bool = False

    async def connect(self, socket: str, role: wire.Role, expires_s: float, sink: Sink) -> None:
        """A socket was opened with a good token."""
        self.sinks[socket] = sink
        await self.put(Happening("connect", socket, role=role, expires_s=expires_s))
        if self._over:
            await sink.close(GOING_AWAY, MOVED)

    async def put(self, happening: Happening) -> None:
        """Something happened. Nothing comes of it once the room is over."""
        if not self._over:
            await self._happenings.put(happening)

    async def run(self) -> None:
        """Until the room is over or lost; then every line that is left is cut."""
        try:
            while not self._over:
                await self._turn()
        except LostError:
            self.on_event("lost", "")
        finally:
            self._over = True
            for sink in list(self.sinks.values()):
                with contextlib.suppress(LostError):
                    await sink.close(GOING_AWAY, MOVED)
            self.sinks.clear()
            while not self._happenings.empty():  # each that goes lets one in that waited
                self._happenings.get_nowait()
                await asyncio.sleep(0)

    async def _turn(self) -> None:
        happened = await self._some()
        now = self.clock()
        actions: list[Action | Pong] = []
        for happening in happened:
            actions += self._take(happening, now)
        if self.room.due() <= now:
            actions += self.room.tick(now)
        if any(isinstance(action, End) for action in actions):
            self._over = True
            await self.safe.forget()
        else:
            await self._keep(actions)
        for action in actions:
            await self._act(action)

    async def _some(self) -> list[Happening]:
        """What has happened, at least by when the room is due; sleeps are short because clocks are set."""
        wait_s = min(max(0.0, self.room.due() - self.clock()), LONGEST_SLEEP_S)
        happened: list[Happening] = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                happened.append(await self._happenings.get())
        while not self._happenings.empty():
            happened.append(self._happenings.get_nowait())
        return happened

    def _take(self, happening: Happening, now_s: float) -> list[Action | Pong]:
        socket = happening.socket
        match happening.what:
            case "connect":
                return [*self.room.connect(socket, happening.role, happening.expires_s, now_s)]
            case "came":
                return [*self.room.receive(socket, happening.data, now_s)]
            case "wrote":
                return [*self.room.text(socket, now_s)]
            case "pinged":
                self.room.alive(socket, now_s)
                return [Pong(socket)]
            case "dropped":
                self.sinks.pop(socket, None)
                return [*self.room.drop(socket, now_s)]

    async def _keep(self, actions: list[Action | Pong]) -> None:
        changed = False
        for action in actions:
            if isinstance(action, Keep):
                changed |= self.kept.get(action.key) != action.data
                self.kept[action.key] = action.data
            elif isinstance(action, Erase):
                changed |= self.kept.pop(action.key, None) is not None
        if changed:
            await self.safe.write(self.kept)

    async def _act(self, action: Action | Pong) -> None:
        match action:
            case Send(socket, data) if socket in self.sinks:
                await self.sinks[socket].send(data)
            case Pong(socket) if socket in self.sinks:
                await self.sinks[socket].pong()
            case Close(socket, code, reason) if socket in self.sinks:
                await self.sinks.pop(socket).close(code, reason)
                self.on_event("refused", reason)
            case End():
                self.on_event("ended", "")
