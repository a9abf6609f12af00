"""One page's session: bytes in and out on one side, the conversation on the other.

The conversation is pure and runs on the event loop. What computes runs on threads, behind bounded queues: sound and
landmarks on the session's own (`input_queue`), its requests on the translator's (one at a time), voices and motions on
the presenting threads (`MAX_PRESENTING` sentences wait; when they are full, answers wait). A page whose sentences are
too many to be translated (`MAX_WAITING`) is not read until they are fewer, which holds nobody else up.
"""

import asyncio
import functools
import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from signspan.audio import from_pcm16
from signspan.converse.conversation import Conversation, Outcome
from signspan.converse.request import Answer, Request, ToEnglish, ToGloss, Untranslated
from signspan.errors import FormatError, LimitError, RateError, SignspanError
from signspan.events import Clarify, Final, Gloss, Partial, SignerIdle, Unsure, Utterance
from signspan.perform.personal import NONE, Personal
from signspan.serve.engines import Engines
from signspan.serve.frame_clock import FrameClock
from signspan.serve.input_queue import InputQueue
from signspan.serve.message_limiter import MessageLimiter
from signspan.serve.metrics import Metrics
from signspan.serve.page_clock import PageClock
from signspan.serve.presenter import Presenter
from signspan.serve.recognition import Recognised, Recognition
from signspan.serve.transport import Transport
from signspan.speak.voice import SPEEDS
from signspan.wire import conversation as codec
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as landmark_codec
from signspan.wire.refusal import POLICY, TOO_BIG

