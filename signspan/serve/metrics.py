"""Prometheus metrics: counts and durations, never identities or content."""

import asyncio
import threading

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from signspan.converse.ledger import HEARD, RELAYED, SIGNED

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
STAGES = frozenset({name for name, _, _ in (*SIGNED, *HEARD, *RELAYED)} | {"end to end"})


class Metrics:
    """One server's figures. Labels come from closed sets, so that no word or address can become one."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._open = Gauge("signspan_sockets", "Sockets open now.", ["kind"], registry=self._registry)
        self._busy = Gauge("signspan_running", "Tasks and threads alive now.", ["kind"], registry=self._registry)
        self._messages = Counter("signspan_messages", "Messages received.", ["kind"], registry=self._registry)
        self._closed = Counter("signspan_closed", "Sockets closed by the server.", ["code"], registry=self._registry)
        self._stages = Histogram(
            "signspan_stage_seconds",
            "How long each stage of a sentence took, endpointing on a line of its own.",
            ["speaker", "stage"],
            buckets=SECONDS,
            registry=self._registry,
        )

    def joined(self, kind: str) -> None:
        """A socket opened: `conversation` or `pictures`."""
        self._open.labels(kind).inc()

    def left(self, kind: str) -> None:
        """A socket closed, on either side."""
        self._open.labels(kind).dec()

    def received(self, kind: str) -> None:
        """A message; `kind` is its name in the protocol."""
        self._messages.labels(kind).inc()

    def closed(self, code: int) -> None:
        """The server closed a socket, and why."""
        self._closed.labels(str(code)).inc()

    def took(self, speaker: str, stages: dict[str, float]) -> None:
        """A sentence was presented; `stages` in milliseconds."""
        for stage, ms in stages.items():
            if stage in STAGES:
                self._stages.labels(speaker, stage).observe(max(0.0, ms / 1000))

    def text(self) -> bytes:
        """All metrics in Prometheus' text format. Call on the event loop, whose tasks it counts."""
        self._busy.labels("tasks").set(len(asyncio.all_tasks()))
        self._busy.labels("threads").set(threading.active_count())
        return generate_latest(self._registry)
