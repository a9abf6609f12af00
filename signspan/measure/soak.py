"""A server under long use: whether its memory stays flat and it releases everything when people leave.

A few people at a time, each for a minute at most, one after another: they sign (landmarks at 30 frames a second, for
the server to recognise), type, speak, and leave, some in the middle of a sentence, some by a lost connection. The
server is observed from outside: memory from the system, tasks and threads from /metrics.
"""

import asyncio
import contextlib
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from signspan.audio import RATE, read_audio, to_pcm16
from signspan.body.files import read_landmarks
from signspan.body.sequence import BodySequence
from signspan.errors import InputError
from signspan.measure.latency import CHUNK, SAMPLES
from signspan.measure.page import Page, visit
from signspan.measure.process import Serving, serving
from signspan.measure.step import FPS
from signspan.wire import conversation_pb2 as wire

EVERY_S = 15.0
SETTLE_S = 10.0  # after the last has left
WARM = 0.25  # share of the time: loading at first use and filling caches do not count as growth
TYPED = ("Where is the bathroom?", "My name is Anna.", "I do not understand.", "If it rains, we will stay home.")


def bench(minutes: float = 30.0, people: int = 4, samples: Path = SAMPLES) -> dict[str, Any]:
    """The server's memory, tasks and threads over time, and what remains after all have left.

    `growth_mb_an_hour` is the slope of a line fitted to memory after the first quarter.
    """
    if minutes < 0.5 or people < 1:
        raise InputError(f"expected at least half a minute and one person, got {minutes:g} and {people}")
    clip, sound = read_landmarks(samples / "book.npz"), read_audio(samples / "speech.wav")
    with serving() as server:
        return asyncio.run(_use(server, clip, sound, minutes * 60, people))


async def _use(
    server: Serving, clip: BodySequence, sound: NDArray[np.float32], seconds: float, people: int
) -> dict[str, Any]:
    before = await asyncio.to_thread(_held, server, 0.0)
    begun = time.monotonic()
    visits = [0]
    coming = [
        asyncio.create_task(_come_and_go(server, clip, sound, begun + seconds, random.Random(one), visits))  # noqa: S311
        for one in range(people)
    ]
    rows = []
    with tqdm(total=int(seconds / EVERY_S), unit="look", file=sys.stderr) as bar:
        while (now := time.monotonic()) < begun + seconds:
            await asyncio.sleep(min(EVERY_S, begun + seconds - now))
            rows.append(await asyncio.to_thread(_held, server, time.monotonic() - begun))
            bar.update()
            bar.set_postfix(memory_mb=rows[-1]["memory_mb"], tasks=rows[-1]["tasks"])
    await asyncio.gather(*coming)
    await asyncio.sleep(SETTLE_S)
    after = await asyncio.to_thread(_held, server, time.monotonic() - begun)
    late = [row for row in rows if row["at_s"] >= WARM * seconds]
    slope = float(np.polyfit([row["at_s"] for row in late], [row["memory_mb"] for row in late], 1)[0]) if late else 0.0
    return {
        "minutes": round(seconds / 60, 1),
        "people": people,
        "visits": visits[0],
        "growth_mb_an_hour": round(slope * 3600, 1),
        "before": before,
        "after": after,
        "over_time": rows[:: max(1, len(rows) // 24)],
    }


def _held(server: Serving, at_s: float) -> dict[str, float]:
    return {
        "at_s": round(at_s),
        "memory_mb": round(server.memory_mb(), 1),
        "sockets": server.figure("signspan_sockets"),
        "tasks": server.figure('signspan_running{kind="tasks"}'),
        "threads": server.figure('signspan_running{kind="threads"}'),
    }


async def _come_and_go(
    server: Serving,
    clip: BodySequence,
    sound: NDArray[np.float32],
    until: float,
    chance: random.Random,
    visits: list[int],
) -> None:
    while time.monotonic() < until:
        visits[0] += 1
        leaves = min(until, time.monotonic() + chance.uniform(5, 60))
        async with visit(server.socket, chance.random() < 0.5) as page:
            with contextlib.suppress(TimeoutError):  # leaves in the middle of something
                async with asyncio.timeout(leaves - time.monotonic()):
                    if chance.random() < 0.2:  # says nothing
                        await asyncio.sleep(60)
                    await asyncio.gather(_sign(page, clip), _speak(page, sound, chance), _take(page))
            if chance.random() < 0.3:
                page.socket.transport.abort()


async def _sign(page: Page, clip: BodySequence) -> None:
    nobody = np.full(clip.landmarks.shape[1:], np.nan, np.float32)
    due = time.monotonic()
    while True:
        for points in [*clip.landmarks, *[nobody] * 60]:
            due += 1 / FPS
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = time.monotonic()
            await page.landmarks(now, now, clip.aspect, points)


async def _speak(page: Page, sound: NDArray[np.float32], chance: random.Random) -> None:
    await page.send(typed=wire.Typed(text=chance.choice(TYPED)))
    if chance.random() < 0.5:
        return
    await page.send(microphone_start=wire.MicrophoneStart())
    for at in range(0, len(sound) - CHUNK, CHUNK):
        await asyncio.sleep(CHUNK / RATE)
        await page.send(audio=wire.Audio(pcm=to_pcm16(sound[at : at + CHUNK]), captured_s=time.monotonic()))
    await page.send(microphone_stop=wire.MicrophoneStop())


async def _take(page: Page) -> None:
    while True:
        said = (await page.until("sentence")).sentence
        await page.send(stamp=wire.Stamp(sentence_id=said.id, t6=time.monotonic()))
