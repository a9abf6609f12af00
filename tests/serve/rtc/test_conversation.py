"""A whole conversation over WebRTC, both ends on the loopback, with the real models behind it."""

import asyncio
import time
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

pytest.importorskip("aiortc", reason="needs aiortc, which is not installed")

from support.rtc_page import Page, loopback

from signspan.body.sequence import BodySequence
from signspan.events import Unsure
from signspan.recognise.models import Models
from signspan.recognise.stream import SignStream
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as body_wire

pytestmark = pytest.mark.slow


def said(**body: Any) -> bytes:
    return wire.ClientMessage(**body).SerializeToString()


async def until(page: Page, kind: str) -> Any:
    """The newest message of that kind, once there is one."""

    def of_kind() -> list[wire.ServerMessage]:
        messages = map(wire.ServerMessage.FromString, page.got)
        return [message for message in messages if message.WhichOneof("body") == kind]

    await page.until(lambda: bool(of_kind()))
    return getattr(of_kind()[-1], kind)


def read_directly(book: BodySequence, after: NDArray[np.float32]) -> list[str]:
    """What the recogniser asks of the same frames, without any network."""
    stream, frames = SignStream(Models.load()), enumerate(np.concatenate([book.landmarks, after]))
    read = (stream.feed(body_wire.unpack(body_wire.pack(f)), book.aspect, n / book.fps) for n, f in frames)
    unsure = next(event for events in read for event in events if isinstance(event, Unsure))
    return [alternative.gloss for alternative in unsure.alternatives]


def test_a_recorded_sign_is_committed_and_a_sentence_is_signed(
    client: TestClient, book: BodySequence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", loopback)

    async def post(sdp: str) -> tuple[int, dict[str, Any]]:
        answer = await asyncio.to_thread(client.post, "/api/rtc", json={"sdp": sdp})
        return answer.status_code, answer.json()

    async def story() -> None:
        async with Page(post) as page:
            page.send(said(hello=wire.Hello(clock_s=time.monotonic(), voice=True)))
            assert (await until(page, "welcome")).hearing
            begun = time.monotonic() - 10
            nobody = np.full((20, 543, 3), np.nan, np.float32)
            for number, frame in enumerate(np.concatenate([book.landmarks, nobody])):
                at = begun + number / book.fps
                landmarks = wire.Landmarks(
                    captured_s=at, perceived_s=at, aspect=book.aspect, points=body_wire.pack(frame)
                )
                page.landmarks.send(said(landmarks=landmarks))
                if number % 10 == 9:  # one that was overtaken on its way, and would be a leap back
                    late = wire.Landmarks(captured_s=begun, perceived_s=begun, points=body_wire.pack(nobody[0]))
                    page.landmarks.send(said(landmarks=late))
                await asyncio.sleep(1 / 60)  # within the rate of landmarks
            asked = await until(page, "clarify")
            assert [option.gloss for option in asked.options] == read_directly(book, nobody)
            gloss = asked.options[0].gloss
            page.send(said(choice=wire.Choice(id=asked.id, gloss=gloss)))
            assert (await until(page, "committed")).gloss == gloss
            assert [text.lower() for text in (await until(page, "sentence")).glosses] == [gloss]
            assert len((await until(page, "voice")).pcm) > 10_000
            page.send(said(typed=wire.Typed(text="Where is the bathroom?")))
            plan = await until(page, "plan")  # longer than any one message of a data channel may be
            assert len(plan.vrma) > 65_536
            assert client.app.state.admission.sessions == 1  # type: ignore[attr-defined]
            page.send(b"\xff\xff\xff")
            await page.until(lambda: bool(page.texts))
            assert page.texts[0].startswith("1008 expected a ClientMessage")

    asyncio.run(asyncio.wait_for(story(), 120))
    while client.app.state.admission.sessions:  # type: ignore[attr-defined]
        time.sleep(0.05)
