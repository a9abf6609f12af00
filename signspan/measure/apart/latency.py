"""From one device to another: how long a gloss and a sentence take, by stage, over a good or a bad connection.

Each of the two has its own server (a real process); the signer's hosts the room. Over a bad connection they are in
separate network namespaces, and all traffic between them, which is the room's socket, passes through `impaired_link`.
Signs are the avatar's, as a camera would see them, because no person's recording may be shipped; these figures exclude
perception, which `bench latency` measures.
"""

import asyncio
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from signspan.audio import read_audio
from signspan.errors import InputError, MissingError
from signspan.measure.apart.device import Device, ask, in_room, run_in
from signspan.measure.apart.network import NEAR, Quality, impaired_link
from signspan.measure.apart.person import Person, Stages
from signspan.measure.apart.signing import Signing, signings
from signspan.measure.latency import SAMPLES
from signspan.measure.page import visit
from signspan.measure.percentiles import percentiles
from signspan.measure.process import Serving, serving
from signspan.motion.clip import FPS

SIGNS = 8  # different ones
PRESENTING = frozenset({"voice", "motion", "present"})  # the first device only shows text; the other one presents it


@dataclass(slots=True)
class _Run:
    """State shared by the two threads: plain lists, each written by one of them."""

    repeat: int
    bar: Any
    code: str = ""
    signer: Person | None = None
    speaker: Person | None = None
    glosses: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    turn: threading.Event = field(default_factory=threading.Event)  # the speaker's
    errors: list[BaseException] = field(default_factory=list)


def bench(repeat: int = 20, impaired: bool = False, samples: Path = SAMPLES) -> dict[str, Any]:
    """`{"glosses": {stage: {p50, p95, p99}}, "sign_to_speech": …, "speech_to_sign": …}`, ms, `repeat` each way."""
    if repeat < 1:
        raise InputError(f"expected at least one sentence each way, got {repeat}")
    sound, shown = read_audio(samples / "speech.wav"), signings(SIGNS)
    quality = Quality()
    with ExitStack() as stack:
        bar = stack.enter_context(tqdm(total=2 * repeat, unit="sentence", file=sys.stderr))
        near = far = None
        if impaired:
            made = stack.enter_context(impaired_link(quality))
            near, far = made.near, made.far
        host = NEAR if impaired else "127.0.0.1"
        signers = stack.enter_context(serving(inside=_inside(near), host=host))
        speakers = stack.enter_context(serving(inside=_inside(far)))
        run = _Run(repeat, bar)
        threads = [
            threading.Thread(target=_guarded, args=(run, near, _signer(run, signers, shown))),
            threading.Thread(target=_guarded, args=(run, far, _speaker(run, signers.url, speakers, sound))),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if run.errors:
            raise run.errors[0]
    assert run.signer is not None and run.speaker is not None  # noqa: S101, PT018 - both threads ended well
    both = [*run.signer.finals, *run.speaker.finals]
    finals = {"said": 2 * repeat, "came": len(both), "doubled": len(both) - len(set(both)), "gave_up": run.failed}
    bad = {"delay_ms": quality.delay_ms, "jitter_ms": quality.jitter_ms, "loss": quality.loss, "each_way": True}
    return {
        "n": repeat,
        "unit": "ms",
        "line": bad if impaired else "loopback",
        "glosses": {name: percentiles(values) for name, values in run.glosses.items()},
        "sign_to_speech": _stages(run.signer.own, run.speaker.received),
        "speech_to_sign": _stages(run.speaker.own, run.signer.received),
        "finals": finals,
    }


def _inside(namespace: str | None) -> Sequence[str]:
    return () if namespace is None else ("ip", "netns", "exec", namespace)


def _guarded(run: _Run, namespace: str | None, work: Any) -> None:
    try:
        run_in(namespace, work)
    except BaseException as error:
        run.errors.append(error)
    finally:
        run.done.set()
        run.turn.set()


async def _signer(run: _Run, server: Serving, shown: Sequence[Signing]) -> None:
    opened = ask(server.url, "signer")  # here, since another thread would be outside the namespace
    async with visit(server.socket, voice=False) as page:
        me = Person(page)
        me.device = Device(server.url, opened["code"], opened["token"], me.heard)
        async with in_room(me.device):
            run.signer, run.code = me, opened["code"]
            reading = asyncio.create_task(me.read())
            other = await _other(run, lambda: run.speaker)
            for at in range(run.repeat):
                await _one_sign(run, me, other, shown[at % len(shown)])
                run.bar.update()
            run.turn.set()
            while not run.done.is_set():
                await asyncio.sleep(0.05)
            reading.cancel()


async def _one_sign(run: _Run, me: Person, other: Person, signing: Signing) -> None:
    here, there, enough = len(me.committed), len(other.passed), _more(other.received)
    sent = await me.sign(signing)
    if not await me.rest(enough):
        run.failed += 1
    if len(me.committed) > here and len(other.passed) > there:
        counted, came = me.committed[here], other.passed[there]
        row = {
            "endpointing": signing.decided / FPS - signing.ended_s,
            "send and recognise": counted - sent,
            "pass on": came - counted,
            "last landmark to the other device": came - sent,
        }
        for name, seconds in row.items():
            run.glosses[name].append(seconds * 1000)


async def _speaker(run: _Run, rooms: str, server: Serving, sound: NDArray[np.float32]) -> None:
    while not run.code:
        await asyncio.sleep(0.05)
    asked = ask(rooms, "speaker", run.code.replace("-", ""))["token"]
    async with visit(server.socket) as page:
        me = Person(page)
        me.device = Device(rooms, run.code, asked, me.heard)
        async with in_room(me.device):
            run.speaker = me
            reading = asyncio.create_task(me.read())
            other = await _other(run, lambda: run.signer)
            while not run.turn.is_set():
                await asyncio.sleep(0.05)
            for _ in range(run.repeat):
                enough = _more(other.received)
                run.failed += not await me.speak(sound, enough)
                run.bar.update()
            run.done.set()
            reading.cancel()


def _more(received: Sequence[Stages]) -> Callable[[], bool]:
    """A test whether more has been received than now."""
    before = len(received)
    return lambda: len(received) > before


async def _other(run: _Run, who: Any) -> Person:
    until = time.monotonic() + 90
    while (found := who()) is None:
        if run.errors or time.monotonic() > until:
            raise MissingError("expected the other device in the room within 90 s, got nobody")
        await asyncio.sleep(0.05)
    person: Person = found
    return person


def _stages(own: Sequence[Stages], received: Sequence[Stages]) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, list[float]]] = {"on the first device": {}, "on the other device": {}}
    for rows, into in zip((own, received), found.values(), strict=True):
        for row in rows:
            for name, ms in row.items():
                if into is found["on the other device"] or name not in PRESENTING:
                    into.setdefault(name, []).append(ms)
    return {where: {name: percentiles(values) for name, values in rows.items()} for where, rows in found.items()}
