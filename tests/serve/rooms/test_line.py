"""A line to a device that reads, and to one that does not; the other end stands in for a socket that never drains."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.websockets import WebSocket

from signspan.serve.rooms.line import WAITING_BYTES, Line


@dataclass
class End:
    """The device's end; it takes nothing before `reads` is set."""

    reads: asyncio.Event = field(default_factory=asyncio.Event)
    got: list[object] = field(default_factory=list)

    async def send_bytes(self, data: bytes) -> None:
        await self.reads.wait()
        self.got.append(data)

    async def send_text(self, text: str) -> None:
        await self.reads.wait()
        self.got.append(text)

    async def close(self, code: int, reason: str) -> None:
        self.got.append((code, reason))


def line_to(end: End) -> Line:
    return Line(cast(WebSocket, cast(Any, end)))


def test_what_waits_is_sent_in_order_before_the_line_is_closed_and_nothing_after() -> None:
    async def story() -> None:
        end = End()
        line = line_to(end)
        await line.send(b"1")
        await line.pong()
        await line.close(1000, "left")
        await line.send(b"2")
        await line.close(1013, "slow")
        writing = asyncio.create_task(line.write())
        end.reads.set()
        await asyncio.wait_for(writing, 5)
        assert end.got == [b"1", "pong", (1000, "left")]

    asyncio.run(story())


def test_a_device_that_reads_nothing_is_closed_as_slow_with_a_bounded_outbox() -> None:
    async def story() -> None:
        end = End()
        line = line_to(end)
        writing = asyncio.create_task(line.write())
        sent = 0
        while line.leaving is None:
            await line.send(bytes(60_000))
            await asyncio.sleep(0)
            sent += 60_000
        assert WAITING_BYTES < sent < WAITING_BYTES + 300_000
        await asyncio.wait_for(writing, 5)
        assert end.got == [(1013, "slow")]

    asyncio.run(story())
