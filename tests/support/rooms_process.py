"""A server process that has rooms and nothing else: `python rooms_process.py PORT SECRET [NATS]`, until it is killed.

The routes, the sockets and uvicorn are those of `signspan serve`; only the models are left out, which take seconds.
"""

import contextlib
import sys
from collections.abc import AsyncIterator

import uvicorn
from fastapi import FastAPI

from signspan.serve.listening import config_of
from signspan.serve.metrics import Metrics
from signspan.serve.rooms.create_routes import create_room_routes


def main(port: str, secret: str, nats: str = "") -> None:
    routes = create_room_routes(secret, nats or None)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.metrics = Metrics()
        await routes.backend.start()
        yield
        await routes.backend.stop()

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes.router())
    uvicorn.Server(config_of(app, "127.0.0.1", int(port))).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
