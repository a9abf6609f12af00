"""How late the server answers `/ready` while clients keep its parser busy without pause.

`CLIENTS` pages type sentences of `LENGTH` characters, each with `IN_FLIGHT` unanswered, as fast as they are answered.
Every `EVERY_S` a process of its own asks for `/ready` over one connection that stays open: what it waits for is the
server's event loop. The server has a process of its own too.
"""

import asyncio
import http.client
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.errors import InputError, MissingError
from signspan.measure.page import visit
from signspan.measure.process import Serving, serving
from signspan.wire import conversation_pb2 as wire

CLIENTS = 4
LENGTH = 1_900
IN_FLIGHT = 2
EVERY_S = 0.01
SENTENCE = "My sister wants to buy two red books for her brother because he likes to read in the evening. "


def bench(seconds: float = 30.0) -> dict[str, Any]:
    """`p50_ms`, `p99_ms` and `max_ms` of the answers, how many there were, and how many sentences were answered."""
    if seconds < 5:
        raise InputError(f"expected at least 5 seconds, got {seconds:g}")
    with serving() as server:
        return asyncio.run(_measured(server, seconds))


async def _measured(server: Serving, seconds: float) -> dict[str, Any]:
    text = (SENTENCE * (LENGTH // len(SENTENCE) + 1))[:LENGTH]
    answered = [0] * CLIENTS
    typing = [asyncio.create_task(_type(server, text, answered, client)) for client in range(CLIENTS)]
    with tqdm(total=CLIENTS, desc="clients at work", file=sys.stderr) as bar:
        while not all(answered):  # everybody is being served before anything is measured
            if (failed := next((task for task in typing if task.done()), None)) is not None:
                failed.result()
            await asyncio.sleep(0.1)
            bar.update(sum(map(bool, answered)) - bar.n)
    before = sum(answered)
    here, there = multiprocessing.Pipe(duplex=False)
    asking = multiprocessing.get_context("spawn").Process(
        target=_ask, args=(server.host, server.port, seconds, there), daemon=True
    )
    asking.start()
    with tqdm(total=round(seconds) + 1, desc="asking", unit="s", file=sys.stderr) as bar:
        while asking.is_alive() and not here.poll():
            await asyncio.sleep(1)
            bar.update()
    for task in typing:
        task.cancel()
    await asyncio.gather(*typing, return_exceptions=True)
    if not here.poll():
        raise MissingError("expected the asking process to answer, it ended without")
    waits_ms = 1000 * np.array(here.recv())
    return {
        "p50_ms": round(float(np.percentile(waits_ms, 50)), 1),
        "p99_ms": round(float(np.percentile(waits_ms, 99)), 1),
        "max_ms": round(float(waits_ms.max()), 1),
        "n": len(waits_ms),
        "sentences": sum(answered) - before,
    }


async def _type(server: Serving, text: str, answered: list[int], client: int) -> None:
    async with visit(server.socket, voice=False) as page:
        for ref in range(1, IN_FLIGHT + 1):
            await page.send(typed=wire.Typed(text=text, ref=ref))
        while True:
            await page.until("sentence")
            answered[client] += 1
            await page.send(typed=wire.Typed(text=text, ref=IN_FLIGHT + answered[client]))


def _ask(host: str, port: int, seconds: float, answers: Connection) -> None:
    """Asks for `/ready` every `EVERY_S`, and sends how many seconds each answer took."""
    connection, waits = http.client.HTTPConnection(host, port, timeout=60), []
    end = due = time.perf_counter()
    end += seconds
    while due < end:
        time.sleep(max(0.0, due - time.perf_counter()))
        asked = time.perf_counter()
        connection.request("GET", "/ready")
        connection.getresponse().read()
        waits.append(time.perf_counter() - asked)
        due = max(due + EVERY_S, time.perf_counter())
    answers.send(waits)
