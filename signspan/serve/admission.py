"""Admission to conversations: only our own pages, `MAX_CONVERSATIONS` at once, `MAX_FROM_ONE` from one address."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from logging import Logger

from starlette.websockets import WebSocket

from signspan.serve.metrics import Metrics
from signspan.serve.origin import address_of, same_origin
from signspan.serve.rooms.address_limiter import AddressLimiter
from signspan.wire.refusal import POLICY, TRY_LATER

MAX_CONVERSATIONS = 32  # conversations at once
MAX_FROM_ONE = 24  # from one address, which leaves room for others


@dataclass(slots=True)
class Admission:
    """Counts who is here; `sessions` are open conversations of every kind."""

    metrics: Metrics
    log: Logger
    sessions: int = 0
    addresses: AddressLimiter = field(default_factory=lambda: AddressLimiter(most=MAX_FROM_ONE))

    def crowded(self, address: str) -> str:
        """Why nobody else from that address is admitted; empty if they are."""
        if self.sessions >= MAX_CONVERSATIONS:
            return f"expected at most {MAX_CONVERSATIONS} conversations"
        if self.addresses.full(address):
            return f"expected at most {MAX_FROM_ONE} conversations from one address"
        return ""

    @contextlib.asynccontextmanager
    async def counted(self, kind: str, address: str) -> AsyncIterator[None]:
        """Counts one more conversation while it lasts; `kind` is one of `Metrics.joined`."""
        self.sessions += 1
        self.addresses.enter(address)
        self.metrics.joined(kind)
        self.log.info("joined", extra={"sessions": self.sessions})
        try:
            yield
        finally:
            self.sessions -= 1
            self.addresses.leave(address)
            self.metrics.left(kind)
            self.log.info("left", extra={"sessions": self.sessions})

    @contextlib.asynccontextmanager
    async def socket(self, socket: WebSocket, kind: str) -> AsyncIterator[bool]:
        """Accepts a socket of our own page if there is room; otherwise closes it and yields false."""
        address = address_of(socket)
        if not same_origin(socket):
            await self._refuse(socket, POLICY, "")
            yield False
            return
        await socket.accept()
        why = self.crowded(address)
        if not why and not self.addresses.allows(address, "dial"):
            why = "expected fewer handshakes a second from one address"
        if why:
            await self._refuse(socket, TRY_LATER, why)
            yield False
            return
        async with self.counted(kind, address):
            yield True

    async def _refuse(self, socket: WebSocket, code: int, reason: str) -> None:
        self.metrics.closed(code)
        await socket.close(code, reason)
