"""Latency by stage, in both directions, as a page sees it: through the real server.

The server runs in this process on a free port of 127.0.0.1; the client plays a real clip and a real utterance in real
time, perceives as the page does (dropping frames while another is being perceived), and timestamps the answers. Stages
are those of the conversation's ledger.
"""

import asyncio
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from numpy.typing import NDArray
from tqdm import tqdm

import signspan
from signspan.audio import RATE, read_audio, to_pcm16
from signspan.errors import InputError, MissingError
from signspan.measure.page import WAIT_S, visit
from signspan.measure.percentiles import percentiles
from signspan.perceive.legacy import LegacyHolistic
from signspan.perceive.video import Frame, Video
from signspan.serve.app import create_app
from signspan.wire import conversation_pb2 as wire

SAMPLES = Path(signspan.__file__).parents[1] / "tests" / "fixtures"
CHUNK = RATE // 10
READY_S = 120


def bench(repeat: int = 3, samples: Path = SAMPLES) -> dict[str, Any]:
    """Stages of `repeat` sentences each way: `{"sign_to_speech": {stage: {p50, p95, p99}}, "speech_to_sign": …}`."""
    if repeat < 1:
        raise InputError(f"expected at least one sentence each way, got {repeat}")
    clip, speech = samples / "book.mp4", samples / "speech.wav"
    for path in (clip, speech):
        if not path.is_file():
            raise MissingError(f"expected the sample {path.name} in {samples}")
    frames, sound = list(Video(clip)), read_audio(speech)
    signed: dict[str, list[float]] = defaultdict(list)
    heard: dict[str, list[float]] = defaultdict(list)
    per_frame: list[float] = []
    with _server() as address, LegacyHolistic() as perceiver:
        perceiver.perceive(frames[0].image, 0.0)  # loads the models, as the page does before it is ready
        for _ in tqdm(range(repeat), desc="sentences each way", file=sys.stderr):
            _gather(signed, asyncio.run(_sign(address, frames, perceiver, per_frame)))
            _gather(heard, asyncio.run(_speak(address, sound)))
    return {
        "n": repeat,
        "unit": "ms",
        "perceive_per_frame": percentiles(per_frame),
        "sign_to_speech": {name: percentiles(values) for name, values in signed.items()},
        "speech_to_sign": {name: percentiles(values) for name, values in heard.items()},
    }


@contextmanager
def _server() -> Iterator[str]:
    """The real application on a free port, warm."""
    app = create_app()
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ws_per_message_deflate=False))
    thread = threading.Thread(target=server.run, name="server", daemon=True)
    thread.start()
    deadline = time.monotonic() + READY_S
    while not (server.started and app.state.engines.ready.is_set()):
        if time.monotonic() > deadline or not thread.is_alive():
            raise MissingError(f"expected the server to be ready within {READY_S} s")
        time.sleep(0.05)
    try:
        yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/ws"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


async def _sign(
    address: str, frames: list[Frame], perceiver: LegacyHolistic, per_frame: list[float]
) -> dict[str, float]:
    """Plays the clip in real time and waits for the voice."""
    aspect = frames[0].image.shape[1] / frames[0].image.shape[0]
    async with visit(address) as page:
        begun = time.monotonic()
        for frame in frames:
            due = begun + frame.at_s
            now = time.monotonic()
            if now > due + 0.04:
                continue  # the page drops frames while it perceives
            await asyncio.sleep(max(0.0, due - now))
            t0 = time.monotonic()
            points = await asyncio.to_thread(perceiver.perceive, frame.image, t0)
            t1 = time.monotonic()
            per_frame.append((t1 - t0) * 1000)
            await page.landmarks(t0, t1, aspect, points)
        nobody = np.full((543, 3), np.nan, np.float32)
        voice = asyncio.create_task(page.until("voice"))
        while not voice.done():  # the signer leaves the picture
            now = time.monotonic()
            await page.landmarks(now, now, aspect, nobody)
            await asyncio.wait({voice}, timeout=1 / 15)
        return await page.presented(voice.result().voice.sentence_id)


async def _speak(address: str, sound: NDArray[np.float32]) -> dict[str, float]:
    """Says the utterance in real time, then is silent until the avatar's motion comes."""
    async with visit(address) as page:
        await page.send(microphone_start=wire.MicrophoneStart())
        plan = asyncio.create_task(page.until("plan"))
        begun, at = time.monotonic(), 0
        while not plan.done():
            chunk = sound[at : at + CHUNK]
            chunk = np.pad(chunk, (0, CHUNK - len(chunk)))
            at += CHUNK
            await asyncio.sleep(max(0.0, begun + at / RATE - time.monotonic()))
            await page.send(audio=wire.Audio(pcm=to_pcm16(chunk), captured_s=time.monotonic()))
            if at > len(sound) + WAIT_S * RATE:
                raise MissingError(f"expected a plan within {WAIT_S} s of the speech's end")
        return await page.presented(plan.result().plan.sentence_id)


def _gather(into: dict[str, list[float]], stages: dict[str, float]) -> None:
    for name, ms in stages.items():
        into[name].append(ms)
