"""The application: the page, the HTTP interface, the WebSockets, and how they start and stop."""

import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response, WebSocket
from starlette.middleware.base import RequestResponseEndpoint

import signspan
from signspan.errors import MissingError
from signspan.serve import api
from signspan.serve.admission import Admission
from signspan.serve.body_limit import BodyLimit
from signspan.serve.engines import Engines
from signspan.serve.error_responses import add_error_responses
from signspan.serve.files import add_files
from signspan.serve.headers import SafeHeaders
from signspan.serve.live import live_signs
from signspan.serve.logs import logger
from signspan.serve.metrics import Metrics
from signspan.serve.options import ServeOptions
from signspan.serve.session import Session
from signspan.serve.transport import Socket, Transport

if TYPE_CHECKING:
    from signspan.serve.rtc.call import Calls

DEFAULTS = ServeOptions()


def create_app(options: ServeOptions = DEFAULTS) -> FastAPI:
    """The application. Raises `MissingError` where `rtc` is asked for and its package is not installed."""
    app = FastAPI(title="Signspan", version=signspan.__version__)
    calls = _calls(app) if options.rtc else None
    app.router.lifespan_context = _lifespan(options, calls)
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders, connects=options.room_config.connects)
    app.middleware("http")(_logged)
    add_error_responses(app)
    app.include_router(api.router)
    if options.room_routes is not None:
        app.include_router(options.room_routes.router())
    _add_sockets(app)
    _add_status(app, options)
    add_files(app, options)
    return app


def _lifespan(options: ServeOptions, calls: "Calls | None") -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        state, rooms = app.state, options.room_routes
        state.engines, state.metrics = Engines(options.hearing, options.llm), Metrics()
        state.admission = Admission(state.metrics, logger())
        threading.Thread(target=state.engines.warm, name="warm", daemon=True).start()
        if rooms is not None:
            await rooms.backend.start()
        yield
        if calls is not None:
            await calls.stop()
        if rooms is not None:
            await rooms.backend.stop()
        state.engines.close()
        logger().info("stopped", extra={"sessions": state.admission.sessions})

    return lifespan


async def _logged(request: Request, call_next: RequestResponseEndpoint) -> Response:
    begun = time.monotonic()
    response = await call_next(request)
    route = request.scope.get("route")
    path = getattr(route, "path", "static")  # the route's pattern, never what was asked for
    ms = round((time.monotonic() - begun) * 1000, 1)
    logger().info("request", extra={"path": path, "status": response.status_code, "ms": ms})
    return response


def _add_sockets(app: FastAPI) -> None:
    @app.websocket("/ws")
    async def conversation(socket: WebSocket) -> None:
        async with app.state.admission.socket(socket, "conversation") as let_in:
            if let_in:
                await Session(Socket(socket), app.state.engines, app.state.metrics).run()

    @app.websocket("/live-signs")
    async def pictures(socket: WebSocket) -> None:
        async with app.state.admission.socket(socket, "pictures") as let_in:
            if let_in:
                await live_signs(socket, app.state.engines.models.reader, app.state.metrics)


def _add_status(app: FastAPI, options: ServeOptions) -> None:
    @app.get("/api/room-config")
    def room_config(request: Request) -> dict[str, Any]:
        """Where other devices are met (nowhere if `rooms` is empty), and whether `/api/rtc` answers offers."""
        config = options.room_config
        rooms = config.rooms if options.room_routes is None else str(request.base_url).rstrip("/")
        return {"rooms": rooms, "ice_servers": list(config.ice_servers), "rtc": options.rtc}

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(app.state.metrics.text(), media_type="text/plain; version=0.0.4")

    @app.get("/ready", include_in_schema=False)
    async def ready() -> Response:
        """503 until the models are loaded: a balancer waits."""
        return Response(status_code=204 if app.state.engines.ready.is_set() else 503)


def _calls(app: FastAPI) -> "Calls":
    """Adds conversations over WebRTC."""
    try:
        from signspan.serve.rtc.call import Calls
        from signspan.serve.rtc.route import router
    except ImportError:
        raise MissingError("conversations over WebRTC need aiortc: pip install 'signspan[rtc]'") from None

    async def called(channel: Transport) -> None:
        await Session(channel, app.state.engines, app.state.metrics).run()

    calls = Calls(lambda address: app.state.admission.counted("rtc", address))
    app.include_router(router(calls, called, lambda address: str(app.state.admission.crowded(address))))
    return calls
