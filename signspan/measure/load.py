"""How many signers one server can serve: landmarks at 30 frames a second, until recognition is late.

Each session is a page whose browser cannot recognise: it loops a real recording and sends every frame. An event's delay
is the time from sending a gloss's last frame until the gloss is committed, by the server's ledger (`transport` and
`recognise`). The pages run in this process, the server in its own.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.body.sequence import BodySequence
from signspan.errors import InputError, MissingError
from signspan.measure.latency import SAMPLES
from signspan.measure.page import Page, visit
from signspan.measure.percentiles import percentiles
from signspan.measure.process import Serving, serving
from signspan.measure.step import LATE_MS, Step
from signspan.serve.admission import MAX_FROM_ONE

REST_FRAMES = 60  # between two rounds: the hands are out of the picture, and the sentence ends
MAX_SIGNERS = MAX_FROM_ONE  # as many as the server admits


def bench(seconds: float = 30.0, samples: Path = SAMPLES) -> dict[str, Any]:
    """Doubles the sessions until the p95 of their delay exceeds `LATE_MS`, then bisects.

    `cpu_a_session` is in cores; `memory_a_session_mb` is the median slope from one step to the next, since a server
    sometimes releases memory.
    """
    if seconds < 10:
        raise InputError(f"expected at least 10 seconds a step, got {seconds:g}")
    recording = samples / "book.npz"
    if not recording.is_file():
        raise MissingError(f"expected the sample {recording.name} in {samples}")
    clip, steps = read_landmarks(recording), []
    with serving() as server, tqdm(desc="steps", file=sys.stderr) as bar:
        empty_mb = server.memory_mb()
        asyncio.run(_step(server, clip, Step(1), 10.0))  # warms up everything that loads at first use

        def step(sessions: int) -> bool:
            steps.append(asyncio.run(_step(server, clip, Step(sessions), seconds)))
            bar.update()
            bar.set_postfix(sessions=sessions, p95_ms=round(steps[-1].p95_ms))
            return steps[-1].in_time

        good, bad = 0, 1
        while step(bad):
            good, bad = bad, min(bad * 2, MAX_SIGNERS + 1)
            if bad > MAX_SIGNERS:
                break
        while good < MAX_SIGNERS and bad - good > 1:
            half = (good + bad) // 2
            good, bad = (half, bad) if step(half) else (good, half)
    steps.sort(key=lambda one: one.count)
    slopes = [(b.memory_mb - a.memory_mb) / (b.count - a.count) for a, b in pairwise(steps)]
    return {
        "bound_ms": LATE_MS,
        "sessions": good,
        "memory_empty_mb": round(empty_mb, 1),
        "memory_a_session_mb": round(median(slopes), 2) if slopes else 0.0,
        "steps": [_row(one) for one in steps],
    }


def _row(step: Step) -> dict[str, Any]:
    return {
        "sessions": step.count,
        "events": len(step.delays_ms),
        "delay_ms": percentiles(step.delays_ms),
        "frames_a_second_each": round(step.sent / step.wall_s / step.count, 1),
        "sent_late": step.sent_late,
        "cpu_a_session": round(step.cores_each, 3),
        "memory_mb": round(step.memory_mb, 1),
    }


async def _step(server: Serving, clip: BodySequence, step: Step, seconds: float) -> Step:
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(visit(server.socket, voice=False)) for _ in range(step.count)]
        with step.measured(server):
            await asyncio.gather(
                *(_sign(page, clip, step, seconds, at / step.count) for at, page in enumerate(pages)),
                *(_hear(page, step, time.monotonic() + seconds) for page in pages),
            )
    return step


async def _sign(page: Page, clip: BodySequence, step: Step, seconds: float, phase: float) -> None:
    """Loops the clip, out of phase by `phase` of a round."""
    nobody = np.full(clip.landmarks.shape[1:], np.nan, np.float32)
    length = len(clip.landmarks) + REST_FRAMES
    async for at in step.frames(seconds):
        frame = (at + int(phase * length)) % length
        points = clip.landmarks[frame] if frame < len(clip.landmarks) else nobody
        sent = time.monotonic()
        await page.landmarks(sent, sent, clip.aspect, points)


async def _hear(page: Page, step: Step, until: float) -> None:
    """Reads the server's messages and requests the stages of each sentence."""
    while (left := until - time.monotonic()) > 0:
        try:
            async with asyncio.timeout(left):
                said = (await page.until("sentence")).sentence
                stages = await page.presented(said.id)
        except TimeoutError:
            return
        if "recognise" in stages:
            step.delays_ms.append(stages["transport"] + stages["recognise"])
