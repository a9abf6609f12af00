"""A page's side of a conversation over WebRTC, by aiortc, on the loopback."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiortc import RTCConfiguration, RTCDataChannel, RTCPeerConnection, RTCSessionDescription

from signspan.serve.rtc.pieces import Joiner, cut

PATIENCE_S = 60.0

Post = Callable[[str], Awaitable[tuple[int, dict[str, Any]]]]


def loopback(**_kinds: bool) -> list[str]:
    """In place of `aioice.ice.get_host_addresses`, which leaves the loopback out."""
    return ["127.0.0.1"]


@dataclass(slots=True)
class Page:
    """`texts` are what the server says before it closes; `got` are whole messages."""

    post: Post
    got: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    connection: RTCPeerConnection = field(init=False)
    messages: RTCDataChannel = field(init=False)
    landmarks: RTCDataChannel = field(init=False)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _joiner: Joiner = field(default_factory=lambda: Joiner(1 << 24))

    async def __aenter__(self) -> "Page":
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.messages = self.connection.createDataChannel("messages")
        self.landmarks = self.connection.createDataChannel("landmarks", ordered=False, maxRetransmits=0)
        opened = [asyncio.Event(), asyncio.Event()]
        for channel, event in zip((self.messages, self.landmarks), opened, strict=True):
            channel.on("open", event.set)
        self.messages.on("message", self._heard)
        self.messages.on("close", self.closed.set)
        await self.connection.setLocalDescription(await self.connection.createOffer())
        status, row = await self.post(self.connection.localDescription.sdp)
        assert status == 201, row
        await self.connection.setRemoteDescription(RTCSessionDescription(row["sdp"], "answer"))
        async with asyncio.timeout(PATIENCE_S):
            for event in opened:
                await event.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.connection.close()

    def send(self, message: bytes) -> None:
        for piece in cut(message):
            self.messages.send(piece)

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                self._came.clear()
                await self._came.wait()

    def _heard(self, message: bytes | str) -> None:
        if isinstance(message, str):
            self.texts.append(message)
        elif (whole := self._joiner.feed(message)) is not None:
            self.got.append(whole)
        self._came.set()
