"""A device in a room, for measuring: a page's conversation with its own server, and its connection to the room.

Does the same as web/src/room/talk.ts, but only through the room: messages of the page's server go to the other devices,
theirs go to the page's server. Every message has the time it was sent; all devices here share one clock.
"""

import asyncio
import ctypes
import json
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import websockets
from websockets.typing import Origin, Subprotocol

from signspan.errors import MissingError
from signspan.room.event import (
    LandmarksReceived,
    MemberJoined,
    Reconnect,
    RoomEvent,
    SendMessage,
    SendPing,
    TalkReceived,
)
from signspan.room.peer import Peer
from signspan.wire import conversation_pb2 as wire

TICK_S = 0.1
REDIAL_S = 0.25
DIAL_S = 3.0
CLONE_NEWNET = 0x40000000  # setns(2)

Role = Literal["signer", "speaker"]


def run_in(namespace: str | None, work: Coroutine[Any, Any, None]) -> None:
    """Runs `work` in this thread, whose sockets from now on belong to the namespace, if given."""
    if namespace is not None:
        end = os.open(Path("/run/netns") / namespace, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).setns(end, CLONE_NEWNET) != 0:
                raise MissingError(f"expected to be let into a namespace, got {os.strerror(ctypes.get_errno())}")
        finally:
            os.close(end)
    asyncio.run(work)


def ask(rooms: str, role: Role, code: str = "", own: str = "") -> dict[str, str]:
    """A new room (`code`, `token`), or a token for the room with this code; requested from the address `own`, if given.

    Raises `MissingError` if it is refused.
    """
    path = f"/rooms/{code}/tokens" if code else "/rooms"
    body = json.dumps({"role": role, "watchers": False})
    line = HTTPConnection(urlsplit(rooms).netloc, timeout=30, source_address=(own, 0) if own else None)
    try:
        line.request("POST", path, body, {"Origin": rooms})
        answer = line.getresponse()
        if answer.status != 201:
            raise MissingError(f"expected a place in a room, got the answer {answer.status}")
        found: dict[str, str] = json.load(answer)
    finally:
        line.close()
    return found


@dataclass(slots=True)
class Device:
    """`on_message` gets each message of the others once, and whether it is a final.

    `on_shown`, if given, gets the landmark frames of the others. Connects from the address `own`.
    """

    rooms: str
    code: str
    token: str
    on_message: Callable[[wire.PeerMessage, bool], Coroutine[Any, Any, None]]
    on_shown: Callable[[bytes], Coroutine[Any, Any, None]] | None = None
    own: str = ""
    lost: int = 0
    _peer: Peer = field(default_factory=lambda: Peer("", os.urandom(16), time.monotonic()))
    _socket: websockets.ClientConnection | None = None
    _in: asyncio.Event = field(default_factory=asyncio.Event)
    _count: int = 0

    async def tell(self, **body: Any) -> None:
        """A message of the page's server: a sentence is a final, everything else a passing message."""
        final = "sentence" in body
        self._count += final
        count = self._count if final else 0
        message = wire.PeerMessage(count=count, sent_s=time.monotonic(), **body).SerializeToString()
        say = self._peer.final if final else self._peer.passing
        await self._do(say(message, time.monotonic()))

    async def show(self, frame: bytes) -> None:
        """A frame of landmarks."""
        await self._do(self._peer.show(frame, time.monotonic()))

    async def entered(self) -> None:
        await asyncio.wait_for(self._in.wait(), 60)

    async def run(self) -> None:
        """Until cancelled: connects, and reconnects."""
        url = f"{self.rooms.replace('http', 'ws', 1)}/rooms/{self.code.replace('-', '')}/socket"
        offers = [Subprotocol("signspan.room.v1"), Subprotocol(f"token.{self.token}")]
        while True:
            with suppress(OSError, TimeoutError, websockets.WebSocketException):
                async with websockets.connect(
                    url,
                    subprotocols=offers,
                    origin=Origin(self.rooms),
                    compression=None,
                    open_timeout=DIAL_S,
                    local_addr=(self.own, 0) if self.own else None,
                ) as socket:
                    self._socket = socket
                    await self._serve(socket)
            self._socket = None
            self._peer.lost()
            self.lost += 1
            await asyncio.sleep(REDIAL_S)

    async def _serve(self, socket: websockets.ClientConnection) -> None:
        await self._do(self._peer.opened(time.monotonic()))
        ticking = asyncio.create_task(self._tick())
        try:
            async for message in socket:
                if isinstance(message, str):
                    self._peer.alive(time.monotonic())
                else:
                    await self._do(self._peer.receive(message, time.monotonic()))
        finally:
            ticking.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            await self._do(self._peer.tick(time.monotonic()))

    async def _do(self, events: list[RoomEvent]) -> None:
        for event in events:
            match event:
                case SendMessage(data=data) if self._socket is not None:
                    with suppress(websockets.ConnectionClosed):
                        await self._socket.send(data)
                case SendPing() if self._socket is not None:
                    with suppress(websockets.ConnectionClosed):
                        await self._socket.send("ping")
                case Reconnect() if self._socket is not None:
                    self._socket.transport.abort()
                case MemberJoined():
                    self._in.set()
                case TalkReceived(payload=payload, final=final):
                    await self.on_message(wire.PeerMessage.FromString(payload), final)
                case LandmarksReceived(payload=payload) if self.on_shown is not None:
                    await self.on_shown(payload)
                case _:
                    pass


@asynccontextmanager
async def in_room(device: Device) -> AsyncIterator[Device]:
    """The device, in its room until left."""
    running = asyncio.create_task(device.run())
    try:
        await device.entered()
        yield device
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
