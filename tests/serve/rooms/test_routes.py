"""The abuse table of docs/rooms.md against `signspan serve`'s own rooms, over real sockets."""

import asyncio
import json
import math
import time
import urllib.request
from collections.abc import Coroutine
from typing import Any

import pytest
import websockets
from hypothesis import given
from hypothesis import strategies as st
from support.nats_rooms import SECRET, Process, Servers, servers
from support.room_device import Device, ask, dial, role_of

from signspan.room.code import code_of
from signspan.room.token import sign
from signspan.serve.rooms.routes import ROLES, ask_of
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import ADDRESS_RATES, MESSAGE_BYTES
from signspan.wire.refusal import POLICY

addresses = iter(f"198.51.{n >> 8}.{n & 255}" for n in range(65_536))


def opened(here: Process, **more: object) -> tuple[str, str]:
    """A new room's code and its signer's token, asked for from an address of its own."""
    status, row = ask(here.base, "/rooms", {"role": "signer"} | more, **{"X-Forwarded-For": next(addresses)})
    assert status == 201
    return row["code"].replace("-", ""), row["token"]


def token_of(code: str, role: wire.Role = wire.ROLE_SPEAKER, life_s: float = 3600) -> str:
    return sign(SECRET.encode(), code, role, time.time() + life_s)


def closed_with(here: Process, code: str, token: str | None, *messages: bytes | str) -> tuple[int, str]:
    """How a socket that says this and reads everything is closed."""

    async def talk() -> tuple[int, str]:
        async with dial(here.base, code, token) as socket:
            try:
                for message in messages:
                    await socket.send(message)
                async for _ in socket:
                    pass
            except websockets.ConnectionClosed:
                pass
            return socket.close_code or 0, socket.close_reason or ""

    return run(talk())


def run(talk: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(asyncio.wait_for(talk, 240))


def join(letter: str = "z") -> bytes:
    return wire.ToRoom(join=wire.Join(resume=letter.encode() * 16)).SerializeToString()


def said(seq: int, payload: bytes) -> bytes:
    return wire.ToRoom(talk=wire.Talk(seq=seq, payload=payload)).SerializeToString()


def test_two_people_meet_by_a_code_and_talk(here: Process) -> None:
    code, token = opened(here)
    status, row = ask(here.base, f"/rooms/{code}/tokens", {"role": "speaker"})
    assert status == 201

    async def talk() -> None:
        async with Device([here.base], code, token, "a") as a, Device([here.base], code, row["token"], "b") as b:
            assert (role_of(a), role_of(b)) == (wire.ROLE_SIGNER, wire.ROLE_SPEAKER)
            for number in range(30):
                await a.say(b"a%d" % number)
                await b.say(b"b%d" % number)
            await b.until_heard([b"a%d" % number for number in range(30)])
            await a.until_heard([b"b%d" % number for number in range(30)])
            await a.show(b"landmarks")
            await b.until(lambda: b.passed == [b"landmarks"])
            await a.until(lambda: a.delivered and b.delivered)
            await a.leave()
            await a.until(lambda: a.closes == [(1000, "left")])

    run(talk())


def test_a_code_is_read_as_people_write_it(here: Process) -> None:
    code, token = opened(here)
    written = f"%20{code[:5].lower()}%E2%80%93{code[5:]} ".replace(" ", "%20")
    assert ask(here.base, f"/rooms/{written}/tokens", {"role": "speaker"})[0] == 201
    assert ask(here.base, f"/rooms/{code[:9]}/tokens", {"role": "speaker"}) == (404, {"error": "no-room"})

    async def enter() -> None:
        async with Device([here.base], f"{code[:5]}-{code[5:].lower()}", token, "a") as a:
            assert role_of(a) == wire.ROLE_SIGNER

    run(enter())


def test_a_third_is_refused_or_watches_as_the_opener_said(here: Process) -> None:
    async def third(watchers: bool) -> Device:
        code, token = opened(here, watchers=watchers)
        async with (
            Device([here.base], code, token, "a"),
            Device([here.base], code, token_of(code), "b"),
            Device([here.base], code, token_of(code), "c") as c,
        ):
            await c.until(lambda: watchers or bool(c.closes))
            return c

    assert role_of(run(third(True))) == wire.ROLE_WATCHER
    assert run(third(False)).closes == [(1013, "role-taken")]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1.evil.example"]
)
def test_wrong_origin(here: Process, origin: str) -> None:
    code, token = opened(here)
    assert ask(here.base, "/rooms", {"role": "signer"}, Origin=origin) == (403, {"error": "origin"})

    async def handshake() -> int:
        with pytest.raises(websockets.InvalidStatus) as refused:
            await dial(here.base, code, token, origin)
        return refused.value.response.status_code

    assert run(handshake()) == 403


