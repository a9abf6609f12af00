"""The HTTP interface: each direction's parts on their own, for programs and for curious people."""

import asyncio
import base64
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, UploadFile
from pydantic import BaseModel, Field

from signspan.app.recognise_file import recognise_file
from signspan.audio import from_pcm16, write_wav
from signspan.errors import LimitError
from signspan.events import Plan, TimelineEntry, Token
from signspan.language.rows import plan_row
from signspan.perform.personal import Personal
from signspan.serve.engines import Engines
from signspan.serve.origin import require_own_origin
from signspan.wire import conversation as codec

MAX_UPLOAD = 64 * 2**20

router = APIRouter(prefix="/api", dependencies=[Depends(require_own_origin)])


class Text(BaseModel):
    """English text of at most 2,000 characters."""

    text: str = Field(max_length=2_000)


class Glosses(BaseModel):
    """Glosses in signed order."""

    glosses: list[str] = Field(max_length=200)


def engines(request: Request) -> Engines:
    """The application's engines."""
    shared: Engines = request.app.state.engines
    return shared


Shared = Annotated[Engines, Depends(engines)]


@router.get("/health")
def health(shared: Shared) -> dict[str, Any]:
    """Whether the server is up, and whether its models are loaded."""
    return {"status": "ok", "ready": shared.ready.is_set()}


@router.post("/gloss")
def post_gloss(body: Text, shared: Shared) -> list[dict[str, Any]]:
    """English to plans, one a sentence."""
    return [plan_row(plan) for plan in shared.translator.gloss(body.text)]


@router.post("/english")
def post_english(body: Glosses, shared: Shared) -> dict[str, str]:
    """Glosses to an English sentence."""
    return {"text": shared.translator.english(body.glosses)}


@router.post("/say", response_class=Response, responses={200: {"content": {"audio/wav": {}}}})
def post_say(body: Text, shared: Shared) -> Response:
    """English to a wav file."""
    rate, pcm = shared.say(body.text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        write_wav(path, from_pcm16(pcm), rate)
        return Response(path.read_bytes(), media_type="audio/wav")


@router.post("/sign")
def post_sign(body: Text, shared: Shared) -> list[dict[str, Any]]:
    """English to motion: for each sentence its plan, its timeline and a base64 VRM animation."""
    return [{**plan_row(plan), **_motion_row(*shared.sign(plan))} for plan in shared.translator.gloss(body.text)]


@router.post("/motion")
async def post_motion(request: Request, shared: Shared) -> dict[str, Any]:
    """A `Recording` (Protobuf) of one sign to `motion`, the sign for a book, and to it signed from rest to rest.

    Nothing of it is kept.
    """
    recording = codec.recording_of(await _within(request, codec.MAX_RECORDING))
    return await asyncio.to_thread(_made, recording, shared)


def _made(recording: codec.Recording, shared: Engines) -> dict[str, Any]:
    packed = shared.motion(recording)
    plan = Plan((Token(recording.gloss, "sign"),), "statement")
    signed = shared.sign(plan, Personal.of({recording.gloss: packed}))
    return {"motion": base64.b64encode(packed).decode(), **_motion_row(*signed)}


def _motion_row(timeline: Iterable[TimelineEntry], vrma: bytes) -> dict[str, Any]:
    entries = [{"gloss": e.gloss, "start_s": e.start_s, "end_s": e.end_s, "source": e.source} for e in timeline]
    return {"timeline": entries, "vrma": base64.b64encode(vrma).decode()}


async def _within(request: Request, most: int) -> bytes:
    """A request's body, read no further than `most` bytes."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > most:
            raise LimitError(f"expected at most {most} bytes, got more")
    return bytes(data)


@router.post("/recognise")
async def post_recognise(file: UploadFile) -> list[dict[str, Any]]:
    """A video or landmark file to glosses, questions and a sentence. The file is deleted when the answer is sent."""
    data = await file.read(MAX_UPLOAD + 1)
    if len(data) > MAX_UPLOAD:
        raise LimitError(f"expected at most {MAX_UPLOAD} bytes, got more")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(file.filename or '').suffix.lower()[:8]}"
        path.write_bytes(data)
        return await asyncio.to_thread(lambda: list(recognise_file(path)))
