"""The routes to this server's rooms: origins, rates, tokens. The same interface as worker/src/index.ts, for our own
page.

`POST /rooms`, `POST /rooms/CODE/tokens`, and the socket `/rooms/CODE/socket`; docs/rooms.md lists the answers.
"""

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import JSONResponse
from starlette.websockets import WebSocketDisconnect

from signspan.room.code import LENGTH, code_of, parse_code, shown
from signspan.room.token import LIFE_S, TokenError, check, sign
from signspan.serve.metrics import Metrics
from signspan.serve.origin import address_of, own_page
from signspan.serve.rooms.address_limiter import AddressLimiter
from signspan.serve.rooms.backend import RoomBackend, RoomConnection
from signspan.serve.rooms.refusal import turn_away
from signspan.serve.rooms.room_socket import RoomSocket
from signspan.serve.rooms.runner import MOVED
from signspan.serve.rooms.socket_event import MessageReceived, PingReceived, SocketClosed, TextReceived
from signspan.serve.rooms.store import LostError
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import SUBPROTOCOL
from signspan.wire.refusal import GOING_AWAY

MAX_ASKED = 1024  # bytes of a request body
ROLES = {"signer": wire.ROLE_SIGNER, "speaker": wire.ROLE_SPEAKER, "watcher": wire.ROLE_WATCHER}


@dataclass(frozen=True, slots=True)
class Ask:
    """The content of a request; `watchers`, whether a third may watch, matters only for opening a room."""

    role: wire.Role
    watchers: bool


@dataclass(slots=True)
class RoomRoutes:
    """`on_event` gets only event names of docs/rooms.md; `secret` signs tokens, 32 bytes or more."""

    backend: RoomBackend
    secret: bytes
    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    limiter: AddressLimiter = field(default_factory=AddressLimiter)

    def router(self) -> APIRouter:
        """The routes; add them before any catch-all route."""
        router = APIRouter()
        router.add_api_route("/rooms", self.post, methods=["POST"], include_in_schema=False)
        router.add_api_route("/rooms/{code}/tokens", self.post, methods=["POST"], include_in_schema=False)
        router.add_api_route("/rooms/{code}/socket", _no_handshake, methods=["GET"], include_in_schema=False)
        router.add_api_route("/rooms/{rest:path}", _no_room, methods=["GET", "POST"], include_in_schema=False)
        router.add_api_websocket_route("/rooms/{code}/socket", self.dialled)
        return router

    async def post(self, request: Request) -> Response:
        """A new room or, with the code of an open one, a token."""
        written = request.path_params.get("code")
        code = parse_code(written) if written is not None else None
        if not own_page(request):
            self.on_event("refused", "origin")
            return _answer(403, error="origin")
        if written is not None and code is None:
            return _answer(404, error="no-room")
        if not self.limiter.allows(address_of(request), "ask"):
            return _answer(429, error="busy")
        ask = await asked(request)
        if ask is None:
            return _answer(400, error="format")
        try:
            return await (self._opened(ask) if code is None else self._admitted(code, ask))
        except LostError:
            return _answer(503, error="busy")

    async def _opened(self, ask: Ask) -> Response:
        code = code_of(secrets.token_bytes(LENGTH))
        if not await self.backend.open(code, ask.watchers):
            return _answer(503, error="busy")
        return _answer(201, code=shown(code), token=self._token(code, ask))

    async def _admitted(self, code: str, ask: Ask) -> Response:
        found = await self.backend.is_open(code)
        self.on_event("asked", "open" if found else "no-room")
        return _answer(201, token=self._token(code, ask)) if found else _answer(404, error="no-room")

    def _token(self, code: str, ask: Ask) -> str:
        return sign(self.secret, code, ask.role, self.clock() + LIFE_S)

    async def dialled(self, socket: WebSocket) -> None:
        """The token is in the subprotocol header, because URLs may be logged and headers are not."""
        code, address = parse_code(socket.path_params["code"]), address_of(socket)
        offered = [name.strip() for name in socket.headers.get("sec-websocket-protocol", "").split(",")]
        written = next((name.removeprefix("token.") for name in offered if name.startswith("token.")), "")
        if not own_page(socket):
            self.on_event("refused", "origin")
            return await socket.send_denial_response(_answer(403, error="origin"))
        if code is None:
            return await socket.send_denial_response(_answer(404, error="no-room"))
        if not self.limiter.allows(address, "dial"):
            return await self._turned_away(socket, "busy")
        try:
            token = check(self.secret, written, code, self.clock())
        except TokenError as error:
            return await self._turned_away(socket, str(error))
        if SUBPROTOCOL not in offered:
            return await socket.send_denial_response(_answer(400, error="format"))
        if not self.limiter.enter(address):
            return await self._turned_away(socket, "address-full")
        try:
            await self._entered(socket, code, token)
        finally:
            self.limiter.leave(address)

    async def _turned_away(self, socket: WebSocket, why: str) -> None:
        self.on_event("refused", why)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the client did not wait for the answer
            await turn_away(socket, why)

    async def _entered(self, socket: WebSocket, code: str, token: wire.RoomToken) -> None:
        device, metrics = RoomSocket(socket), _metrics(socket)
        try:
            connection = await self.backend.enter(code, device.name, token.role, token.expires_s, device)
        except LostError:
            return await self._turned_away(socket, "unreachable")
        if connection is None:
            return await self._turned_away(socket, "no-room")
        metrics.joined("room")
        try:
            await socket.accept(SUBPROTOCOL)
            self.on_event("connected", "")
            await _relay(device, connection)
        finally:
            metrics.left("room")
            if device.leaving:
                metrics.closed(device.leaving[0])
            self.on_event("closed", "")
            with contextlib.suppress(LostError):
                await connection.handle(SocketClosed(device.name))


async def _relay(device: RoomSocket, connection: RoomConnection) -> None:
    """Relays until either side closes the socket, or the room can no longer be reached."""
    reading, writing = asyncio.create_task(_read(device, connection)), asyncio.create_task(device.write())
    try:
        await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reading, writing):
            if not (task is writing and device.leaving):  # the closing reason may still be sent, within its own limit
                task.cancel()
        await asyncio.gather(reading, writing, return_exceptions=True)


async def _read(device: RoomSocket, connection: RoomConnection) -> None:
    while (message := await device.socket.receive())["type"] != "websocket.disconnect":
        data = message.get("bytes")
        try:
            if data is not None:
                await connection.handle(MessageReceived(device.name, data))
            elif message.get("text") == "ping":
                await connection.handle(PingReceived(device.name))
            else:
                await connection.handle(TextReceived(device.name))
        except LostError:
            await device.close(GOING_AWAY, MOVED)
            return


async def asked(request: Request) -> Ask | None:
    """The body of a request: JSON of at most `MAX_ASKED` bytes, or None for anything else."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > MAX_ASKED:
            return None
    return ask_of(bytes(data))


def ask_of(data: bytes) -> Ask | None:
    """The request in these bytes."""
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    role, watchers = row.get("role"), row.get("watchers", False)
    if not isinstance(role, str) or role not in ROLES or not isinstance(watchers, bool):
        return None
    return Ask(ROLES[role], watchers)


def _metrics(socket: WebSocket) -> Metrics:
    metrics: Metrics = socket.app.state.metrics
    return metrics


def _no_handshake() -> Response:
    return _answer(426, error="format")


def _no_room() -> Response:
    return _answer(404, error="no-room")


def _answer(status: int, **body: str) -> JSONResponse:
    return JSONResponse(body, status, {"cache-control": "no-store"})
