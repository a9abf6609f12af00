"""What servers say to one another: losses are noticed, and what is no such message changes nothing."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("nats", reason="needs nats-py, which is not installed")

from signspan.serve.rooms.chain import Chain
from signspan.serve.rooms.far import FarSeat, FarSink
from signspan.serve.rooms.hotel import Hotel
from signspan.wire import bus_pb2 as wire


@dataclass
class Device:
    got: list[object] = field(default_factory=list)

    async def send(self, data: bytes) -> None:
        self.got.append(data)

    async def pong(self) -> None:
        self.got.append("pong")

    async def close(self, code: int, reason: str) -> None:
        self.got.append((code, reason))


def chained() -> tuple[Chain, Device, FarSeat]:
    """A chain that is not connected, with one socket that sits in a room elsewhere."""
    chain = Chain.of("nats://127.0.0.1:4222", bytes(32), Hotel(lambda _event, _code: None))
    device = Device()
    seat = chain._seats["s"] = FarSeat(chain, "room", "s", device, host="owner")
    return chain, device, seat


@dataclass
class Wire:
    """Stands in for the connection: what a sink publishes."""

    me: str = "me"
    told: list[wire.FromHost] = field(default_factory=list)

    @property
    def bus(self) -> Any:
        return SimpleNamespace(subject=lambda *parts: ".".join(parts), tell=self.tell)

    async def tell(self, _subject: str, data: bytes, _unheard: str) -> None:
        self.told.append(wire.FromHost.FromString(data))


def test_what_an_owner_does_is_done_in_order_and_a_loss_cuts_the_line() -> None:
    async def story() -> None:
        here, (chain, device, _) = Wire(), chained()
        sink = FarSink(cast(Any, here), "lobby", "s")
        for number in range(3):
            await sink.send(b"%d" % number)
        await sink.pong()
        await sink.close(1000, "left")
        for message in here.told:
            await chain._answered(cast(Any, SimpleNamespace(data=message.SerializeToString())))
        assert device.got == [b"0", b"1", b"2", "pong", (1000, "left")]
        chain, device, _ = chained()
        for message in here.told[:1] + here.told[2:3]:
            await chain._answered(cast(Any, SimpleNamespace(data=message.SerializeToString())))
        assert device.got == [b"0", (1001, "moved")]

    asyncio.run(story())


def test_lines_are_cut_when_their_room_is_anothers_and_no_others() -> None:
    async def story() -> None:
        for room, host, cut in (("room", "another", True), ("room", "owner", False), ("elsewhere", "another", False)):
            chain, device, _ = chained()
            message = wire.Hosting(room=room, host=host).SerializeToString()
            await chain._taken(cast(Any, SimpleNamespace(data=message)))
            assert device.got == ([(1001, "moved")] if cut else [])

    asyncio.run(story())


@given(
    st.binary(max_size=100)
    | st.builds(lambda data: wire.FromHost(socket="s", send=data).SerializeToString()[:-1], st.binary())
)
def test_any_bytes_from_the_bus_are_a_message_or_nothing(data: bytes) -> None:
    async def story() -> None:
        chain, _, _ = chained()
        await chain._answered(cast(Any, SimpleNamespace(data=data)))
        await chain._taken(cast(Any, SimpleNamespace(data=data)))

    asyncio.run(story())


def test_names_on_the_bus_say_nothing_and_differ_by_secret() -> None:
    chain, _, _ = chained()
    other = Chain.of("nats://127.0.0.1:4222", bytes(31) + b"x", Hotel(lambda _event, _code: None))
    code = "K7QM2XRD4T"
    subjects = [some.bus.subject("room", some.bus.hashed("room", code)) for some in (chain, other)]
    assert len(set(subjects)) == 2
    assert not any(code in subject for subject in subjects)
    assert chain.bus.hashed("room", code) == chain.bus.hashed("room", code)
    assert chain.bus.hashed("room", code) != chain.bus.hashed("bucket", code)
