"""A device in a room, over real sockets: `Peer` on a socket that is redialled, like web/src/room/roomClient.ts."""

import asyncio
import contextlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import websockets

from signspan.room.event import (
    DeliveryUnknown,
    LandmarksReceived,
    MemberJoined,
    Reconnect,
    RoomEvent,
    RoomRefused,
    SendMessage,
    SendPing,
    SignalReceived,
    TalkReceived,
)
from signspan.room.peer import Peer
from signspan.wire import room_pb2 as wire

REDIAL_S = 0.25
TICK_S = 0.1


def ask(base: str, path: str, body: object, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and row of a POST; the page's own origin unless `Origin` says another."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Origin": base} | headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - our own server
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def dial(base: str, code: str, token: str | None, origin: str | None = None) -> websockets.connect:
    """A socket to a room."""
    protocols = ["signspan.room.v1", *([f"token.{token}"] if token is not None else [])]
    url = f"{base.replace('http', 'ws', 1)}/rooms/{code}/socket"
    return websockets.connect(url, subprotocols=protocols, origin=base if origin is None else origin, compression=None)  # type: ignore[arg-type]


@dataclass(slots=True)
class Device:
    """`bases` are the servers it may dial, the first as long as it answers."""

    bases: list[str]
    code: str
    token: str
    letter: str
    finals: list[bytes] = field(default_factory=list)
    passed: list[bytes] = field(default_factory=list)
    others: list[RoomEvent] = field(default_factory=list)
    closes: list[tuple[int, str]] = field(default_factory=list)
    peer: Peer = field(init=False)
    _socket: websockets.ClientConnection | None = None
    _running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.peer = Peer(self.letter, self.letter.encode() * 16, time.monotonic())

    async def __aenter__(self) -> "Device":
        self._running = asyncio.create_task(self._run())
        await self.until(lambda: any(isinstance(h, MemberJoined | RoomRefused) for h in self.others))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._running is not None
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)

    async def say(self, payload: bytes) -> None:
        await self._do(self.peer.final(payload, time.monotonic()))

    async def show(self, payload: bytes) -> None:
        await self._do(self.peer.show(payload, time.monotonic()))

    async def send(self, message: bytes | str) -> None:
        """Whatever it is."""
        assert self._socket is not None
        await self._socket.send(message)

    async def leave(self) -> None:
        await self._do(self.peer.bye())

    async def until(self, true: Callable[[], bool], patience_s: float = 40) -> None:
        for _ in range(round(patience_s / 0.01)):
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"not within {patience_s} s; heard {self.others[-3:]}, closed {self.closes[-3:]}")

    async def until_heard(self, finals: Sequence[bytes]) -> None:
        await self.until(lambda: len(self.finals) >= len(finals))
        assert self.finals == list(finals)

    @property
    def delivered(self) -> bool:
        """Whether the room has every final of this device."""
        return not self.peer._unsent

    async def _run(self) -> None:
        wait_s = REDIAL_S
        while wait_s > 0:
            with contextlib.suppress(OSError, websockets.InvalidHandshake):
                async with dial(self.bases[0], self.code, self.token) as socket:
                    self._socket = socket
                    wait_s = await self._served(socket)
            self.peer.lost()
            if self._socket is None:
                self.bases.append(self.bases.pop(0))
            self._socket = None
            await asyncio.sleep(wait_s)

    async def _served(self, socket: websockets.ClientConnection) -> float:
        """Until the socket closes; how long to wait then, 0 for not coming back."""
        await self._do(self.peer.opened(time.monotonic()))
        ticking, came = asyncio.create_task(self._tick()), len(self.others)
        try:
            async for message in socket:
                if isinstance(message, str):
                    self.peer.alive(time.monotonic())
                else:
                    await self._do(self.peer.receive(message, time.monotonic()))
        except websockets.ConnectionClosed:
            pass
        finally:
            ticking.cancel()
            self.closes.append((socket.close_code or 0, socket.close_reason or ""))
        refused = [h.retry_s for h in self.others[came:] if isinstance(h, RoomRefused)]
        return refused[-1] if refused else REDIAL_S

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            await self._do(self.peer.tick(time.monotonic()))

    async def _do(self, events: Sequence[RoomEvent]) -> None:
        for event in events:
            out: Any = event.data if isinstance(event, SendMessage) else "ping" if isinstance(event, SendPing) else None
            if out is not None:
                with contextlib.suppress(websockets.ConnectionClosed):
                    if self._socket is not None:
                        await self._socket.send(out)
            elif isinstance(event, Reconnect):
                if self._socket is not None:
                    self._socket.transport.abort()
            elif isinstance(event, TalkReceived):
                (self.finals if event.final else self.passed).append(event.payload)
            elif isinstance(event, LandmarksReceived):
                self.passed.append(event.payload)
            else:
                assert not isinstance(event, DeliveryUnknown)
                self.others.append(event)


def role_of(device: Device) -> wire.Role:
    """What the room let it in as."""
    return next(h.role for h in device.others if isinstance(h, MemberJoined))


__all__ = ["Device", "SignalReceived", "ask", "dial", "role_of"]