def test_no_origin_is_no_page(here: Process) -> None:
    request = urllib.request.Request(f"{here.base}/rooms", b'{"role":"signer"}', method="POST")  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request):  # noqa: S310
        pass
    with refused.value as answer:
        assert (answer.code, json.load(answer)) == (403, {"error": "origin"})


def test_tokens_that_open_nothing(here: Process) -> None:
    (code, token), (other, _) = opened(here), opened(here)
    assert closed_with(here, code, None) == (POLICY, "token")
    assert closed_with(here, other, token) == (POLICY, "token")
    assert closed_with(here, code, f"{token[:-2]}AA") == (POLICY, "token")
    assert closed_with(here, code, token_of(code, life_s=-1)) == (POLICY, "token-expired")
    nowhere = code_of(bytes(range(10)))
    assert closed_with(here, nowhere, token_of(nowhere)) == (POLICY, "no-room")


def test_a_token_that_runs_out_during_the_conversation(here: Process) -> None:
    code, _ = opened(here)

    async def talk() -> list[tuple[int, str]]:
        async with Device([here.base], code, token_of(code, life_s=2.5), "a") as a:
            await a.until(lambda: bool(a.closes))
            return a.closes

    assert run(talk())[0] == (POLICY, "token-expired")


def test_64_kb_pass_and_one_byte_more_does_not(here: Process) -> None:
    code, token = opened(here)
    whole = said(0, bytes(MESSAGE_BYTES - 8))
    assert len(whole) == MESSAGE_BYTES

    async def talk() -> tuple[int, list[tuple[int, str]]]:
        async with Device([here.base], code, token, "a") as a, Device([here.base], code, token_of(code), "b") as b:
            await a.send(whole)
            await b.until(lambda: bool(b.passed))
            await a.send(whole + b"\0")
            await a.until(lambda: bool(a.closes))
            return len(b.passed[0]), a.closes

    assert run(talk()) == (MESSAGE_BYTES - 8, [(1009, "too-big")])


@pytest.mark.parametrize("data", [b"", b"\xff\xff\xff\xff", b"\n\x03", b"\x1a\x0b\x08" + b"\xff" * 10])
def test_malformed_protobuf(here: Process, data: bytes) -> None:
    code, token = opened(here)
    assert closed_with(here, code, token, join(), data) == (POLICY, "format")


def test_text_where_binary_is_due(here: Process) -> None:
    code, token = opened(here)
    assert closed_with(here, code, token, join(), "ping?") == (POLICY, "text")


def test_ten_times_the_rate(here: Process) -> None:
    code, token = opened(here)

    async def talk() -> tuple[list[tuple[int, str]], int]:
        async with Device([here.base], code, token, "a") as a, Device([here.base], code, token_of(code), "b") as b:
            for _ in range(1_000):
                if a.closes:
                    break
                await a.send(said(0, b"x"))
            await a.until(lambda: bool(a.closes))
            await asyncio.sleep(0.2)
            return a.closes, len(b.passed)

    closes, passed = run(talk())
    assert closes == [(POLICY, "rate")]
    assert 60 <= passed < 150  # the burst, and what the rate allows meanwhile


def test_replayed_sequence_numbers_are_passed_on_once(here: Process) -> None:
    code, token = opened(here)

    async def talk() -> list[bytes]:
        async with Device([here.base], code, token_of(code), "b") as b, dial(here.base, code, token) as a:
            await a.send(join())
            for seq in (1, 1, 2, 1, 2, 5, 3):
                await a.send(said(seq, b"%d" % seq))
            await b.until(lambda: len(b.finals) >= 3)
            return b.finals

    assert run(talk()) == [b"1", b"2", b"3"]


