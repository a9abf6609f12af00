"""Limits the body of every request while reading it, so that nothing larger is ever in memory or on disk."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 2**10  # of any request but those below
MAX_BODIES = {"/api/recognise": 65 * 2**20, "/api/motion": 2 * 2**20 + 1}  # the routes have their own, lower limits


class BodyLimit:
    """ASGI middleware: a request whose body grows past its path's limit is answered with 413."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most, taken = MAX_BODIES.get(scope["path"], MAX_BODY), 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, f"expected at most {most} bytes, got more")
            return message

        await self.app(scope, receive_some, send)
