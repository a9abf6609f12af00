"""The WebSocket of one device in a room: unsent messages wait in an outbox of at most `MAX_WAITING_BYTES`.

A room sends only as much as a device acknowledges (`signspan.wire.limits`), so only one that reads nothing and keeps
requesting reaches the limit: it is closed as `slow`.
"""

import asyncio
import contextlib
import secrets
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from signspan.wire.refusal import REFUSALS

MAX_WAITING_BYTES = 4 << 20
OVERHEAD = 64  # overhead of a waiting message, in bytes
CLOSING_S = 5.0
SLOW = REFUSALS["slow"]

Leaving = tuple[int, str]  # close code and reason


@dataclass(slots=True)
class RoomSocket:
    """`name` is random, the socket's name in the room; `leaving` says why this side closes it, if it does."""

    socket: WebSocket
    name: str = field(default_factory=lambda: secrets.token_hex(16))
    _outbox: asyncio.Queue[bytes | str | Leaving] = field(default_factory=asyncio.Queue)
    _waiting: int = 0
    _overflowed: asyncio.Event = field(default_factory=asyncio.Event)
    leaving: Leaving | None = None

    async def send(self, data: bytes) -> None:
        self._put(data)

    async def pong(self) -> None:
        self._put("pong")

    async def close(self, code: int, reason: str) -> None:
        """Closes it once the outbox is sent. The first reason counts."""
        if self.leaving is None:
            self.leaving = code, reason
            self._outbox.put_nowait(self.leaving)

    async def write(self) -> None:
        """Sends the outbox until this side closes the socket."""
        with contextlib.suppress(RuntimeError, WebSocketDisconnect, OSError):  # the device has left
            writing = asyncio.create_task(self._write())
            overflowing = asyncio.create_task(self._overflowed.wait())
            try:
                await asyncio.wait({writing, overflowing}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (writing, overflowing):
                    task.cancel()
                await asyncio.gather(writing, overflowing, return_exceptions=True)
            code, reason = self.leaving or (SLOW.close, SLOW.code)
            async with asyncio.timeout(CLOSING_S):
                await self.socket.close(code, reason)

    async def _write(self) -> None:
        while True:
            message = await self._outbox.get()
            if isinstance(message, tuple):
                return
            self._waiting -= len(message) + OVERHEAD
            if isinstance(message, str):
                await self.socket.send_text(message)
            else:
                await self.socket.send_bytes(message)

    def _put(self, message: bytes | str) -> None:
        if self.leaving is not None:
            return
        if self._waiting > MAX_WAITING_BYTES:
            self.leaving = SLOW.close, SLOW.code
            self._overflowed.set()
            return
        self._waiting += len(message) + OVERHEAD
        self._outbox.put_nowait(message)
