"""One step of a bench that raises the load on a server: the load and its effect."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from signspan.measure.percentiles import percentiles
from signspan.measure.process import Serving

FPS = 30
LATE_MS = 100.0  # a p95 above it is too much for the server


@dataclass(slots=True)
class Step:
    """`count` sessions or rooms at a time; delays of events in milliseconds, frames sent in total, and sent late."""

    count: int
    delays_ms: list[float] = field(default_factory=list)
    sent: int = 0
    late: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0

    @property
    def p95_ms(self) -> float:
        return percentiles(self.delays_ms).get("p95", float("inf"))

    @property
    def in_time(self) -> bool:
        return self.p95_ms <= LATE_MS

    @property
    def sent_late(self) -> float:
        """The share of frames that this process, not the server, sent more than half a frame late."""
        return round(self.late / max(1, self.sent), 3)

    @property
    def cores_each(self) -> float:
        """CPU cores of the server per session or room."""
        return self.cpu_s / self.wall_s / self.count

    @contextmanager
    def measured(self, server: Serving) -> Iterator[None]:
        """Measures the server's CPU time and memory over the body."""
        begun, used = time.monotonic(), server.cpu_s()
        yield
        self.wall_s, self.cpu_s = time.monotonic() - begun, server.cpu_s() - used
        self.memory_mb = server.memory_mb()

    async def frames(self, seconds: float) -> AsyncIterator[int]:
        """Counts from 0, each number when its frame is due, `FPS` a second; the loop body counts as sending it."""
        begun, at = time.monotonic(), 0
        while at / FPS < seconds:
            due, now = begun + at / FPS, time.monotonic()
            await asyncio.sleep(max(0.0, due - now))
            self.late += now > due + 0.5 / FPS
            yield at
            self.sent += 1
            at += 1
