"""Conversations over connections that go bad: the real server, real sockets. What is left behind must be nothing."""

import asyncio
import contextlib
import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
import websockets

from signspan.serve import listening
from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions
from signspan.wire import conversation_pb2 as wire

PING_S = 0.5
SENTENCE = "The interpreter went to the university yesterday because her mother was ill."


@pytest.fixture(scope="module")
def address(page: Path) -> Iterator[str]:
    """A server that loses patience forty times sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening, "PING_S", PING_S)
        app = create_app(ServeOptions(page=page))
        server = uvicorn.Server(listening.config_of(app, "127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
        thread.start()
        while not server.started or not app.state.engines.ready.is_set():
            time.sleep(0.05)
        yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


def figures(address: str) -> dict[str, float]:
    with urllib.request.urlopen(f"http://{address}/metrics") as answer:
        rows = re.findall(r"^(\S+) (\S+)$", answer.read().decode(), re.MULTILINE)
    return {name: float(value) for name, value in rows}


async def settled(address: str, tasks: float) -> None:
    """Waits until no conversation is open and as many tasks run as before.

    A busy machine may first have to translate and sign what was typed: pytest's own bound is the only one.
    """
    while True:
        held = await asyncio.to_thread(figures, address)
        if not held.get('signspan_sockets{kind="conversation"}') and held['signspan_running{kind="tasks"}'] <= tasks:
            return
        await asyncio.sleep(0.1)


def typed(text: str) -> bytes:
    return wire.ClientMessage(typed=wire.Typed(text=text)).SerializeToString()


def tasks(address: str) -> float:
    return figures(address)['signspan_running{kind="tasks"}']


def test_a_line_that_answers_no_ping_is_let_go(address: str) -> None:
    before = tasks(address)

    async def half_open() -> None:
        socket = await websockets.connect(f"ws://{address}/ws", compression=None, ping_interval=None)
        await socket.send(typed("Hello."))
        socket.transport.pause_reading()  # as when a cable is pulled: nothing comes back, and nobody says so
        await settled(address, before)
        socket.transport.abort()

    asyncio.run(half_open())


@pytest.mark.slow
def test_a_reader_that_does_not_read_stops_itself_and_nobody_else(address: str) -> None:
    before = tasks(address)

    async def slow() -> None:
        lazy = await websockets.connect(f"ws://{address}/ws", compression=None, max_queue=1)
        lazy.transport.pause_reading()
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(60):  # each answered with a motion of tens of kilobytes
                await lazy.send(typed(SENTENCE))
        async with websockets.connect(f"ws://{address}/ws", compression=None, max_size=None) as brisk:
            await brisk.send(typed("Hello."))
            kinds = set()
            while "plan" not in kinds:
                message = wire.ServerMessage.FromString(await asyncio.wait_for(brisk.recv(), 120))
                kinds.add(message.WhichOneof("body"))
        await settled(address, before)
        lazy.transport.abort()

    asyncio.run(slow())


def test_a_line_that_breaks_in_the_middle_leaves_nothing(address: str) -> None:
    before = tasks(address)

    async def broken() -> None:
        for _ in range(20):
            socket = await websockets.connect(f"ws://{address}/ws", compression=None)
            await socket.send(typed(SENTENCE))
            await socket.send(wire.ClientMessage(microphone_start=wire.MicrophoneStart()).SerializeToString())
            await socket.send(wire.ClientMessage(audio=wire.Audio(pcm=b"\0" * 3200)).SerializeToString())
            socket.transport.abort()
        await settled(address, before)

    asyncio.run(broken())
