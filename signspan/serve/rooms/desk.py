"""The door of this server's rooms: origins, rates, tokens; the interface of worker/src/index.ts, for our own page.

`POST /rooms`, `POST /rooms/CODE/tokens`, and the socket `/rooms/CODE/socket`; docs/rooms.md tells what they answer.
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

from signspan.room.action import GOING_AWAY, Refusal
from signspan.room.code import LENGTH, code_of, is_code, shown
from signspan.room.token import LIFE_S, TokenError, check, sign
from signspan.serve.metrics import Metrics
from signspan.serve.origin import address_of, own_page
from signspan.serve.rooms import refusal
from signspan.serve.rooms.door import Doors
from signspan.serve.rooms.host import MOVED
from signspan.serve.rooms.hotel import House, Seat
from signspan.serve.rooms.line import Line
from signspan.serve.rooms.safe import LostError
from signspan.wire import room_pb2 as wire

MOST_ASKED = 1024  # bytes of a request
ROLES = {"signer": wire.ROLE_SIGNER, "speaker": wire.ROLE_SPEAKER, "watcher": wire.ROLE_WATCHER}


@dataclass(frozen=True, slots=True)
class Ask:
    """What a request is for; `watchers`, whether a third may watch, counts when a room is opened."""

    role: wire.Role
    watchers: bool


@dataclass(slots=True)
class Desk:
    """`on_event` takes words of docs/rooms.md alone; `secret` signs tokens, 32 bytes or more."""

    house: House
    secret: bytes
    on_event: Callable[[str, str], None]
    clock: Callable[[], float] = time.time
    doors: Doors = field(default_factory=Doors)

    def router(self) -> APIRouter:
        """The routes, to be put before any that would answer for them."""
        router = APIRouter()
        router.add_api_route("/rooms", self.post, methods=["POST"], include_in_schema=False)
        router.add_api_route("/rooms/{code}/tokens", self.post, methods=["POST"], include_in_schema=False)
        router.add_api_route("/rooms/{code}/socket", _no_handshake, methods=["GET"], include_in_schema=False)
        router.add_api_route("/rooms/{rest:path}", _nowhere, methods=["GET", "POST"], include_in_schema=False)
        router.add_api_websocket_route("/rooms/{code}/socket", self.dialled)
        return router

    async def post(self, request: Request) -> Response:
        """A new room, or, for who knows the code of an open one, a token."""
        code = request.path_params.get("code")
        if not own_page(request):
            self.on_event("refused", "origin")
            return _said(403, error="origin")
        if code is not None and not is_code(code):
            return _said(404, error="no-room")
        if not self.doors.allows(address_of(request), "ask"):
            return _said(429, error="busy")
        ask = await asked(request)
        if ask is None:
            return _said(400, error="format")
        try:
            return await (self._opened(ask) if code is None else self._admitted(code, ask))
        except LostError:
            return _said(503, error="busy")

    async def _opened(self, ask: Ask) -> Response:
        code = code_of(secrets.token_bytes(LENGTH))
        if not await self.house.open(code, ask.watchers):
            return _said(503, error="busy")
        return _said(201, code=shown(code), token=self._token(code, ask))

    async def _admitted(self, code: str, ask: Ask) -> Response:
        found = await self.house.is_open(code)
        self.on_event("asked", "open" if found else "no-room")
        return _said(201, token=self._token(code, ask)) if found else _said(404, error="no-room")

    def _token(self, code: str, ask: Ask) -> str:
        return sign(self.secret, code, ask.role, self.clock() + LIFE_S)

    async def dialled(self, socket: WebSocket) -> None:
        """The token stands beside the protocol's name: headers are logged nowhere, addresses are."""
        code, address = socket.path_params["code"], address_of(socket)
        offered = [name.strip() for name in socket.headers.get("sec-websocket-protocol", "").split(",")]
        written = next((name.removeprefix("token.") for name in offered if name.startswith("token.")), "")
        if not own_page(socket):
            self.on_event("refused", "origin")
            return await socket.send_denial_response(_said(403, error="origin"))
        if not is_code(code):
            return await socket.send_denial_response(_said(404, error="no-room"))
        if not self.doors.allows(address, "dial"):
            return await self._turned_away(socket, refusal.BUSY)
        try:
            token = check(self.secret, written, code, self.clock())
        except TokenError as error:
            return await self._turned_away(socket, refusal.TOKEN if str(error) == "token" else refusal.TOKEN_EXPIRED)
        if refusal.PROTOCOL not in offered:
            return await socket.send_denial_response(_said(400, error="format"))
        if not self.doors.enter(address):
            return await self._turned_away(socket, refusal.ADDRESS_FULL)
        try:
            await self._seated(socket, code, token)
        finally:
            self.doors.leave(address)

    async def _turned_away(self, socket: WebSocket, why: Refusal) -> None:
        self.on_event("refused", why.code)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it did not wait for the answer
            await refusal.turn_away(socket, why)

    async def _seated(self, socket: WebSocket, code: str, token: wire.RoomToken) -> None:
        line, metrics = Line(socket), _metrics(socket)
        try:
            seat = await self.house.enter(code, line.name, token.role, token.expires_s, line)
        except LostError:
            return await self._turned_away(socket, refusal.UNREACHABLE)
        if seat is None:
            return await self._turned_away(socket, refusal.NO_ROOM)
        metrics.joined("room")
        try:
            await socket.accept(refusal.PROTOCOL)
            self.on_event("connected", "")
            await _served(socket, line, seat)
        finally:
            metrics.left("room")
            if line.leaving:
                metrics.closed(line.leaving[0])
            self.on_event("closed", "")
            with contextlib.suppress(LostError):
                await seat.happened("dropped")


async def _served(socket: WebSocket, line: Line, seat: Seat) -> None:
    """Until either side closes it, or the room cannot be told any more."""
    reading, writing = asyncio.create_task(_read(socket, line, seat)), asyncio.create_task(line.write())
    try:
        await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reading, writing):
            if not (task is writing and line.leaving):  # what says why is let finish; it has a limit of its own
                task.cancel()
        await asyncio.gather(reading, writing, return_exceptions=True)


async def _read(socket: WebSocket, line: Line, seat: Seat) -> None:
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        data = message.get("bytes")
        try:
            if data is not None:
                await seat.happened("came", data)
            else:
                await seat.happened("pinged" if message.get("text") == "ping" else "wrote")
        except LostError:
            await line.close(GOING_AWAY, MOVED)
            return


async def asked(request: Request) -> Ask | None:
    """The body of a request: JSON of at most `MOST_ASKED` bytes, or nothing for anything else."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > MOST_ASKED:
            return None
    return ask_of(bytes(data))


def ask_of(data: bytes) -> Ask | None:
    """What those bytes ask for."""
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
    return _said(426, error="format")


def _nowhere() -> Response:
    return _said(404, error="no-room")


def _said(status: int, **body: str) -> JSONResponse:
    return JSONResponse(body, status, {"cache-control": "no-store"})
