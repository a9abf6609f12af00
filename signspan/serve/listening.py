"""How uvicorn serves an application of ours."""

import uvicorn
from fastapi import FastAPI

from signspan.wire.limits import MESSAGE_BYTES

PING_S = 20  # a line that answers no ping for as long again is closed


def config_of(app: FastAPI, host: str, port: int) -> uvicorn.Config:
    """Nothing logged but by us, and no per-message deflate: what is compressed can be guessed by its length."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="critical",
        access_log=False,
        ws_max_size=MESSAGE_BYTES + 1,  # so that our own answer can be given for one byte too many
        ws_per_message_deflate=False,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        timeout_graceful_shutdown=5,
    )
