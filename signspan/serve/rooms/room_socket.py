"""The WebSocket of one device in a room: what is to be sent waits in an outbox of at most `WAITING_BYTES`.

A room sends no more than a device acknowledges (`signspan.wire.limits`), so the bound is met only by one that reads
nothing and goes on asking: it is closed as `slow`.
"""

import asyncio
import contextlib
import secrets
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from signspan.wire.refusal import REFUSALS

WAITING_BYTES = 4 << 20
OVERHEAD = 64  # what a waiting message costs beside its bytes
CLOSING_S = 5.0
SLOW = REFUSALS["slow"]

Leaving = tuple[int, str]  # close code and reason


@dataclass(slots=True)
class RoomSocket:
    """`name` is random, and what the room calls the socket by; `leaving` says why this side closes it, if it does."""

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
        """After what waits was sent. The first word counts."""
        if self.leaving is None:
            self.leaving = code, reason
            self._outbox.put_nowait(self.leaving)

    async def write(self) -> None:
        """Sends what comes, until the socket_ is closed from this side; then closes the socket."""
        with contextlib.suppress(RuntimeError, WebSocketDisconnect, OSError):  # the device left meanwhile
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
        if self._waiting > WAITING_BYTES:
            self.leaving = SLOW.close, SLOW.code
            self._overflowed.set()
            return
        self._waiting += len(message) + OVERHEAD
        self._outbox.put_nowait(message)
