"""Where this server's pages meet those of other devices: a Worker's address, and WebRTC's ICE servers."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from signspan.errors import FormatError, InputError

SCHEMES = ("stun:", "stuns:", "turn:", "turns:")
MAX_SERVERS = 8


@dataclass(frozen=True, slots=True)
class RoomConfig:
    """`rooms` is the Worker's address without a path, empty if there are no rooms; `ice_servers` are rows of an
    `RTCConfiguration`, none by default, since two devices in one network need none."""

    rooms: str = ""
    ice_servers: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, rooms: str | None, ice: Path | None) -> "RoomConfig":
        """From the command line. Raises `InputError` or `FormatError` for an invalid address or invalid servers."""
        return cls(_origin(rooms) if rooms else "", _servers(ice) if ice else ())

    @property
    def connects(self) -> str:
        """What a Content-Security-Policy has to allow pages to connect to."""
        return f"{self.rooms} {self.rooms.replace('http', 'ws', 1)}" if self.rooms else ""


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:  # as http://[
        raise InputError(f"expected a Worker such as https://rooms.example.workers.dev, got {url[:60]!r}") from error
    plain = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or url.rstrip("/") != plain or not plain.isascii():
        raise InputError(f"expected a Worker such as https://rooms.example.workers.dev, got {url[:60]!r}")
    if any(c in plain for c in " ;,'\"@"):
        raise InputError(f"expected a Worker's address without names and separators, got {url[:60]!r}")
    return plain


def _servers(path: Path) -> tuple[dict[str, Any], ...]:
    if not path.is_file():
        raise InputError(f"expected a file of ICE servers, found nothing at {path}")
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise FormatError(f"expected a JSON list of ICE servers, {path.name} is no JSON") from error
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_SERVERS or not all(_is_server(row) for row in rows):
        raise FormatError(
            f"expected a JSON list of 1 to {MAX_SERVERS} ICE servers, each with urls (stun: or turn:) and for turn a "
            f"username and a credential, {path.name} holds something else"
        )
    return tuple(rows)


def _is_server(row: object) -> bool:
    if not isinstance(row, dict) or not row.keys() <= {"urls", "username", "credential"}:
        return False
    urls = [row.get("urls")] if isinstance(row.get("urls"), str) else row.get("urls")
    known = isinstance(urls, list) and urls and all(isinstance(url, str) and url.startswith(SCHEMES) for url in urls)
    return bool(known) and all(isinstance(row.get(name, ""), str) for name in ("username", "credential"))
