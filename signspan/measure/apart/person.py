"""A person at a device in a room: signs or speaks, and timestamps their own messages and the other person's."""

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
    """`own` are the stages of this person's sentences by the server's ledger, `received` those of the other's;
    milliseconds.

    `committed` are the times at which a gloss was committed here, `passed` those at which one from the other device
    arrived.
    """

    page: Page
    device: Device | None = None
    own: list[Stages] = field(default_factory=list)
    received: list[Stages] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    finals: list[tuple[int, str]] = field(default_factory=list)
    _theirs: set[int] = field(default_factory=set)  # sentences here that are the other person's
    _seen: set[int] = field(default_factory=set)

    async def read(self) -> None:
        """Reads the messages of this person's server, until cancelled."""
        while True:
            said = wire.ServerMessage.FromString(bytes(await self.page.socket.recv(decode=False)))
            await self._take(said, time.monotonic())

    async def heard(self, message: wire.PeerMessage, final: bool) -> None:
        """A message of the other device."""
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
        """Makes a sign in real time; returns when its deciding frame was sent."""
        begun, decided = time.monotonic(), 0.0
        for at, points in enumerate(signing.frames):
            await asyncio.sleep(max(0.0, begun + at / FPS - time.monotonic()))
            await self.page.landmarks(begun + at / FPS, time.monotonic(), ASPECT, points)
            if at == signing.decided:
                decided = time.monotonic()
        return decided

    async def rest(self, enough: Callable[[], bool]) -> bool:
        """Rests in front of the camera until `enough`; false on a timeout."""
        nobody = np.full((543, 3), np.nan, np.float32)
        until = time.monotonic() + PATIENCE_S
        while not enough() and time.monotonic() < until:
            now = time.monotonic()
            await self.page.landmarks(now, now, ASPECT, nobody)
            await asyncio.sleep(1 / FPS)
        return enough()

    async def speak(self, sound: NDArray[np.float32], enough: Callable[[], bool]) -> bool:
        """Speaks in real time, then is silent until `enough`; false on a timeout."""
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
