"""What servers say to one another: losses are noticed, and what is no such message changes nothing."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("nats", reason="needs nats-py, which is not installed")

from signspan.serve.rooms.local_rooms import LocalRooms
from signspan.serve.rooms.nats_rooms import NatsRooms
from signspan.serve.rooms.remote import RemoteConnection, RemoteSink
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


def connected() -> tuple[NatsRooms, Device, RemoteConnection]:
    """Shared rooms whose bus is not connected, with one socket in a room elsewhere."""
    shared = NatsRooms.of("nats://127.0.0.1:4222", bytes(32), LocalRooms(lambda _event, _code: None))
    device = Device()
    connection = shared._connections["s"] = RemoteConnection(shared, "room", "s", device, owner="owner")
    return shared, device, connection


@dataclass
class Wire:
    """Stands in for the connection: what a sink publishes."""

    me: str = "me"
    published: list[wire.FromOwner] = field(default_factory=list)

    @property
    def bus(self) -> Any:
        return SimpleNamespace(subject=lambda *parts: ".".join(parts), publish=self.publish)

    async def publish(self, _subject: str, data: bytes, _unheard: str) -> None:
        self.published.append(wire.FromOwner.FromString(data))


def test_what_an_owner_does_is_done_in_order_and_a_loss_closes_the_socket() -> None:
    async def story() -> None:
        here, (shared, device, _) = Wire(), connected()
        sink = RemoteSink(cast(Any, here), "process", "s")
        for number in range(3):
            await sink.send(b"%d" % number)
        await sink.pong()
        await sink.close(1000, "left")
        for message in here.published:
            await shared._answered(cast(Any, SimpleNamespace(data=message.SerializeToString())))
        assert device.got == [b"0", b"1", b"2", "pong", (1000, "left")]
        shared, device, _ = connected()
        for message in here.published[:1] + here.published[2:3]:
            await shared._answered(cast(Any, SimpleNamespace(data=message.SerializeToString())))
        assert device.got == [b"0", (1001, "moved")]

    asyncio.run(story())


def test_sockets_are_closed_when_their_room_is_anothers_and_no_others() -> None:
    async def story() -> None:
        for room, owner, cut in (("room", "another", True), ("room", "owner", False), ("elsewhere", "another", False)):
            shared, device, _ = connected()
            message = wire.Ownership(room=room, owner=owner).SerializeToString()
            await shared._taken(cast(Any, SimpleNamespace(data=message)))
            assert device.got == ([(1001, "moved")] if cut else [])

    asyncio.run(story())


@given(
    st.binary(max_size=100)
    | st.builds(lambda data: wire.FromOwner(socket="s", send=data).SerializeToString()[:-1], st.binary())
)
def test_any_bytes_from_the_bus_are_a_message_or_nothing(data: bytes) -> None:
    async def story() -> None:
        shared, _, _ = connected()
        await shared._answered(cast(Any, SimpleNamespace(data=data)))
        await shared._taken(cast(Any, SimpleNamespace(data=data)))

    asyncio.run(story())


def test_names_on_the_bus_say_nothing_and_differ_by_secret() -> None:
    shared, _, _ = connected()
    other = NatsRooms.of("nats://127.0.0.1:4222", bytes(31) + b"x", LocalRooms(lambda _event, _code: None))
    code = "K7QM2XRD4T"
    subjects = [some.bus.subject("room", some.bus.hashed("room", code)) for some in (shared, other)]
    assert len(set(subjects)) == 2
    assert not any(code in subject for subject in subjects)
    assert shared.bus.hashed("room", code) == shared.bus.hashed("room", code)
    assert shared.bus.hashed("room", code) != shared.bus.hashed("bucket", code)