BEHIND = 3  # inputs waiting: then partials are skipped, so that the final is not late
MAX_PRESENTING = 8
MAX_WAITING = 16  # sentences that are over and not translated: what a page sends without waiting for an answer
POLL_S = 0.1
MAX_LATE_MS = 60_000.0  # of a relayed sentence: what claims more is not believed

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Session:
    """Serve one page, over whatever carries its messages, until it leaves."""

    transport: Transport
    engines: Engines
    metrics: Metrics = field(default_factory=Metrics)
    clock: Callable[[], float] = time.monotonic
    _conversation: Conversation = field(default_factory=Conversation)
    _recognition: Recognition = field(init=False)
    _presenter: Presenter = field(init=False)
    _page_clock: PageClock = field(default_factory=PageClock)
    _frames: FrameClock = field(default_factory=FrameClock)
    _personal: Personal = NONE
    _limiter: MessageLimiter = field(init=False)
    _inputs: InputQueue = field(default_factory=InputQueue)
    _sound_lost: bool = False  # and the page knows, until the queue is empty again
    _requests: asyncio.Queue[Request] = field(default_factory=lambda: asyncio.Queue(1))  # one is open at a time
    _presenting: asyncio.Queue[Utterance] = field(default_factory=lambda: asyncio.Queue(MAX_PRESENTING))
    _room: asyncio.Event = field(default_factory=asyncio.Event)  # set while few sentences wait to be translated

    def __post_init__(self) -> None:
        self._limiter = MessageLimiter(self.clock())
        self._recognition = Recognition(self.engines, self.clock)
        self._presenter = Presenter(self.engines)
        self._room.set()

    async def run(self) -> None:
        """Reads until the page leaves or breaks the rules; then frees everything."""
        with ThreadPoolExecutor(1, "recognise") as thread:
            tasks = [
                asyncio.create_task(work)
                for work in (self._recognise(thread), self._translate(), self._present(), self._poll())
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
                if self._limiter.allows(kind, self.clock()):
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
                await self._emit(self._conversation.signed(codec.gloss_of(message.gloss), stamps, self.clock()))
            case "unsure":
                stamps = self._stamps(message.unsure.stamps, now)
                await self._emit(self._conversation.unsure(codec.unsure_of(message.unsure), stamps, self.clock()))
            case "signer_idle":
                await self._emit(self._conversation.rested(now))
            case "choice":
                await self._try(lambda: self._conversation.chose(codec.choice_of(message.choice), now))
            case "typed":
                await self._room.wait()
                await self._try(lambda: self._typed(message.typed, now), message.typed.ref)
            case "relayed":
                await self._room.wait()
                await self._try(lambda: self._relay(message.relayed, now), message.relayed.ref)
            case "taught":
                await self._learn(message.taught)
            case "stamp":
                await self._stamped(message.stamp, now)
            case _:
                await self._input(message, now)

    def _typed(self, typed: wire.Typed, now: float) -> list[Outcome]:
        return self._conversation.typed(codec.typed_of(typed), {"t0": now, "t3": now, "t4": now}, now, typed.ref)

    def _relay(self, relayed: wire.Relayed, now: float) -> list[Outcome]:
        """What was said to another device; times there are known only as how long they took."""
        sentence = codec.relayed_of(relayed)
        claimed = relayed.travelled_ms, relayed.sentence.took_ms
        travelled, took = (ms / 1000 if 0 <= ms < MAX_LATE_MS else 0.0 for ms in claimed)
        sent = now - travelled
        return self._conversation.relayed(sentence, {"t0": sent - took, "t2": sent, "t3": now}, relayed.ref)

    async def _learn(self, taught: wire.Taught) -> None:
        """A sign of the page's book, for this conversation alone; one that cannot be used is named, the rest stay."""
        try:
            gloss, motion = codec.taught_of(taught)
            self._personal = self._personal.having(gloss, motion) if motion else self._personal.without(gloss)
        except SignspanError as error:
            await self._send(codec.notice("not-taught", f"{taught.gloss[:60]}: {error}"))

    async def _hello(self, hello: wire.Hello, now: float) -> None:
        asked = hello.voice_speed if math.isfinite(hello.voice_speed) else 0.0
        self._presenter.voice = hello.voice
        self._presenter.voice_speed = min(max(asked, SPEEDS[0]), SPEEDS[1]) if asked else 1.0
        self._page_clock.said(hello.clock_s, now)
        await self._send(codec.welcome(hello.clock_s, now))
        if self.engines.translator.llm is not None:
            await self._send(codec.notice("text-sent", self.engines.translator.llm.host))

    async def _stamped(self, stamp: wire.Stamp, now: float) -> None:
        record = self._conversation.presented(stamp.sentence_id, self._page_clock.place(stamp.t6, now))
        if record is not None:
            self.metrics.took(record.speaker, record.stages())
            await self._send(codec.latency(stamp.sentence_id, record.stages()))

    # ---- sound and landmarks ---------------------------------------------------------------------

    async def _input(self, message: wire.ClientMessage, now: float) -> None:
        recognition = self._recognition
        match message.WhichOneof("body"):
            case "landmarks":
                points = landmark_codec.unpack(message.landmarks.points)
                frame = message.landmarks
                captured = self._page_clock.place(frame.captured_s, now)
                perceived = self._page_clock.place(frame.perceived_s, now)
                sent = self._page_clock.place(frame.sent_s or frame.perceived_s, now)
                stamps = {"t0": captured, "t1": perceived, "t2": sent, "t3": now}
                if recognition.overtaken(frame.captured_s):
                    return
                self._frames.came(now)
                self._inputs.put("landmarks", lambda: recognition.watch(points, frame.aspect, stamps))
            case "audio":
                samples, captured = from_pcm16(message.audio.pcm), self._page_clock.place(message.audio.captured_s, now)
                behind = len(self._inputs) > BEHIND
                kept = self._inputs.put("sound", lambda: recognition.hear(samples, captured, now, behind))
                await self._say_sound_is_lost(kept)
            case "microphone_start":
                self._inputs.put("control", recognition.start_listening)
            case "microphone_stop":
                self._inputs.put("control", recognition.stop_listening)

    async def _say_sound_is_lost(self, kept: bool) -> None:
        """Once for each time that the queue fills."""
        if not kept and not self._sound_lost:
            await self._send(codec.notice("hearing-behind"))
        self._sound_lost = (self._sound_lost or not kept) and len(self._inputs) > BEHIND

    async def _recognise(self, thread: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        while True:
            work = await self._inputs.get()
            try:
                recognised = await loop.run_in_executor(thread, work)
            except Exception:  # a fault of ours costs this input and not the conversation
                _log.exception("not recognised")
                continue
            for event, stamps in recognised:
                await self._recognised(event, stamps)

    async def _recognised(self, event: Recognised, stamps: dict[str, float]) -> None:
        now = self.clock()
        match event:
            case Partial():
                await self._send(codec.partial(event))
            case Final():
                await self._room.wait()
                await self._try(functools.partial(self._conversation.heard, event, stamps, now))
            case Gloss():
                await self._emit(self._conversation.signed(event, stamps, now))
            case Unsure():
                await self._emit(self._conversation.unsure(event, stamps, now))
            case SignerIdle():
                await self._emit(self._conversation.rested(now))

    # ---- what the conversation wants -------------------------------------------------------------

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            now = self.clock()
            if self._frames.stopped(now):
                self._inputs.put("control", functools.partial(self._recognition.stop_watching, now))
            await self._emit(self._conversation.poll(now))

    async def _translate(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            request = await self._requests.get()
            answer = await loop.run_in_executor(self.engines.translating, self._answer, request)
            await self._emit(self._conversation.answered(answer))

    def _answer(self, request: Request) -> Answer:
        try:
            return self.engines.translator.answer(request)
        except Exception:  # a fault of ours costs this sentence and not the conversation
            _log.exception("not translated")
            return Untranslated(request.id, "expected a sentence that can be translated, got one that cannot")

    async def _try(self, act: Callable[[], list[Outcome]], ref: int = 0) -> None:
        """What a person said may not be answerable: they are told, and the conversation goes on. Answers `ref`."""
        try:
            outcomes = act()
        except SignspanError as error:
            await self._send(codec.notice("not-understood", str(error), ref))
            return
        await self._emit(outcomes)

    async def _emit(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            match outcome:
                case Gloss():
                    await self._send(codec.committed(outcome))
                case Clarify():
                    await self._send(codec.clarify(outcome))
                case ToEnglish() | ToGloss():
                    self._requests.put_nowait(outcome)
                case Untranslated(reason=reason, ref=ref):
                    await self._send(codec.notice("not-understood", reason, ref))
                case Utterance():
                    await self._show(outcome)
                    await self._presenting.put(outcome)
        if self._conversation.waiting < MAX_WAITING:
            self._room.set()
        else:
            self._room.clear()

    async def _show(self, utterance: Utterance) -> None:
        record, took_ms = self._conversation.ledger.get(utterance.id), 0.0
        if record is not None:
            record.stamp("t5", self.clock())
            took_ms = 1000 * (record.stamps["t5"] - record.stamps.get("t0", record.stamps["t5"]))
        await self._send(codec.sentence(utterance, took_ms))

    async def _present(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            utterance = await self._presenting.get()
            record = self._conversation.ledger.get(utterance.id)
            for make in self._presenter.parts(utterance, self._personal):
                try:
                    message = await loop.run_in_executor(self.engines.presenting, make)
                except SignspanError as error:
                    message = codec.notice("cannot-present", str(error))
                if record is not None and "made" not in record.stamps:
                    record.stamp("made", self.clock())
                await self._send(message)

    async def _send(self, message: wire.ServerMessage) -> None:
        await self.transport.send(message.SerializeToString())

    async def _close(self, code: int, reason: str) -> None:
        self.metrics.closed(code)
        await self.transport.close(code, reason[:120])

    def _stamps(self, stamps: wire.SignStamps, now: float) -> dict[str, float]:
        if stamps.t2:
            self._page_clock.said(stamps.t2, now)
        return {**codec.stamps_of(stamps, self._page_clock.offset_s), "t3": now}
