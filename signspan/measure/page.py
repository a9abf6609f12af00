"""A page's side of a conversation, for measuring the server from outside."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import websockets
from numpy.typing import NDArray

from signspan.errors import MissingError
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as body_wire

WAIT_S = 30


class Page:
    """A page on its socket."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket

    async def send(self, **body: Any) -> None:
        await self.socket.send(wire.ClientMessage(**body).SerializeToString())

    async def landmarks(self, t0: float, t1: float, aspect: float, points: NDArray[np.float32]) -> None:
        packed = body_wire.pack(points)
        sent = time.monotonic()
        await self.send(
            landmarks=wire.Landmarks(captured_s=t0, perceived_s=t1, sent_s=sent, aspect=aspect, points=packed)
        )

    async def receive(self) -> wire.ServerMessage:
        """The next message. `MissingError` if none comes within `WAIT_S`."""
        message = wire.ServerMessage()
        try:
            data = await asyncio.wait_for(self.socket.recv(), WAIT_S)
        except TimeoutError:
            raise MissingError(f"expected the server's answer within {WAIT_S} s, got none") from None
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        return message

    async def until(self, kind: str) -> wire.ServerMessage:
        """The next message of a kind; questions before it are answered with their first option."""
        while True:
            message = await self.receive()
            if message.WhichOneof("body") == "clarify":
                asked = message.clarify
                await self.send(choice=wire.Choice(id=asked.id, gloss=asked.options[0].gloss))
            if message.WhichOneof("body") == kind:
                return message

    async def presented(self, sentence_id: int) -> dict[str, float]:
        """Stamps t6 and returns the stages from the server's ledger, in milliseconds."""
        await self.send(stamp=wire.Stamp(sentence_id=sentence_id, t6=time.monotonic()))
        latency = (await self.until("latency")).latency
        return {stage.name: stage.ms for stage in latency.stages}


@asynccontextmanager
async def visit(address: str, voice: bool = True) -> AsyncIterator[Page]:
    """A page at the server's `address` (ws://…/ws), welcomed; `voice`: it wants sentences spoken."""
    async with websockets.connect(address, compression=None, max_size=None) as socket:
        page = Page(socket)
        await page.send(hello=wire.Hello(clock_s=time.monotonic(), voice=voice))
        await page.until("welcome")
        yield page
