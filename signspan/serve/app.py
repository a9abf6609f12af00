"""The application: the page, the HTTP interface, the WebSocket, and how they start and stop."""

import contextlib
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

import signspan
from signspan.errors import LimitError, MissingError, SignspanError
from signspan.hear.weights import Hearing
from signspan.language.llm import Llm
from signspan.motion.rig import FIGURES
from signspan.recognise.classifier import WEIGHTS
from signspan.serve import api
from signspan.serve.admission import Admission
from signspan.serve.engines import Engines
from signspan.serve.headers import SafeHeaders
from signspan.serve.live import live_signs
from signspan.serve.logs import logger
from signspan.serve.meeting import Meeting
from signspan.serve.metrics import Metrics
from signspan.serve.rooms.desk import Desk
from signspan.serve.session import Session
from signspan.serve.transport import Socket, Transport

if TYPE_CHECKING:
    from signspan.serve.rtc.call import Calls

ROOT = Path(signspan.__file__).parents[1]
PAGE = ROOT / "web" / "dist"
TASK = ROOT / ".cache" / "holistic.task"
ALONE = Meeting()


def create_app(
    hearing: Hearing = "english",
    llm: Llm | None = None,
    meeting: Meeting = ALONE,
    desk: Desk | None = None,
    rtc: bool = False,
    page: Path = PAGE,
    task: Path = TASK,
) -> FastAPI:
    """The application over a built page and an assembled task bundle.

    `llm` is a server that the user chose, `meeting` says where other devices are met: here, where there is a `desk`.
    With `rtc`, conversations are offered over WebRTC too; raises `MissingError` where its package is not installed.
    """
    log = logger()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engines = Engines(hearing, llm)
        app.state.engines, app.state.metrics = engines, Metrics()
        app.state.admission = Admission(app.state.metrics, log)
        threading.Thread(target=engines.warm, name="warm", daemon=True).start()
        if desk is not None:
            await desk.house.start()
        yield
        if calls is not None:
            await calls.stop()
        if desk is not None:
            await desk.house.stop()
        log.info("stopped", extra={"sessions": app.state.admission.sessions})

    app = FastAPI(title="Signspan", version=signspan.__version__, lifespan=lifespan)
    app.add_middleware(SafeHeaders, connects=meeting.connects)
    app.include_router(api.router)
    if desk is not None:
        app.include_router(desk.router())

    @app.exception_handler(SignspanError)
    async def said_plainly(_request: Request, error: Exception) -> JSONResponse:
        status = 413 if isinstance(error, LimitError) else 503 if isinstance(error, MissingError) else 422
        return JSONResponse({"error": str(error)}, status)

    @app.middleware("http")
    async def logged(request: Request, call_next: RequestResponseEndpoint) -> Response:
        begun = time.monotonic()
        response = await call_next(request)
        route = request.scope.get("route")
        path = getattr(route, "path", "static")  # the route's pattern, never what was asked for
        ms = round((time.monotonic() - begun) * 1000, 1)
        log.info("request", extra={"path": path, "status": response.status_code, "ms": ms})
        return response

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

    calls = _calls(app) if rtc else None

    @app.get("/api/meeting")
    def meets(request: Request) -> dict[str, Any]:
        """Where other devices are met (nowhere if `rooms` is empty), and whether `/api/rtc` answers offers."""
        rooms = meeting.rooms if desk is None else str(request.base_url).rstrip("/")
        return {"rooms": rooms, "ice_servers": list(meeting.ice_servers), "rtc": rtc}

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(app.state.metrics.text(), media_type="text/plain; version=0.0.4")

    @app.get("/ready", include_in_schema=False)
    def ready() -> Response:
        """503 until the models are loaded: a balancer waits."""
        return Response(status_code=204 if app.state.engines.ready.is_set() else 503)

    @app.get("/avatar/{name}.vrm", include_in_schema=False)
    def avatar(name: Literal["signer", "partner"]) -> FileResponse:
        return FileResponse(FIGURES / f"{name}.vrm", media_type="model/gltf-binary")

    @app.get("/perceive/holistic.task", include_in_schema=False)
    def bundle() -> FileResponse:
        if not task.is_file():
            raise MissingError("expected the task bundle: make setup assembles it")
        return FileResponse(task, media_type="application/octet-stream")

    app.mount("/models", StaticFiles(directory=WEIGHTS), name="models")
    if page.is_dir():
        app.mount("/", StaticFiles(directory=page, html=True), name="page")
    else:

        @app.get("/", include_in_schema=False)
        def unbuilt() -> Response:
            return Response("The page is not built yet: make setup builds it.\n", 503, media_type="text/plain")

    return app


def _calls(app: FastAPI) -> "Calls":
    """Takes conversations over WebRTC in."""
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
