"""How many rooms one server can serve: in each a signer sends landmarks at 30 frames a second and a sentence a second.

An event's delay is from sending a sentence on one device until it arrives on the other, through the room. The devices
run in this process, the server in its own; each room uses its own address, so that limits per address do not apply.
Nothing is recognised here: that is `load`.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.errors import InputError
from signspan.measure.apart.device import Device, ask, in_room
from signspan.measure.latency import SAMPLES
from signspan.measure.percentiles import percentiles
from signspan.measure.process import Serving, serving
from signspan.measure.step import FPS, LATE_MS, Step
from signspan.room.landmark_packet import LandmarkPacketWriter
from signspan.wire import conversation_pb2 as wire

MIN_ROOMS, MAX_ROOMS = 4, 128
SENTENCE = wire.Sentence(
    speaker=wire.SPEAKER_SIGNER, text="I read the book.", certainty=0.9, glosses=["BOOK", "I", "READ"]
)


@dataclass(slots=True)
class Rooms(Step):
    """Frames that arrived at the other device, and sentences sent."""

    shown: int = 0
    said: int = 0

    def row(self) -> dict[str, Any]:
        return {
            "rooms": self.count,
            "sentences": {"said": self.said, "came": len(self.delays_ms)},
            "delay_ms": percentiles(self.delays_ms),
            "frames": {"sent": self.sent, "came": self.shown, "sent_late": self.sent_late},
            "cpu_a_room": round(self.cores_each, 4),
            "memory_mb": round(self.memory_mb, 1),
        }


def bench(seconds: float = 20.0, samples: Path = SAMPLES) -> dict[str, Any]:
    """Doubles the rooms from `MIN_ROOMS` until the p95 of a sentence's delay exceeds `LATE_MS`; `rooms` were still
    in time."""
    if seconds < 5:
        raise InputError(f"expected at least 5 seconds a step, got {seconds:g}")
    clip = read_landmarks(samples / "book.npz")
    writer = LandmarkPacketWriter(1)
    shown = [writer.write(at + 1, 33 * at, clip.aspect, points) for at, points in enumerate(clip.landmarks)]
    steps: list[Rooms] = []
    with serving() as server, tqdm(desc="steps", file=sys.stderr) as bar:
        rooms, first = MIN_ROOMS, 0
        while rooms <= MAX_ROOMS:
            steps.append(asyncio.run(_step(server, shown, Rooms(rooms), first, seconds)))
            bar.update()
            bar.set_postfix(rooms=rooms, p95_ms=round(steps[-1].p95_ms))
            if not steps[-1].in_time:
                break
            rooms, first = rooms * 2, first + rooms
    good = [step.count for step in steps if step.in_time]
    return {"bound_ms": LATE_MS, "rooms": max(good, default=0), "steps": [step.row() for step in steps]}


async def _step(server: Serving, shown: list[bytes], step: Rooms, first: int, seconds: float) -> Rooms:
    async with AsyncExitStack() as stack:

        async def ignored(_message: wire.PeerMessage, _final: bool) -> None:
            pass

        async def heard(message: wire.PeerMessage, final: bool) -> None:
            if final:
                step.delays_ms.append((time.monotonic() - message.sent_s) * 1000)

        async def seen(_data: bytes) -> None:
            step.shown += 1

        signers = []
        for at in range(first, first + step.count):
            own = f"127.0.{1 + at // 250}.{1 + at % 250}"
            opened = await asyncio.to_thread(ask, server.url, "signer", "", own)
            code = opened["code"]
            token = (await asyncio.to_thread(ask, server.url, "speaker", code.replace("-", ""), own))["token"]
            signers.append(
                await stack.enter_async_context(in_room(Device(server.url, code, opened["token"], ignored, own=own)))
            )
            await stack.enter_async_context(in_room(Device(server.url, code, token, heard, seen, own)))
        with step.measured(server):
            await asyncio.gather(*(_sign(one, shown, step, seconds, at) for at, one in enumerate(signers)))
        await asyncio.sleep(1)  # what is still in transit
    return step


async def _sign(device: Device, shown: list[bytes], step: Rooms, seconds: float, phase: int) -> None:
    """Each room is offset by a fraction of a frame, and sends its sentence at another frame of the second."""
    await asyncio.sleep((phase % FPS) / FPS / FPS)
    async for at in step.frames(seconds):
        await device.show(shown[at % len(shown)])
        if at % FPS == phase % FPS:
            await device.tell(sentence=SENTENCE)
            step.said += 1
