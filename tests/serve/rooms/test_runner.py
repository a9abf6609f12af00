"""What a room does by itself: time, endings, a store that fails; with a clock of the test's own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from signspan.room.room import ROOM, Room
from signspan.serve.rooms.runner import RoomRunner
from signspan.serve.rooms.socket_event import (
    MessageReceived,
    PingReceived,
    SocketOpened,
)
from signspan.serve.rooms.store import LostError
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import AWAY_S, IDLE_S, UNUSED_S


@dataclass
class Device:
    """Remembers what the room did with its socket."""

    got: list[str] = field(default_factory=list)

    async def send(self, data: bytes) -> None:
        self.got.append(str(wire.FromRoom.FromString(data).WhichOneof("body")))

    async def pong(self) -> None:
        self.got.append("pong")

    async def close(self, code: int, reason: str) -> None:
        self.got.append(f"{code} {reason}")


@dataclass
class Store:
    """Remembers what was written, and what the device had heard by then; fails once `broken`."""

    device: Device
    writes: list[dict[str, bytes]] = field(default_factory=list)
    heard_before: list[int] = field(default_factory=list)
    deleted: bool = False
    broken: bool = False

    async def write(self, kept: Mapping[str, bytes]) -> None:
        if self.broken:
            raise LostError("somebody else wrote")
        self.writes.append(dict(kept))
        self.heard_before.append(len(self.device.got))

    async def delete(self) -> None:
        self.deleted = True


class World:
    def __init__(self) -> None:
        self.now_s, self.events = 1_000.0, [""]
        self.a, self.b = Device(), Device()
        self.store = Store(self.a)
        room = Room.open(False, self.now_s)
        self.runner = RoomRunner(room, self.store, {ROOM: room.kept().data}, self.note, lambda: self.now_s)

    def note(self, event: str, code: str) -> None:
        self.events.append(f"{event} {code}".strip())

    async def both(self) -> None:
        for letter, role, sink in (("a", wire.ROLE_SIGNER, self.a), ("b", wire.ROLE_SPEAKER, self.b)):
            await self.runner.connect(SocketOpened(letter, role, 1e9), sink)
            join = wire.ToRoom(join=wire.Join(resume=letter.encode() * 16))
            await self.came(letter, join)

    async def came(self, socket: str, message: wire.ToRoom) -> None:
        await self.runner.put(MessageReceived(socket, message.SerializeToString()))
        await settle()

    async def later(self, seconds: float) -> None:
        """The clock goes on; the room looks at it when something happens, and once a second."""
        self.now_s += seconds
        await self.runner.put(PingReceived("nobody"))
        await settle()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def lived(world: World) -> "asyncio.Task[None]":
    running = asyncio.create_task(world.runner.run())
    await world.both()
    return running


def test_what_is_kept_is_written_before_anybody_hears_of_it() -> None:
    async def story() -> None:
        world = World()
        running = await lived(world)
        heard = len(world.a.got)
        await world.came("a", wire.ToRoom(talk=wire.Talk(seq=1, payload=b"x")))
        assert world.a.got[heard:] == ["ack"]
        assert world.b.got[-1] == "talk"
        assert world.store.heard_before[-1] == heard
        assert set(world.store.writes[-1]) == {ROOM, "final/0000000001"}
        await world.came("b", wire.ToRoom(ack=wire.Ack(seq=1)))
        assert set(world.store.writes[-1]) == {ROOM}
        writes = len(world.store.writes)
        await world.came("a", wire.ToRoom(seen=wire.Seen(payload=b"x")))
        assert len(world.store.writes) == writes  # what passes by is written nowhere
        running.cancel()

    asyncio.run(story())


def test_a_store_that_fails_closes_every_socket_and_acknowledges_nothing() -> None:
    async def story() -> None:
        world = World()
        running = await lived(world)
        world.store.broken = True
        heard = len(world.b.got)
        await world.came("a", wire.ToRoom(talk=wire.Talk(seq=1, payload=b"x")))
        await asyncio.wait_for(running, 120)
        assert world.a.got[-1] == "1001 moved"
        assert world.b.got[heard:] == ["1001 moved"]
        assert not world.runner.sinks
        late = Device()
        await world.runner.connect(SocketOpened("c", wire.ROLE_SIGNER, 1e9), late)
        assert late.got == ["1001 moved"]

    asyncio.run(story())


def test_a_silent_line_is_closed_its_member_parted_with_and_an_empty_room_ends() -> None:
    async def story() -> None:
        world = World()
        running = await lived(world)
        await world.runner.put(PingReceived("a"))
        await world.later(IDLE_S - 1)
        await world.runner.put(PingReceived("a"))
        await settle()
        assert world.a.got[-1] == "pong"
        await world.later(1)
        assert world.b.got[-2:] == ["error", "1001 idle"]
        await world.later(AWAY_S)
        assert world.events[-1] == "refused idle"  # now the other one's, which has said nothing either
        await world.later(AWAY_S)  # the room is empty, and was opened less than ten minutes ago
        await world.later(UNUSED_S)
        await asyncio.wait_for(running, 120)
        assert world.events[-1] == "ended"
        assert world.store.deleted

    asyncio.run(story())


def test_a_room_that_nobody_joins_ends() -> None:
    async def story() -> None:
        world = World()
        running = asyncio.create_task(world.runner.run())
        await world.later(UNUSED_S - 1)
        assert not running.done()
        await world.later(2)
        await asyncio.wait_for(running, 120)
        assert world.store.deleted

    asyncio.run(story())


def test_who_waits_to_be_heard_by_a_room_that_is_lost_waits_no_longer() -> None:
    async def story() -> None:
        world = World()
        waiting = [asyncio.create_task(world.runner.put(PingReceived("a"))) for _ in range(2_000)]
        await settle()
        assert not all(task.done() for task in waiting)
        running = asyncio.create_task(world.runner.run())
        await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await asyncio.wait_for(asyncio.gather(*waiting), 120)

    asyncio.run(story())
