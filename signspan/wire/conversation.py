"""Between the wire's messages and the events of the house.

Decoding raises `FormatError` for anything a client may not say; encoding never fails.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from google.protobuf.message import DecodeError
from numpy.typing import NDArray

from signspan.errors import FormatError, LimitError
from signspan.events import (
    Alternative,
    Choice,
    Clarify,
    Gloss,
    Partial,
    Plan,
    Sentence,
    TimelineEntry,
    Typed,
    Unsure,
    Utterance,
)
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as body_wire
from signspan.wire.limits import MESSAGE_BYTES

MAX_GLOSS = 64
MAX_OPTIONS = 8
MAX_TEXT = 2_000
MAX_GLOSSES = 400
MAX_RECORDING = 2 * 2**20  # ten seconds at 60 frames a second
MAX_FRAMES = 600


def decode(data: bytes) -> wire.ClientMessage:
    """One client message with a body."""
    if len(data) > MESSAGE_BYTES:
        raise LimitError(f"expected at most {MESSAGE_BYTES} bytes, got {len(data)}")
    message = wire.ClientMessage()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise FormatError(f"expected a ClientMessage, got {len(data)} other bytes") from error
    if message.WhichOneof("body") is None:
        raise FormatError("expected a ClientMessage with a body, got none")
    return message


def gloss_of(message: wire.Gloss) -> Gloss:
    """A gloss that the page recognised."""
    return Gloss(
        _name(message.gloss),
        _probability(message.probability),
        _time(message.start_s),
        _time(message.end_s),
        _alternatives(message.alternatives),
    )


def unsure_of(message: wire.Unsure) -> Unsure:
    """A sign that the page cannot name."""
    options = _alternatives(message.alternatives)
    if not options:
        raise FormatError("expected alternatives to ask about, got none")
    return Unsure(options, _time(message.start_s), _time(message.end_s))


def choice_of(message: wire.Choice) -> Choice:
    """An answer to a question."""
    return Choice(message.id, message.gloss if message.WhichOneof("answer") == "gloss" else None)


def typed_of(message: wire.Typed) -> Typed:
    """A typed sentence."""
    if len(message.text) > MAX_TEXT:
        raise LimitError(f"expected at most {MAX_TEXT} characters, got {len(message.text)}")
    return Typed(message.text)


def taught_of(message: wire.Taught) -> tuple[str, bytes]:
    """A sign of the page's book and its motion, empty where it is to be forgotten."""
    return _name(message.gloss), message.motion


@dataclass(frozen=True, slots=True)
class Recording:
    """A sign recorded to be made a motion of: landmarks (T, 543, 3) captured at `times_s` (T,)."""

    gloss: str
    landmarks: NDArray[np.float32]
    times_s: NDArray[np.float64]
    aspect: float


def recording_of(data: bytes) -> Recording:
    """The body of a request for a motion."""
    message = wire.Recording()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise FormatError(f"expected a Recording, got {len(data)} other bytes") from error
    if not 1 <= len(message.frames) <= MAX_FRAMES:
        raise LimitError(f"expected a recording of 1 to {MAX_FRAMES} frames, got {len(message.frames)}")
    if not 0.1 <= message.aspect <= 10:
        raise FormatError(f"expected an aspect between 0.1 and 10, got {message.aspect}")
    return Recording(
        _name(message.gloss),
        np.stack([body_wire.unpack(frame.points) for frame in message.frames]),
        np.array([_time(frame.captured_s) for frame in message.frames]),
        message.aspect,
    )


def stamps_of(message: wire.SignStamps, offset_s: float) -> dict[str, float]:
    """A page's stamps on the server's clock; `offset_s` is server clock minus page clock."""
    stamps = {"t0": message.t0, "t1": message.t1, "t2": message.t2}
    return {name: _time(value) + offset_s for name, value in stamps.items() if value}


def welcome(clock_s: float, server_s: float) -> wire.ServerMessage:
    """Answers a page's hello; `clock_s` is its own clock's time again."""
    return wire.ServerMessage(
        welcome=wire.Welcome(clock_s=clock_s, server_s=server_s, hearing=True, speaking=True, signing=True)
    )


def committed(gloss: Gloss) -> wire.ServerMessage:
    """Says that a gloss counts."""
    return wire.ServerMessage(committed=wire.Committed(gloss=gloss.gloss, probability=gloss.probability))


def clarify(question: Clarify) -> wire.ServerMessage:
    """Asks which sign was meant."""
    options = [wire.Alternative(gloss=o.gloss, probability=o.probability) for o in question.options]
    return wire.ServerMessage(clarify=wire.Clarify(id=question.id, options=options))


