"""How vectors write bytes, and the long ones short."""

import base64
from typing import Any

Step = dict[str, Any]


def b64(data: bytes) -> str:
    """As Protobuf's JSON writes bytes."""
    return base64.b64encode(data).decode()


def expanded(row: Any) -> Any:
    """With abbreviated payloads of zeros written out."""
    if isinstance(row, dict):
        return {name: expanded(value) for name, value in row.items()}
    zeros = isinstance(row, str) and row.startswith("zeros:")
    return b64(bytes(int(row[6:]))) if zeros else row


def folded(row: Any) -> Any:
    """The reverse."""
    if isinstance(row, dict):
        return {name: folded(value) for name, value in row.items()}
    long = isinstance(row, str) and len(row) > 4_000
    return f"zeros:{len(base64.b64decode(row))}" if long else row


def payload(text: str) -> str:
    """Opaque bytes that are easy to read in the vectors."""
    return b64(text.encode())


def key(letter: str) -> str:
    """Sixteen bytes of a resume key."""
    return b64(letter.encode() * 16)
