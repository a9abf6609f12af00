"""One page's line: bytes in and out on one side, the conversation on the other.

The conversation is pure and runs on the event loop. What computes runs in two threads of the
session, each with a bounded queue in front: `ears` (microphone sound, landmarks; `EARS` chunks, and
when it is full the newest is dropped and the page is told) and `hands` (voices and motions, at most
`HANDS` sentences, and when it is full the conversation waits).
"""

import asyncio
import functools
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.audio import RATE, Samples, from_pcm16
from signspan.converse.conversation import Conversation, Outcome
from signspan.errors import FormatError, LimitError, RateError, SignspanError
from signspan.events import Clarify, Final, Gloss, Partial, SignerIdle, Unsure, Utterance
from signspan.hear.listener import Listener
from signspan.language.pack import find_pack
from signspan.perform.personal import NONE, Personal
from signspan.recognise.stream import SignStream
from signspan.serve.engines import Engines
from signspan.serve.message_limiter import MessageLimiter
from signspan.serve.metrics import Metrics
from signspan.serve.refine import refined
from signspan.serve.transport import Transport
from signspan.speak.voice import SPEEDS
from signspan.wire import conversation as codec
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as body_wire
from signspan.wire.refusal import POLICY, TOO_BIG

EARS = 100  # ten seconds of sound
BEHIND = 3  # chunks waiting: then partials are skipped, so that the final is not late
HANDS = 8
POLL_S = 0.1
MOST_LATE_MS = 60_000.0  # of a relayed sentence: what claims more says nothing


