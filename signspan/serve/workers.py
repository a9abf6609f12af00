"""Processes that compute what is Python from end to end.

On a thread of the server, such work would keep the event loop, and so every conversation, from the interpreter for as
long as it takes (`signspan bench stalls`).
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from signspan.errors import MissingError
from signspan.serve.logs import logger

T = TypeVar("T")


class Workers:
    """At most `count` processes, started when they are needed; they end with `close`, or with this process.

    `ask` may be called from any thread. Should a process die, the questions that it took with it are asked once more.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._changing = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, question: Callable[..., T], *args: object) -> T:
        """What a module's function answers there, or the error that it raises there.

        Raises `MissingError` where the process died twice.
        """
        for _ in range(2):
            pool = self._started()
            try:
                return pool.submit(question, *args).result()
            except BrokenProcessPool:
                with self._changing:
                    if self._pool is pool:
                        self._pool = None
        raise MissingError("expected a process of the server to answer, it ended twice over this; please try again")

    def close(self) -> None:
        """Ends the processes once they have answered what they are at."""
        with self._changing:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        with self._changing:
            if self._pool is None:
                # Spawned, because a fork of a process with threads may inherit a lock that nobody opens.
                self._pool = ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), _begin)
            return self._pool


def _begin() -> None:
    """Ctrl-C ends the server alone, and the server's end, whatever it was, ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    logger()


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        with contextlib.suppress(OSError):
            parent.join()
    os._exit(0)
