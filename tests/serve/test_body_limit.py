"""Bodies are bounded while they are read; the application is asked without its models, which none of this needs."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from signspan.serve.app import create_app
from signspan.serve.body_limit import MAX_BODIES, MAX_BODY
from signspan.serve.options import ServeOptions

PIECE = 2**20
BOUNDARY = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.mp4\r\n\r\n"


async def post_endlessly(page: Path, path: str, headers: dict[str, str], begin: bytes) -> tuple[httpx.Response, int]:
    """The answer to a body that would never end, and how much of it was taken."""
    taken = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal taken
        yield begin
        while True:
            taken += PIECE
            yield bytes(PIECE)

    app = create_app(ServeOptions(page=page))
    app.state.engines = None
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here.example") as client:
        return await client.post(path, content=body(), headers=headers), taken


@pytest.mark.parametrize(
    ("path", "kind", "begin"),
    [
        ("/api/recognise", "multipart/form-data; boundary=x", BOUNDARY),
        ("/api/motion", "application/x-protobuf", b""),
        ("/api/gloss", "application/json", b'{"text": "'),
        ("/api/english", "application/json", b'{"glosses": ["'),
    ],
)
def test_a_body_without_end_is_refused_once_it_is_too_large(page: Path, path: str, kind: str, begin: bytes) -> None:
    answer, taken = asyncio.run(post_endlessly(page, path, {"content-type": kind}, begin))
    most = MAX_BODIES.get(path, MAX_BODY)
    assert answer.status_code == 413
    assert answer.json() == {"error": f"expected at most {most} bytes, got more"}
    assert taken <= most + 2 * PIECE
