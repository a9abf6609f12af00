"""One room that this process owns: handles events in order, stores the state, then sends the answers.

The pure `Room` decides everything. Events that arrived in the meantime are handled together and stored once, so that a
busy room waits for its store no more often than a quiet one.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from signspan.room.action import Action, Close, End, Erase, Keep, Send
from signspan.room.room import Room
from signspan.serve.rooms.backend import Sink
from signspan.serve.rooms.socket_event import (
    MessageReceived,
    PingReceived,
    SocketClosed,
    SocketEvent,
    SocketOpened,
    TextReceived,
)
from signspan.serve.rooms.store import LostError, RoomStore
from signspan.wire.refusal import GOING_AWAY

MOVED = "moved"  # close reason if the room gets another owner or is lost; not an error, so the device reconnects
MAX_WAITING = 512  # events; beyond, the sender of the next one waits
MAX_SLEEP_S = 1.0


@dataclass(frozen=True, slots=True)
class Pong:
    """An answer outside the room's state."""

    socket: str


@dataclass(slots=True)
class RoomRunner:
    """`stored` is the stored state; `on_event` gets only event names of docs/rooms.md."""

    room: Room
    store: RoomStore
    stored: dict[str, bytes]
    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    sinks: dict[str, Sink] = field(default_factory=dict)
    _events: asyncio.Queue[SocketEvent] = field(default_factory=lambda: asyncio.Queue(MAX_WAITING))
    _over: bool = False

    async def connect(self, opened: SocketOpened, sink: Sink) -> None:
        """A socket was opened with a valid token."""
        self.sinks[opened.socket] = sink
        await self.put(opened)
        if self._over:
            await sink.close(GOING_AWAY, MOVED)

    async def put(self, event: SocketEvent) -> None:
        """An event of a socket. It is ignored once the room is over."""
        if not self._over:
            await self._events.put(event)

    async def run(self) -> None:
        """Runs until the room is over or lost, then closes every remaining socket."""
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
            while not self._events.empty():  # each event removed admits one that waited
                self._events.get_nowait()
                await asyncio.sleep(0)

    async def _turn(self) -> None:
        events = await self._next_events()
        now = self.clock()
        actions: list[Action | Pong] = []
        for event in events:
            actions += self._handle(event, now)
        if self.room.due() <= now:
            actions += self.room.tick(now)
        if any(isinstance(action, End) for action in actions):
            self._over = True
            await self.store.delete()
        else:
            await self._keep(actions)
        for action in actions:
            await self._act(action)

    async def _next_events(self) -> list[SocketEvent]:
        """The next events, or none once the room is due; sleeps are short because the clock may be changed."""
        wait_s = min(max(0.0, self.room.due() - self.clock()), MAX_SLEEP_S)
        events: list[SocketEvent] = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                events.append(await self._events.get())
        while not self._events.empty():
            events.append(self._events.get_nowait())
        return events

    def _handle(self, event: SocketEvent, now_s: float) -> list[Action | Pong]:
        match event:
            case SocketOpened(socket, role, expires_s):
                return [*self.room.connect(socket, role, expires_s, now_s)]
            case MessageReceived(socket, data):
                return [*self.room.receive(socket, data, now_s)]
            case TextReceived(socket):
                return [*self.room.text(socket, now_s)]
            case PingReceived(socket):
                self.room.alive(socket, now_s)
                return [Pong(socket)]
            case SocketClosed(socket):
                self.sinks.pop(socket, None)
                return [*self.room.drop(socket, now_s)]

    async def _keep(self, actions: list[Action | Pong]) -> None:
        changed = False
        for action in actions:
            if isinstance(action, Keep):
                changed |= self.stored.get(action.key) != action.data
                self.stored[action.key] = action.data
            elif isinstance(action, Erase):
                changed |= self.stored.pop(action.key, None) is not None
        if changed:
            await self.store.write(self.stored)

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
