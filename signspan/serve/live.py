"""`/live-signs`: a browser that cannot perceive sends pictures and gets the signs in them, in English and Arabic.

Binary JPEG frames in; a frame that arrives while one is being processed replaces the waiting one. JSON out:
`{"detected_sign": {"sign_en", "sign_ar"}, "confidence"}`, and `{"state"}` whenever it changes, `idle` if nothing moves.
Pictures are not stored. `sign_ar` is empty if our labels have no Arabic for a sign.
"""

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from signspan.errors import FormatError, LimitError, RateError
from signspan.language.labels import arabic_of
from signspan.perceive.jpeg import decode
from signspan.perceive.legacy import LegacyHolistic
from signspan.perceive.motion import MotionGate
from signspan.perceive.perceiver import Perceiver
from signspan.recognise.live import LiveSigns
from signspan.recognise.reader import Reader
from signspan.serve.message_limiter import MessageLimiter
from signspan.serve.metrics import Metrics
from signspan.wire.refusal import POLICY, TOO_BIG


class Looker:
    """Processes one socket's pictures; its perceiver is created when something first moves."""

    def __init__(self, reader: Reader) -> None:
        self._gate, self._signs = MotionGate(), LiveSigns(reader)
        self._perceiver: Perceiver | None = None

    def look(self, data: bytes) -> list[dict[str, Any]]:
        """The messages that a picture causes. Raises `FormatError` and `LimitError` for an invalid picture."""
        before = self._signs.state
        detected = self._signs.feed(self._gate.passes(decode(data, small=True)), lambda: self._perceive(data))
        rows: list[dict[str, Any]] = [] if self._signs.state == before else [{"state": self._signs.state}]
        if detected is not None:
            names = {"sign_ar": arabic_of(detected.gloss), "sign_en": detected.gloss}
            rows.append({"detected_sign": names, "confidence": round(detected.confidence, 3)})
        return rows

    def _perceive(self, data: bytes) -> Any:
        image = decode(data)
        self._signs.aspect = image.shape[1] / image.shape[0]
        if self._perceiver is None:
            self._perceiver = LegacyHolistic()
        return self._perceiver.perceive(image, time.monotonic())

    def close(self) -> None:
        """Frees the perceiver."""
        if self._perceiver is not None:
            self._perceiver.close()


async def live_signs(socket: WebSocket, reader: Reader, metrics: Metrics) -> None:
    """Serves one accepted socket until it closes or breaks the rules."""
    newest: asyncio.Queue[bytes] = asyncio.Queue(1)
    with ThreadPoolExecutor(1, "eyes") as eyes:
        looker = Looker(reader)
        reading = asyncio.create_task(_read(socket, newest, metrics))
        try:
            await socket.send_json({"state": "idle"})
            await _look(socket, newest, looker, eyes, reading)
        except (FormatError, LimitError) as error:
            code = POLICY if isinstance(error, FormatError | RateError) else TOO_BIG
            metrics.closed(code)
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await socket.close(code, str(error)[:120])
        except (RuntimeError, WebSocketDisconnect):
            return  # it left while a message was being sent
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            looker.close()


async def _look(
    socket: WebSocket,
    newest: asyncio.Queue[bytes],
    looker: Looker,
    eyes: ThreadPoolExecutor,
    reading: asyncio.Task[None],
) -> None:
    loop = asyncio.get_running_loop()
    while True:
        waiting = asyncio.create_task(newest.get())
        await asyncio.wait({waiting, reading}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            return reading.result()
        for row in await loop.run_in_executor(eyes, looker.look, waiting.result()):
            await socket.send_json(row)


async def _read(socket: WebSocket, newest: asyncio.Queue[bytes], metrics: Metrics) -> None:
    """Reads until the page leaves. Raises `FormatError` for text and `RateError` for far too many pictures."""
    pace = MessageLimiter(time.monotonic())
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        data = message.get("bytes")
        if data is None:
            raise FormatError("expected a JPEG picture, got text")
        metrics.received("picture")
        if not pace.allows("pictures", time.monotonic()):
            continue
        if newest.full():
            newest.get_nowait()
        newest.put_nowait(data)