def relayed_of(message: wire.Relayed) -> Sentence:
    """A sentence that another device took in."""
    sentence = message.sentence
    if sentence.speaker not in {wire.SPEAKER_SIGNER, wire.SPEAKER_SPEAKER}:
        raise FormatError(f"expected a sentence of a signer or a speaker, got speaker {sentence.speaker}")
    if len(sentence.text) > MAX_TEXT:
        raise LimitError(f"expected at most {MAX_TEXT} characters, got {len(sentence.text)}")
    counts = len(sentence.glosses), len(sentence.unclear)
    if max(counts) > MAX_GLOSSES:
        raise LimitError(f"expected at most {MAX_GLOSSES} glosses, got {counts[0]} and {counts[1]}")
    return Sentence(
        "signer" if sentence.speaker == wire.SPEAKER_SIGNER else "speaker",
        sentence.text,
        _probability(sentence.certainty),
        tuple(map(_name, sentence.glosses)),
        tuple(tuple(map(_name, unclear.options[:MAX_OPTIONS])) for unclear in sentence.unclear),
    )


def sentence(said: Utterance, took_ms: float = 0.0) -> wire.ServerMessage:
    """A sentence for the transcript, `took_ms` after the last frame or sound of it."""
    sides = {"signer": wire.SPEAKER_SIGNER, "speaker": wire.SPEAKER_SPEAKER}
    return wire.ServerMessage(
        sentence=wire.Sentence(
            id=said.id,
            speaker=sides[said.sentence.speaker],
            text=said.sentence.text,
            certainty=said.sentence.certainty,
            glosses=said.sentence.glosses,
            unclear=[wire.Unclear(options=options) for options in said.sentence.unclear],
            took_ms=took_ms,
            relayed=said.relayed,
            ref=said.ref,
        )
    )


def partial(heard: Partial) -> wire.ServerMessage:
    """Words heard so far."""
    return wire.ServerMessage(partial=wire.Partial(text=heard.text, committed=heard.committed))


def plan(sentence_id: int, signed: Plan, timeline: Iterable[TimelineEntry], vrma: bytes) -> wire.ServerMessage:
    """What the avatar signs."""
    return wire.ServerMessage(
        plan=wire.Plan(
            sentence_id=sentence_id,
            sentence_type=signed.sentence_type,
            tokens=[
                wire.Token(gloss=token.gloss, kind=token.kind, markers=token.markers, source=token.source)
                for token in signed.tokens
            ],
            timeline=[
                wire.TimelineEntry(gloss=e.gloss, start_s=e.start_s, end_s=e.end_s, source=e.source) for e in timeline
            ],
            vrma=vrma,
        )
    )


def voice(sentence_id: int, rate: int, pcm: bytes) -> wire.ServerMessage:
    """A sentence spoken."""
    return wire.ServerMessage(voice=wire.Voice(sentence_id=sentence_id, sample_rate=rate, pcm=pcm))


def latency(sentence_id: int, stages: dict[str, float]) -> wire.ServerMessage:
    """A sentence's stages."""
    rows = [wire.Stage(name=name, ms=ms) for name, ms in stages.items()]
    return wire.ServerMessage(latency=wire.Latency(sentence_id=sentence_id, stages=rows))


def notice(code: str, detail: str = "", ref: int = 0) -> wire.ServerMessage:
    """Something a person should know; `ref` is the page's number for what it asked, if it asked."""
    return wire.ServerMessage(notice=wire.Notice(code=code, detail=detail, ref=ref))


def _name(text: str) -> str:
    if not text or len(text) > MAX_GLOSS or not text.isprintable():
        raise FormatError(f"expected a gloss of 1 to {MAX_GLOSS} printable characters, got {len(text)}")
    return text


def _probability(value: float) -> float:
    if not 0 <= value <= 1:
        raise FormatError(f"expected a probability in [0, 1], got {value}")
    return value


def _time(value: float) -> float:
    if not math.isfinite(value) or abs(value) > 1e12:
        raise FormatError(f"expected a time in seconds, got {value}")
    return value


def _alternatives(rows: Iterable[wire.Alternative]) -> tuple[Alternative, ...]:
    found = tuple(Alternative(_name(row.gloss), _probability(row.probability)) for row in rows)
    if len(found) > MAX_OPTIONS:
        raise LimitError(f"expected at most {MAX_OPTIONS} alternatives, got {len(found)}")
    return found
