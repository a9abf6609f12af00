"""A socket to a device that reads, and to one that does not; the other end stands in for one that never drains."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.websockets import WebSocket

from signspan.serve.rooms.room_socket import MAX_WAITING_BYTES, RoomSocket


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


def socket_to(end: End) -> RoomSocket:
    return RoomSocket(cast(WebSocket, cast(Any, end)))


def test_what_waits_is_sent_in_order_before_the_socket_is_closed_and_nothing_after() -> None:
    async def story() -> None:
        end = End()
        device = socket_to(end)
        await device.send(b"1")
        await device.pong()
        await device.close(1000, "left")
        await device.send(b"2")
        await device.close(1013, "slow")
        writing = asyncio.create_task(device.write())
        end.reads.set()
        await asyncio.wait_for(writing, 120)
        assert end.got == [b"1", "pong", (1000, "left")]

    asyncio.run(story())


def test_a_device_that_reads_nothing_is_closed_as_slow_with_a_bounded_outbox() -> None:
    async def story() -> None:
        end = End()
        device = socket_to(end)
        writing = asyncio.create_task(device.write())
        sent = 0
        while device.leaving is None:
            await device.send(bytes(60_000))
            await asyncio.sleep(0)
            sent += 60_000
        assert MAX_WAITING_BYTES < sent < MAX_WAITING_BYTES + 300_000
        await asyncio.wait_for(writing, 120)
        assert end.got == [(1013, "slow")]

    asyncio.run(story())
