"""Transports of a conversation between a page and this server: a WebSocket here, a data channel in `serve/rtc`."""

import contextlib
from dataclasses import dataclass
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from signspan.errors import FormatError


class Transport(Protocol):
    """Whole binary messages in both directions. Messages to a page that has left are dropped."""

    async def receive(self) -> bytes | None:
        """The next message; None once the page has left. Raises `FormatError` for anything but a binary message."""

    async def send(self, data: bytes) -> None:
        """One message, in order."""

    async def close(self, code: int, reason: str) -> None:
        """Closes it with a reason (RFC 6455 section 7.4.1)."""


@dataclass(frozen=True, slots=True)
class Socket:
    """An accepted WebSocket."""

    socket: WebSocket

    async def receive(self) -> bytes | None:
        try:
            message = await self.socket.receive()
        except WebSocketDisconnect:
            return None
        if message["type"] == "websocket.disconnect":
            return None
        data: bytes | None = message.get("bytes")
        if data is None:
            raise FormatError("expected a binary message, got text")
        return data

    async def send(self, data: bytes) -> None:
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the page left while this was being sent
            await self.socket.send_bytes(data)

    async def close(self, code: int, reason: str) -> None:
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self.socket.close(code, reason)
