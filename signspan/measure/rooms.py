"""How many rooms one server bears: in each a signer shows landmarks at 30 frames a second and says a sentence a second.

An event's delay is from telling a sentence on one device until it is told on the other, through the room. The devices
run in this process, the server in its own; each room comes from an address of its own, so that none is held back for
all. Nothing is recognised here: that is `load`.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.errors import InputError
from signspan.measure.apart.device import Device, ask, in_room
from signspan.measure.latency import SAMPLES
from signspan.measure.load import FPS, LATE_MS
from signspan.measure.percentiles import percentiles
from signspan.measure.process import Serving, serving
from signspan.room.glimpse import GlimpseWriter
from signspan.serve.wire import conversation_pb2 as wire

FIRST, MOST = 4, 128
SENTENCE = wire.Sentence(
    speaker=wire.SPEAKER_SIGNER, text="I read the book.", certainty=0.9, glosses=["BOOK", "I", "READ"]
)


@dataclass(slots=True)
class Step:
    """What so many rooms did to the server."""

    rooms: int
    finals_ms: list[float] = field(default_factory=list)
    sent: int = 0
    late: int = 0
    shown: int = 0
    said: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0

    @property
    def p95_ms(self) -> float:
        return percentiles(self.finals_ms).get("p95", float("inf"))

    def row(self) -> dict[str, Any]:
        return {
            "rooms": self.rooms,
            "sentences": {"said": self.said, "came": len(self.finals_ms)},
            "delay_ms": percentiles(self.finals_ms),
            "frames": {"sent": self.sent, "came": self.shown, "sent_late": round(self.late / max(1, self.sent), 3)},
            "cpu_a_room": round(self.cpu_s / self.wall_s / self.rooms, 4),
            "memory_mb": round(self.memory_mb, 1),
        }


def bench(seconds: float = 20.0, samples: Path = SAMPLES) -> dict[str, Any]:
    """Rooms doubled from `FIRST` until the p95 of a sentence's delay passes `LATE_MS`; `rooms` still held."""
    if seconds < 5:
        raise InputError(f"expected at least 5 seconds a step, got {seconds:g}")
    clip = read_landmarks(samples / "book.npz")
    writer = GlimpseWriter(1)
    shown = [writer.write(at + 1, 33 * at, clip.aspect, points) for at, points in enumerate(clip.landmarks)]
    steps: list[Step] = []
    with serving() as server, tqdm(desc="steps", file=sys.stderr) as bar:
        rooms, first = FIRST, 0
        while rooms <= MOST:
            steps.append(asyncio.run(_step(server, shown, Step(rooms), first, seconds)))
            bar.update()
            bar.set_postfix(rooms=rooms, p95_ms=round(steps[-1].p95_ms))
            if steps[-1].p95_ms > LATE_MS:
                break
            rooms, first = rooms * 2, first + rooms
    good = [step.rooms for step in steps if step.p95_ms <= LATE_MS]
    return {"bound_ms": LATE_MS, "rooms": max(good, default=0), "steps": [step.row() for step in steps]}


async def _step(server: Serving, shown: list[bytes], step: Step, first: int, seconds: float) -> Step:
    async with AsyncExitStack() as stack:

        async def ignored(_told: wire.Told, _final: bool) -> None:
            pass

        async def heard(told: wire.Told, final: bool) -> None:
            if final:
                step.finals_ms.append((time.monotonic() - told.sent_s) * 1000)

        async def seen(_data: bytes) -> None:
            step.shown += 1

        signers = []
        for at in range(first, first + step.rooms):
            own = f"127.0.{1 + at // 250}.{1 + at % 250}"
            opened = await asyncio.to_thread(ask, server.url, "signer", "", own)
            code = opened["code"]
            token = (await asyncio.to_thread(ask, server.url, "speaker", code.replace("-", ""), own))["token"]
            signers.append(
                await stack.enter_async_context(in_room(Device(server.url, code, opened["token"], ignored, own=own)))
            )
            await stack.enter_async_context(in_room(Device(server.url, code, token, heard, seen, own)))
        begun, used = time.monotonic(), server.cpu_s()
        await asyncio.gather(*(_sign(one, shown, step, begun + seconds, at) for at, one in enumerate(signers)))
        step.wall_s, step.cpu_s, step.memory_mb = time.monotonic() - begun, server.cpu_s() - used, server.memory_mb()
        await asyncio.sleep(1)  # what is on its way
    return step


async def _sign(device: Device, shown: list[bytes], step: Step, until: float, phase: int) -> None:
    begun, at = time.monotonic() + (phase % FPS) / FPS / FPS, 0
    while (due := begun + at / FPS) < until:
        now = time.monotonic()
        await asyncio.sleep(max(0.0, due - now))
        step.late += now > due + 0.5 / FPS
        await device.show(shown[at % len(shown)])
        step.sent += 1
        if at % FPS == phase % FPS:
            await device.tell(sentence=SENTENCE)
            step.said += 1
        at += 1
