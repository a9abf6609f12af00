"""The uvicorn configuration of our applications."""

import uvicorn
from fastapi import FastAPI

from signspan.wire.limits import MESSAGE_BYTES

PING_S = 20  # a connection that answers no ping for as long again is closed


def config_of(app: FastAPI, host: str, port: int) -> uvicorn.Config:
    """Only our own logging, and no per-message deflate, whose lengths can reveal content."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="critical",
        access_log=False,
        ws_max_size=MESSAGE_BYTES + 1,  # so that we give our own answer for a message that is too long
        ws_per_message_deflate=False,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        timeout_graceful_shutdown=5,
    )
