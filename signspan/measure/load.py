"""How many signers one server bears: landmarks at 30 frames a second, until what they sign is late.

Each session is a page whose browser cannot recognise: it plays a real recording over and over and sends every frame.
An event's delay is from sending the last frame behind a gloss until the gloss counts, by the server's own ledger
(`transport` and `recognise`). The pages run in this process, the server in its own.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
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
from signspan.serve.admission import MOST_FROM_ONE

FPS = 30
LATE_MS = 100.0
REST_FRAMES = 60  # between two times: the hands are out of the picture, and the sentence ends
MOST = MOST_FROM_ONE  # as many as the server lets in


@dataclass(slots=True)
class Step:
    """What so many sessions did to the server."""

    sessions: int
    delays_ms: list[float] = field(default_factory=list)
    sent: int = 0
    late: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0

    @property
    def p95_ms(self) -> float:
        return percentiles(self.delays_ms).get("p95", float("inf"))

    def row(self) -> dict[str, Any]:
        return {
            "sessions": self.sessions,
            "events": len(self.delays_ms),
            "delay_ms": percentiles(self.delays_ms),
            "frames_a_second_each": round(self.sent / self.wall_s / self.sessions, 1),
            "sent_late": round(self.late / max(1, self.sent), 3),
            "cpu_a_session": round(self.cpu_s / self.wall_s / self.sessions, 3),
            "memory_mb": round(self.memory_mb, 1),
        }


def bench(seconds: float = 30.0, samples: Path = SAMPLES) -> dict[str, Any]:
    """Sessions doubled until the p95 of their delay passes `LATE_MS`, then halved in between.

    `cpu_a_session` is in cores; `memory_a_session_mb` is the median slope from one step to the next, since a server now
    and then gives back what it had used before.
    """
    if seconds < 10:
        raise InputError(f"expected at least 10 seconds a step, got {seconds:g}")
    recording = samples / "book.npz"
    if not recording.is_file():
        raise MissingError(f"expected the sample {recording.name} in {samples}")
    clip, steps = read_landmarks(recording), []
    with serving() as server, tqdm(desc="steps", file=sys.stderr) as bar:
        empty_mb = server.memory_mb()
        asyncio.run(_step(server, clip, Step(1), 10.0))  # loads what is loaded at first use

        def step(sessions: int) -> bool:
            steps.append(asyncio.run(_step(server, clip, Step(sessions), seconds)))
            bar.update()
            bar.set_postfix(sessions=sessions, p95_ms=round(steps[-1].p95_ms))
            return steps[-1].p95_ms <= LATE_MS

        good, bad = 0, 1
        while step(bad):
            good, bad = bad, min(bad * 2, MOST + 1)
            if bad > MOST:
                break
        while good < MOST and bad - good > 1:
            half = (good + bad) // 2
            good, bad = (half, bad) if step(half) else (good, half)
    steps.sort(key=lambda one: one.sessions)
    slopes = [(b.memory_mb - a.memory_mb) / (b.sessions - a.sessions) for a, b in pairwise(steps)]
    return {
        "bound_ms": LATE_MS,
        "sessions": good,
        "memory_empty_mb": round(empty_mb, 1),
        "memory_a_session_mb": round(median(slopes), 2) if slopes else 0.0,
        "steps": [one.row() for one in steps],
    }


async def _step(server: Serving, clip: BodySequence, step: Step, seconds: float) -> Step:
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(visit(server.socket, voice=False)) for _ in range(step.sessions)]
        begun, used = time.monotonic(), server.cpu_s()
        until = begun + seconds
        await asyncio.gather(
            *(_sign(page, clip, step, until, at / step.sessions) for at, page in enumerate(pages)),
            *(_hear(page, step, until) for page in pages),
        )
        step.wall_s, step.cpu_s = time.monotonic() - begun, server.cpu_s() - used
        step.memory_mb = server.memory_mb()
    return step


async def _sign(page: Page, clip: BodySequence, step: Step, until: float, phase: float) -> None:
    """Plays the clip over and over; `phase` of a round later than the first, as people are."""
    nobody = np.full(clip.landmarks.shape[1:], np.nan, np.float32)
    length = len(clip.landmarks) + REST_FRAMES
    begun, at = time.monotonic(), int(phase * length)
    first = at
    while (due := begun + (at - first) / FPS) < until:
        now = time.monotonic()
        await asyncio.sleep(max(0.0, due - now))
        step.late += now > due + 0.5 / FPS
        frame = at % length
        points = clip.landmarks[frame] if frame < len(clip.landmarks) else nobody
        sent = time.monotonic()
        await page.landmarks(sent, sent, clip.aspect, points)
        step.sent += 1
        at += 1


async def _hear(page: Page, step: Step, until: float) -> None:
    """Takes what the server says; the stages of each sentence are asked for."""
    while (left := until - time.monotonic()) > 0:
        try:
            async with asyncio.timeout(left):
                said = (await page.until("sentence")).sentence
                stages = await page.presented(said.id)
        except TimeoutError:
            return
        if "recognise" in stages:
            step.delays_ms.append(stages["transport"] + stages["recognise"])
