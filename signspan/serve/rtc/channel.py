"""The data channels of one page as one transport of whole messages.

`messages` is reliable and ordered, and carries everything in both directions. `landmarks`, if the page opens it, is
neither, since late frames are useless. Unread messages wait in an inbox of at most `UNREAD_BYTES`; beyond, frames are
dropped, and a page that exceeds it on `messages` is closed.
"""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field

from aiortc import RTCDataChannel
from aiortc.exceptions import InvalidStateError

from signspan.errors import FormatError, LimitError, RateError
from signspan.serve.rtc.pieces import Joiner, cut
from signspan.wire.limits import MESSAGE_BYTES

MESSAGES, LANDMARKS = "messages", "landmarks"
UNREAD_BYTES = 1 << 20
UNSENT_BYTES = 1 << 20  # above it, sending waits
STALLED_S = 20.0  # as for a WebSocket that answers no ping
FLUSH_S = 1.0

Came = bytes | FormatError | LimitError | None


@dataclass(slots=True)
class Channel:
    """A `Transport`. Nothing is read from it before `messages` has been opened."""

    opened: asyncio.Event = field(default_factory=asyncio.Event)
    _messages: RTCDataChannel | None = None
    _inbox: deque[Came] = field(default_factory=deque)
    _unread: int = 0
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _drained: asyncio.Event = field(default_factory=asyncio.Event)
    _joiner: Joiner = field(default_factory=lambda: Joiner(MESSAGE_BYTES))

    def add(self, channel: RTCDataChannel) -> None:
        """Adds a channel that the page opened; any but the two are ignored."""
        if channel.label == MESSAGES and self._messages is None:
            self._messages = channel
            channel.bufferedAmountLowThreshold = UNSENT_BYTES // 2
            channel.on("message", self._heard)
            channel.on("bufferedamountlow", self._drained.set)
            channel.on("close", self.end)
            self.opened.set()
        elif channel.label == LANDMARKS:
            channel.on("message", self._saw)

    def end(self) -> None:
        """The page has left, or its connection is dead."""
        self._put(None, 0)
        self._drained.set()

    async def receive(self) -> bytes | None:
        while not self._inbox:
            self._came.clear()
            await self._came.wait()
        came = self._inbox[0]
        if came is None:
            return None  # and for ever
        self._inbox.popleft()
        if isinstance(came, Exception):
            raise came
        self._unread -= len(came)
        return came

    async def send(self, data: bytes) -> None:
        for piece in cut(data):
            channel = self._messages
            if channel is None or channel.readyState != "open":
                return
            with contextlib.suppress(InvalidStateError):
                channel.send(piece)
            if channel.bufferedAmount > UNSENT_BYTES:
                await self._drain()

    async def close(self, code: int, reason: str) -> None:
        """Closes with a last text message, since data channels have no close codes."""
        channel = self._messages
        if channel is None or channel.readyState != "open":
            return
        with contextlib.suppress(InvalidStateError):
            channel.send(f"{code} {reason}")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_S):
                while channel.bufferedAmount > 0 and channel.readyState == "open":
                    await asyncio.sleep(0.01)

    async def _drain(self) -> None:
        """Waits until half of the buffer is sent; gives up on a page that reads nothing."""
        self._drained.clear()
        try:
            async with asyncio.timeout(STALLED_S):
                await self._drained.wait()
        except TimeoutError:
            self.end()

    def _heard(self, message: bytes | str) -> None:
        if isinstance(message, str):
            self._put(FormatError("expected a binary message, got text"), 0)
            return
        try:
            whole = self._joiner.feed(message)
        except (FormatError, LimitError) as error:
            self._put(error, 0)
            return
        if whole is not None and self._unread + len(whole) > UNREAD_BYTES:
            self._put(RateError(f"expected at most {UNREAD_BYTES} bytes ahead, got more"), 0)
        elif whole is not None:
            self._put(whole, len(whole))

    def _saw(self, message: bytes | str) -> None:
        if isinstance(message, bytes) and self._unread + len(message) <= UNREAD_BYTES and len(message) <= MESSAGE_BYTES:
            self._put(message, len(message))

    def _put(self, came: Came, size: int) -> None:
        if self._inbox and not isinstance(self._inbox[-1], bytes):
            return  # it has closed, or is closing
        self._inbox.append(came)
        self._unread += size
        self._came.set()
