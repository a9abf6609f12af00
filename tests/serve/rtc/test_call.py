"""Calls over real peer connections on the loopback, with an echo in the session's place."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("aiortc", reason="needs aiortc, which is not installed")

from aiortc import RTCConfiguration, RTCPeerConnection
from support.rtc_page import Page, loopback

from signspan.errors import FormatError, LimitError, SignspanError
from signspan.serve.error_responses import add_error_responses
from signspan.serve.rtc import call
from signspan.serve.rtc.call import Calls, checked
from signspan.serve.rtc.channel import UNREAD_BYTES, Channel
from signspan.serve.rtc.route import router


class Server:
    """The route and its calls in this test's own loop; each call gives back what it hears."""

    def __init__(self, serve: Callable[[Channel], Awaitable[None]] | None = None) -> None:
        self.open, self.most = 0, 3
        self.refused: list[str] = []
        self.calls = Calls(self.counted)
        app = FastAPI()
        app.include_router(router(self.calls, serve or self.echo, lambda _address: "full" * (self.open >= self.most)))
        add_error_responses(app)
        transport = httpx.ASGITransport(app, client=("192.0.2.1", 1))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://here.example")

    @contextlib.asynccontextmanager
    async def counted(self, _address: str) -> AsyncIterator[None]:
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1

    async def echo(self, channel: Channel) -> None:
        try:
            while (data := await channel.receive()) is not None:
                await channel.send(data)
        except (FormatError, LimitError) as error:
            self.refused.append(str(error))
            await channel.close(1008, str(error))

    async def post(self, sdp: object, **headers: str) -> tuple[int, dict[str, Any]]:
        answer = await self.http.post("/api/rtc", json={"sdp": sdp}, headers=headers)
        return answer.status_code, answer.json()


@pytest.fixture(autouse=True)
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", loopback)


def run(story: Callable[[], Awaitable[None]]) -> None:
    """And nothing is left running when it is over."""

    async def whole() -> None:
        await asyncio.wait_for(story(), 240)
        for _ in range(100):
            left = asyncio.all_tasks() - {asyncio.current_task()}
            if not left:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"still running: {left}")

    asyncio.run(whole())


def test_messages_of_any_length_go_both_ways_in_order() -> None:
    async def story() -> None:
        server = Server()
        async with Page(server.post) as page:
            sent = [b"", b"x", bytes(range(256)) * 256, *(b"%d" % number for number in range(200))]
            for message in sent:
                page.send(message)
            await page.until(lambda: len(page.got) == len(sent))
            assert page.got == sent
            page.landmarks.send(b"a frame")
            await page.until(lambda: page.got[-1] == b"a frame")
            assert (server.open, len(server.calls)) == (1, 1)
        await gone(server)

    run(story)


async def gone(server: Server) -> None:
    while server.open or len(server.calls):
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("text", "1008 expected a binary message, got text"),
        (b"\2piece", "1008 expected a piece that says if more follow, got none"),
    ],
)
def test_what_is_no_message_is_said_and_ends_the_call(message: bytes | str, reply: str) -> None:
    async def story() -> None:
        server = Server()
        async with Page(server.post) as page:
            page.messages.send(message)
            await page.until(lambda: page.texts == [reply])
            await gone(server)

    run(story)


def test_a_message_that_is_too_long_ends_the_call() -> None:
    async def story() -> None:
        server = Server()
        async with Page(server.post) as page:
            page.send(bytes(64 * 1024 + 1))
            await page.until(lambda: page.texts == ["1008 expected at most 65536 bytes, got more"])
            await gone(server)

    run(story)


def test_a_session_that_does_not_read_keeps_no_more_than_is_allowed() -> None:
    stuck = asyncio.Event()

    async def story() -> None:
        read: list[int] = []

        async def late(channel: Channel) -> None:
            await stuck.wait()
            try:
                while (data := await channel.receive()) is not None:
                    read.append(len(data))
            except LimitError as error:
                await channel.close(1008, str(error))

        server = Server(late)
        async with Page(server.post) as page:
            for _ in range(40):
                page.send(bytes(60_000))
            while page.messages.bufferedAmount:
                await asyncio.sleep(0.01)
            stuck.set()
            await page.until(lambda: page.texts == [f"1008 expected at most {UNREAD_BYTES} bytes ahead, got more"])
            assert sum(read) <= UNREAD_BYTES
            await gone(server)

    run(story)


def test_a_server_that_stops_ends_its_calls() -> None:
    async def story() -> None:
        server = Server()
        async with Page(server.post) as page:
            await server.calls.stop()
            assert (server.open, len(server.calls)) == (0, 0)
            async with asyncio.timeout(20):
                await page.closed.wait()

    run(story)


def test_a_page_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call, "OPEN_S", 0.2)

    async def story() -> None:
        server = Server()
        assert (await server.post(await offer()))[0] == 201
        assert server.open == 1
        await gone(server)

    run(story)


def test_who_may_call_and_how_often() -> None:
    async def story() -> None:
        server = Server()
        text = await offer()
        assert await server.post(text, origin="http://evil.example") == (403, {"error": "origin"})
        server.most = 0
        assert await server.post(text, origin="http://here.example") == (503, {"error": "busy"})
        answers = {(await server.post(text))[0] for _ in range(130)}
        assert answers == {503, 429}
        assert server.open == 0

    run(story)


async def offer(media: str = "") -> str:
    """An offer of a data channel, and of `media`."""
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    connection.createDataChannel("messages")
    if media:
        connection.addTransceiver(media)
    await connection.setLocalDescription(await connection.createOffer())
    text = connection.localDescription.sdp
    await connection.close()
    return str(text)


def test_offers_of_sound_or_pictures_and_of_too_many_addresses_are_refused() -> None:
    async def story() -> None:
        server = Server()
        for media in ("audio", "video"):
            status, row = await server.post(await offer(media))
            assert (status, row["error"]) == (422, "expected an offer of data channels alone, got 2 parts")
        text = await offer()
        line = next(line for line in text.splitlines() if line.startswith("a=candidate"))
        status, row = await server.post(text.replace(line, "\r\n".join([line] * 40)))
        assert (status, row["error"]) == (413, "expected at most 32 candidates, got 40")
        assert server.open == 0

    run(story)


@settings(max_examples=20)
@given(st.data())
def test_any_offer_is_answered_or_a_named_error(data: st.DataObject) -> None:
    async def story() -> None:
        lines = (await offer()).splitlines()
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(lines) - 1))
            lines[at] = data.draw(st.sampled_from(["", lines[at][:5], lines[at] + " 1"]) | st.text(max_size=30))
        server = Server()
        with contextlib.suppress(SignspanError):
            await server.calls.answer("\r\n".join(lines), server.echo, "192.0.2.1")
        await server.calls.stop()
        assert server.open == 0

    run(story)


@given(st.text(max_size=300))
def test_any_text_is_an_offer_or_a_named_error(text: str) -> None:
    with pytest.raises(SignspanError) as raised:
        checked(text)
    assert "\n" not in str(raised.value)
