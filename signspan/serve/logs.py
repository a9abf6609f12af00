"""Structured logs: one JSON object per line, never with a word, a gloss, a landmark or an address."""

import json
import logging
import sys
import time

FIELDS = ("event", "path", "status", "ms", "code", "sessions")


class JsonLines(logging.Formatter):
    """Writes only the fields in `FIELDS`, so that nothing else can leak."""

    def format(self, record: logging.LogRecord) -> str:
        row = {"at": round(time.time(), 3), "level": record.levelname.lower(), "event": record.msg}
        row |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
        return json.dumps(row)


def logger() -> logging.Logger:
    """The server's log, on stderr."""
    log = logging.getLogger("signspan")
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log