@dataclass(slots=True)
class Session:
    """Serve one page, over whatever carries its messages, until it leaves."""

    transport: Transport
    engines: Engines
    metrics: Metrics = field(default_factory=Metrics)
    clock: Callable[[], float] = time.monotonic
    _conversation: Conversation = field(default_factory=Conversation)
    _listener: Listener | None = None
    _signs: SignStream | None = None
    _offset_s: float = float("inf")  # server clock minus page clock, over the fastest message seen
    _newest_s: float = float("-inf")  # capture of the newest frame, on the page's clock
    _heard_origin_s: float = 0.0  # server time at which the microphone's first sample was captured
    _speaks: bool = False
    _voice_speed: float = 1.0
    _personal: Personal = NONE
    _pace: MessageLimiter = field(init=False)
    _seq: int = 0
    _ears: asyncio.Queue[Callable[[], Any]] = field(default_factory=lambda: asyncio.Queue(EARS))
    _hands: asyncio.Queue[Utterance] = field(default_factory=lambda: asyncio.Queue(HANDS))

    def __post_init__(self) -> None:
        self._pace = MessageLimiter(self.clock())

    async def run(self) -> None:
        """Reads until the page leaves or breaks the rules; then frees everything."""
        with ThreadPoolExecutor(1, "ears") as ears, ThreadPoolExecutor(1, "hands") as hands:
            tasks = [
                asyncio.create_task(self._listen(ears)),
                asyncio.create_task(self._present(hands)),
                asyncio.create_task(self._poll()),
            ]
            try:
                await self._read()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self) -> None:
        try:
            while (data := await self.transport.receive()) is not None:
                sent = codec.decode(data)
                kind = sent.WhichOneof("body") or ""
                self.metrics.received(kind)
                if self._pace.allows(kind, self.clock()):
                    await self._handle(sent)
        except (FormatError, RateError) as error:
            await self._close(POLICY, str(error))
        except LimitError as error:
            await self._close(TOO_BIG, str(error))

    async def _handle(self, message: wire.ClientMessage) -> None:
        """One message. A `SignspanError` about what a person did becomes a notice; the rest closes the socket."""
        now = self.clock()
        match message.WhichOneof("body"):
            case "hello":
                await self._hello(message.hello, now)
            case "gloss":
                stamps = self._stamps(message.gloss.stamps, now)
                await self._tell(self._conversation.signed(codec.gloss_of(message.gloss), stamps, self.clock()))
            case "unsure":
                stamps = self._stamps(message.unsure.stamps, now)
                await self._tell(self._conversation.unsure(codec.unsure_of(message.unsure), stamps, self.clock()))
            case "signer_idle":
                await self._tell(self._conversation.rested(now))
            case "choice":
                await self._try(lambda: self._conversation.chose(codec.choice_of(message.choice), now))
            case "typed":
                await self._try(lambda: self._typed(message.typed, now), message.typed.ref)
            case "relayed":
                await self._try(lambda: self._relay(message.relayed, now), message.relayed.ref)
            case "taught":
                await self._learn(message.taught)
            case "landmarks":
                points = body_wire.unpack(message.landmarks.points)
                if message.landmarks.captured_s < self._newest_s:
                    return  # it was overtaken, where a channel keeps no order: signs are read forwards
                self._newest_s = message.landmarks.captured_s
                self._hand_to_ears(lambda: self._watch(points, message.landmarks, now))
            case "microphone_start":
                self._hand_to_ears(self._start_listening)
            case "audio":
                samples = from_pcm16(message.audio.pcm)
                captured = self._place(message.audio.captured_s, now)
                self._hand_to_ears(lambda: self._hear(samples, captured, now))
            case "microphone_stop":
                self._hand_to_ears(self._stop_listening)
            case "stamp":
                at = self._place(message.stamp.t6, now)
                entry = self._conversation.presented(message.stamp.sentence_id, at)
                if entry is not None:
                    self.metrics.took(entry.speaker, entry.stages())
                    await self._send(codec.latency(message.stamp.sentence_id, entry.stages()))

    def _typed(self, typed: wire.Typed, now: float) -> list[Outcome]:
        return self._conversation.typed(codec.typed_of(typed), {"t0": now, "t3": now, "t4": now}, now)

    def _relay(self, relayed: wire.Relayed, now: float) -> list[Outcome]:
        """What was said to another device; times there are known only as how long they took."""
        sentence = codec.relayed_of(relayed)
        claimed = relayed.travelled_ms, relayed.sentence.took_ms
        travelled, took = (ms / 1000 if 0 <= ms < MOST_LATE_MS else 0.0 for ms in claimed)
        sent = now - travelled
        return self._conversation.relayed(sentence, {"t0": sent - took, "t2": sent, "t3": now})

    async def _learn(self, taught: wire.Taught) -> None:
        """A sign of the page's book, for this conversation alone; one that cannot be used is named, the rest stay."""
        try:
            gloss, motion = codec.taught_of(taught)
            self._personal = self._personal.having(gloss, motion) if motion else self._personal.without(gloss)
        except SignspanError as error:
            await self._send(codec.notice("not-taught", f"{taught.gloss[:60]}: {error}"))

    async def _hello(self, hello: wire.Hello, now: float) -> None:
        self._speaks = hello.voice
        asked = hello.voice_speed if math.isfinite(hello.voice_speed) else 0.0
        self._voice_speed = min(max(asked, SPEEDS[0]), SPEEDS[1]) if asked else 1.0
        self._offset_s = min(self._offset_s, now - hello.clock_s)
        await self._send(
            wire.ServerMessage(
                welcome=wire.Welcome(clock_s=hello.clock_s, server_s=now, hearing=True, speaking=True, signing=True)
            )
        )
        if self.engines.llm is not None:
            await self._send(codec.notice("text-sent", self.engines.llm.host))

    # ---- ears: sound and landmarks ---------------------------------------------------------------

    def _hand_to_ears(self, work: Callable[[], Any]) -> None:
        try:
            self._ears.put_nowait(work)
        except asyncio.QueueFull:
            asyncio.get_running_loop().create_task(self._send(codec.notice("hearing-behind")))

    async def _listen(self, pool: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        while True:
            work = await self._ears.get()
            for event, stamps in await loop.run_in_executor(pool, work):
                now = self.clock()
                if isinstance(event, Partial):
                    await self._send(codec.partial(event))
                elif isinstance(event, Final):
                    await self._try(functools.partial(self._conversation.heard, event, stamps, now))
                elif isinstance(event, Gloss):
                    await self._tell(self._conversation.signed(event, stamps, now))
                elif isinstance(event, Unsure):
                    await self._tell(self._conversation.unsure(event, stamps, now))
                elif isinstance(event, SignerIdle):
                    await self._tell(self._conversation.rested(now))

    def _start_listening(self) -> list[Any]:
        self._listener, self._heard_origin_s = Listener(self.engines), 0.0
        return []

    def _hear(self, samples: Samples, captured_s: float, received_s: float) -> list[Any]:
        if self._listener is None:
            return []
        if not self._heard_origin_s:
            self._heard_origin_s = captured_s - len(samples) / RATE
        behind = self._ears.qsize() > BEHIND
        heard = self._listener.feed(samples, behind)
        return [(event, self._sound_stamps(event, received_s)) for event in heard]

    def _stop_listening(self) -> list[Any]:
        if self._listener is None:
            return []
        events = [(event, self._sound_stamps(event, self.clock())) for event in self._listener.finish()]
        self._listener = None
        return events

    def _sound_stamps(self, event: Partial | Final, received_s: float) -> dict[str, float]:
        """t0 is when the voice stopped: what a listener would call the end of the sentence."""
        if isinstance(event, Partial):
            return {}
        ended = self._heard_origin_s + event.speech_end_s
        return {"t0": ended, "t3": received_s, "t4": self.clock()}

    def _watch(self, points: NDArray[np.float32], message: wire.Landmarks, now: float) -> list[Any]:
        if self._signs is None:
            self._signs = SignStream(self.engines.models)
        aspect = message.aspect if 0.1 <= message.aspect <= 10 else 4 / 3
        captured = self._place(message.captured_s, now)
        sent = self._place(message.sent_s or message.perceived_s, now)
        stamps = {"t0": captured, "t1": self._place(message.perceived_s, now), "t2": sent, "t3": now}
        found = self._signs.feed(points, aspect, captured)
        return [(event, {**stamps, "t4": self.clock()}) for event in found]

    # ---- hands: voices and motions ---------------------------------------------------------------

    async def _present(self, pool: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        while True:
            said = await self._hands.get()
            if self.engines.llm is not None:
                said = await loop.run_in_executor(pool, refined, said, self.engines.llm)
                await self._show(said)
            try:
                for message in await loop.run_in_executor(pool, self._make, said):
                    await self._send(message)
            except SignspanError as error:
                await self._send(codec.notice("cannot-present", str(error)))

    def _make(self, said: Utterance) -> list[wire.ServerMessage]:
        entry = self._conversation.ledger.get(said.id)
        if said.sentence.speaker == "signer":
            made = []
            if self._speaks and said.sentence.text:
                made = [codec.voice(said.id, *self.engines.say(said.sentence.text, self._voice_speed))]
        elif not find_pack("en").reads(said.sentence.text):
            made = [codec.notice("other-script")]
        else:
            made = [codec.plan(said.id, plan, *self.engines.sign(plan, self._personal)) for plan in said.plans]
        if entry is not None:
            entry.stamp("made", self.clock())
        return made

    # ---- the conversation's outcomes -------------------------------------------------------------

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            await self._tell(self._conversation.poll(self.clock()))

    async def _try(self, act: Callable[[], list[Outcome]], ref: int = 0) -> None:
        """What a person said may not be signable or answerable: tell them, and go on. Either answers `ref`."""
        try:
            outcomes = act()
        except SignspanError as error:
            await self._send(codec.notice("not-understood", str(error), ref))
            return
        await self._tell(
            [replace(outcome, ref=ref) if isinstance(outcome, Utterance) else outcome for outcome in outcomes]
        )

    async def _tell(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Gloss):
                await self._send(codec.committed(outcome))
            elif isinstance(outcome, Clarify):
                await self._send(codec.clarify(outcome))
            else:
                if self.engines.llm is None:
                    await self._show(outcome)
                await self._hands.put(outcome)

    async def _show(self, said: Utterance) -> None:
        entry, took_ms = self._conversation.ledger.get(said.id), 0.0
        if entry is not None:
            entry.stamp("t5", self.clock())
            took_ms = 1000 * (entry.stamps["t5"] - entry.stamps.get("t0", entry.stamps["t5"]))
        await self._send(codec.sentence(said, took_ms))

    async def _send(self, message: wire.ServerMessage) -> None:
        self._seq += 1
        message.seq = self._seq
        await self.transport.send(message.SerializeToString())

    async def _close(self, code: int, reason: str) -> None:
        self.metrics.closed(code)
        await self.transport.close(code, reason[:120])

    def _place(self, page_s: float, now: float) -> float:
        """A page's time on the server's clock; never later than its arrival."""
        self._offset_s = min(self._offset_s, now - page_s)
        return min(page_s + self._offset_s, now)

    def _stamps(self, stamps: wire.SignStamps, now: float) -> dict[str, float]:
        if stamps.t2:
            self._place(stamps.t2, now)
        return {**codec.stamps_of(stamps, self._offset_s), "t3": now}
