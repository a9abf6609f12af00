"""Whatever way a line ends, nothing of it is left: no task, no line counted, no sink in its room."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import uvicorn
import websockets
from fastapi import FastAPI
from support.nats_rooms import SECRET, free_port
from support.room_device import ask, dial

from signspan.serve.listening import config_of
from signspan.serve.metrics import Metrics
from signspan.serve.rooms.create_routes import create_room_routes
from signspan.serve.rooms.local_rooms import LocalRooms
from signspan.serve.rooms.routes import RoomRoutes
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import ADDRESS_SOCKETS

JOIN = wire.ToRoom(join=wire.Join(resume=b"r" * 16)).SerializeToString()


@contextlib.asynccontextmanager
async def served(routes: RoomRoutes) -> AsyncIterator[str]:
    """The routes on a real socket, in this test's own loop."""
    app, port = FastAPI(), free_port()
    app.state.metrics = Metrics()
    app.include_router(routes.router())
    server = uvicorn.Server(config_of(app, "127.0.0.1", port))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await running


async def ended(base: str, code: str, token: str, how: int) -> None:
    """A line that joins, and ends in one of five ways."""
    socket = await dial(base, code, token)
    with contextlib.suppress(websockets.ConnectionClosed):
        if how != 0:
            await socket.send(JOIN)
        match how:
            case 1 | 0:
                socket.transport.abort()
            case 2:
                await socket.close()
            case 3:
                await socket.send(b"\xff")
                await socket.wait_closed()
            case 4:
                await socket.send(wire.ToRoom(bye=wire.Bye()).SerializeToString())
                await socket.wait_closed()


def test_nothing_of_a_line_is_left() -> None:
    async def story() -> None:
        routes = create_room_routes(SECRET, None)
        assert isinstance(routes.backend, LocalRooms)
        async with served(routes) as base:
            _, row = await asyncio.to_thread(ask, base, "/rooms", {"role": "signer"})
            code = row["code"].replace("-", "")
            await asyncio.sleep(0.1)
            before = len(asyncio.all_tasks())
            for number in range(50):
                await ended(base, code, row["token"], number % 5)
            async with asyncio.timeout(20):
                while len(asyncio.all_tasks()) > before or routes.backend.runners[code].sinks:
                    await asyncio.sleep(0.05)
            entered = [routes.limiter.enter("127.0.0.1") for _ in range(ADDRESS_SOCKETS + 1)]
            assert entered == [True] * ADDRESS_SOCKETS + [False]  # none was held
            await routes.backend.stop()
            assert not routes.backend.runners

    asyncio.run(asyncio.wait_for(story(), 240))
