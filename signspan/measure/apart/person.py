"""Somebody at a device of a room: signs or speaks there, and stamps what comes of it and of what the other one says."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.audio import RATE, to_pcm16
from signspan.measure.apart.device import Device
from signspan.measure.apart.signing import ASPECT, Signing
from signspan.measure.latency import CHUNK
from signspan.measure.page import Page
from signspan.motion.clip import FPS
from signspan.wire import conversation_pb2 as wire

PATIENCE_S = 45.0
Stages = dict[str, float]


@dataclass(slots=True)
class Person:
    """`own` are the stages of this one's sentences by the server's ledger, `received` of the other one's; milliseconds.

    `committed` and `passed` are when a gloss counted here, and when word came of one that counted there.
    """

    page: Page
    device: Device | None = None
    own: list[Stages] = field(default_factory=list)
    received: list[Stages] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    finals: list[tuple[int, str]] = field(default_factory=list)
    _theirs: set[int] = field(default_factory=set)  # sentences here that the other one said
    _seen: set[int] = field(default_factory=set)

    async def read(self) -> None:
        """Takes what this one's server says, until cancelled."""
        while True:
            said = wire.ServerMessage.FromString(bytes(await self.page.socket.recv(decode=False)))
            await self._take(said, time.monotonic())

    async def heard(self, message: wire.PeerMessage, final: bool) -> None:
        """What the other device tells."""
        now = time.monotonic()
        if message.WhichOneof("body") == "committed":
            self.passed.append(now)
        elif final and message.WhichOneof("body") == "sentence":
            self.finals.append((message.count, message.sentence.text))
            way_ms = (now - message.sent_s) * 1000
            await self.page.send(
                relayed=wire.Relayed(sentence=message.sentence, travelled_ms=way_ms, ref=message.count)
            )

    async def sign(self, signing: Signing) -> float:
        """Makes a sign in real time; returns when the frame was sent that decides it."""
        begun, decided = time.monotonic(), 0.0
        for at, points in enumerate(signing.frames):
            await asyncio.sleep(max(0.0, begun + at / FPS - time.monotonic()))
            await self.page.landmarks(begun + at / FPS, time.monotonic(), ASPECT, points)
            if at == signing.decided:
                decided = time.monotonic()
        return decided

    async def rest(self, enough: Callable[[], bool]) -> bool:
        """Stays at rest before the camera until `enough`; false where it never was."""
        nobody = np.full((543, 3), np.nan, np.float32)
        until = time.monotonic() + PATIENCE_S
        while not enough() and time.monotonic() < until:
            now = time.monotonic()
            await self.page.landmarks(now, now, ASPECT, nobody)
            await asyncio.sleep(1 / FPS)
        return enough()

    async def speak(self, sound: NDArray[np.float32], enough: Callable[[], bool]) -> bool:
        """Says it in real time, then is silent until `enough`; false where it never was."""
        await self.page.send(microphone_start=wire.MicrophoneStart())
        begun, at = time.monotonic(), 0
        while not enough() and at < len(sound) + PATIENCE_S * RATE:
            chunk = sound[at : at + CHUNK]
            at += CHUNK
            await asyncio.sleep(max(0.0, begun + at / RATE - time.monotonic()))
            pcm = to_pcm16(np.pad(chunk, (0, CHUNK - len(chunk))))
            await self.page.send(audio=wire.Audio(pcm=pcm, captured_s=time.monotonic()))
        await self.page.send(microphone_stop=wire.MicrophoneStop())
        return enough()

    async def _take(self, said: wire.ServerMessage, now: float) -> None:
        match said.WhichOneof("body"):
            case "committed":
                self.committed.append(now)
                await self._tell(committed=said.committed)
            case "clarify":
                answer = wire.Choice(id=said.clarify.id, gloss=said.clarify.options[0].gloss)
                await self.page.send(choice=answer)
            case "sentence" if said.sentence.relayed:
                self._theirs.add(said.sentence.id)
            case "sentence":
                await self._tell(sentence=said.sentence)
                await self._present(said.sentence.id, now)
            case "voice" if said.voice.sentence_id in self._theirs:
                await self._present(said.voice.sentence_id, now)
            case "plan" if said.plan.sentence_id in self._theirs and said.plan.sentence_id not in self._seen:
                await self._present(said.plan.sentence_id, now)
            case "latency":
                stages = {stage.name: stage.ms for stage in said.latency.stages}
                (self.received if said.latency.sentence_id in self._theirs else self.own).append(stages)

    async def _tell(self, **body: Any) -> None:
        if self.device is not None:
            await self.device.tell(**body)

    async def _present(self, sentence_id: int, now: float) -> None:
        self._seen.add(sentence_id)
        await self.page.send(stamp=wire.Stamp(sentence_id=sentence_id, t6=now))