def test_two_hundred_joins_from_one_address(here: Process) -> None:
    code, token = opened(here)

    async def one() -> tuple[int, str]:
        async with dial(here.base, code, token_of(code, wire.ROLE_SIGNER)) as socket:
            try:
                await socket.send(join("y"))
                async for _ in socket:
                    pass
            except websockets.ConnectionClosed:
                pass
            return socket.close_code or 0, socket.close_reason or ""

    async def crowd() -> set[tuple[int, str]]:
        async with Device([here.base], code, token, "a") as a, Device([here.base], code, token_of(code), "b") as b:
            found: set[tuple[int, str]] = set()
            for _ in range(10):
                found |= set(await asyncio.gather(*(one() for _ in range(20))))
            await a.say(b"still here")
            await b.until_heard([b"still here"])
            return found

    found = run(crowd())
    assert (1013, "busy") in found
    assert found <= {(1013, reason) for reason in ("address-full", "busy", "role-taken", "room-full")}


def test_guessing_room_codes(some: Servers) -> None:
    other = some.alone()  # whose limiter nobody has been at
    began_s = time.monotonic()
    guesses = [ask(other.base, f"/rooms/{code_of(bytes([n] * 10))}/tokens", {"role": "speaker"})[0] for n in range(40)]
    rate = ADDRESS_RATES["ask"]
    refilled = math.ceil((time.monotonic() - began_s) * rate.per_s)  # more on a busy machine
    assert set(guesses[: int(rate.burst)]) == {404}
    assert guesses.count(404) <= rate.burst + refilled
    assert 429 in guesses
    elsewhere = {"X-Forwarded-For": "203.0.113.10"}
    assert ask(other.base, f"/rooms/{code_of(bytes(10))}/tokens", {"role": "speaker"}, **elsewhere)[0] == 404


@pytest.mark.parametrize(
    "path", ["/rooms/short/tokens", "/rooms/K7QM2XRD4T", "/rooms/K7QM2XRD4T/else", "/rooms/a/b/c/d"]
)
def test_no_such_place(here: Process, path: str) -> None:
    assert ask(here.base, f"/rooms{path}", {"role": "signer"}) == (404, {"error": "no-room"})


def test_a_rooms_address_without_a_handshake(here: Process) -> None:
    code, _ = opened(here)
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(f"{here.base}/rooms/{code}/socket"):  # noqa: S310
        pass
    with refused.value as answer:
        assert answer.code == 426


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"role":"king"}', b'{"role":"signer","watchers":"yes"}', b"x" * 2_000]
)
def test_a_request_that_is_none(here: Process, body: bytes) -> None:
    assert ask(here.base, "/rooms", body, **{"X-Forwarded-For": next(addresses)}) == (400, {"error": "format"})


@given(
    st.binary(max_size=200) | st.sampled_from([b"[" * 900, b'{"role":' * 100, b'{"role":{}}', b'{"role":"\\ud800"}'])
)
def test_any_body_is_a_request_or_none(data: bytes) -> None:
    found = ask_of(data)
    assert found is None or found.role in ROLES.values()


def test_nothing_is_logged_that_anyone_said_or_who_and_where_they_are(tmp_path_factory: pytest.TempPathFactory) -> None:
    with servers(tmp_path_factory.mktemp("logged")) as some:
        here = some.alone()
        code, token = opened(here)
        assert closed_with(here, code, token, join(), said(1, b"a secret"), "another secret") == (POLICY, "text")
        rows: list[dict[str, str]] = []
        while not rows or rows[-1]["event"] != "closed":
            rows = [json.loads(socket_) for socket_ in here.log.read_text().splitlines()]
    assert [row["event"] for row in rows] == ["opened", "connected", "refused", "closed"]
    assert rows[2]["code"] == "text"
    assert not any(word in json.dumps(rows) for word in ("secret", code, "198.51", token))
