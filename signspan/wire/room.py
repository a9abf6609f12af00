"""Between bytes and the messages of room.proto. Decoding raises `FormatError` or `LimitError`, nothing else."""

import re

from google.protobuf.message import DecodeError

from signspan.errors import FormatError, LimitError
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import ANSWER_BYTES, MESSAGE_BYTES, NAME_LENGTH, RESUME_BYTES

# Control characters, line ends, and characters that change the direction of text; U+FFFD means broken UTF-8.
_UNFIT = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]")


def decode(data: bytes) -> wire.ToRoom:
    """One message from a device, with a valid body."""
    message = wire.ToRoom()
    _parse(message, data, MESSAGE_BYTES)
    body = message.WhichOneof("body")
    if body is None:
        raise FormatError("expected a ToRoom with a body, got none")
    if body == "join":
        name = message.join.name
        if len(name) > NAME_LENGTH or _UNFIT.search(name):
            raise FormatError(f"expected a name of at most {NAME_LENGTH} plain characters, got {len(name)}")
        if len(message.join.resume) != RESUME_BYTES:
            raise FormatError(f"expected {RESUME_BYTES} bytes to resume with, got {len(message.join.resume)}")
    return message


def decode_answer(data: bytes) -> wire.FromRoom:
    """One message from a room."""
    message = wire.FromRoom()
    _parse(message, data, ANSWER_BYTES)
    if message.WhichOneof("body") is None:
        raise FormatError("expected a FromRoom with a body, got none")
    return message


def _parse(message: wire.ToRoom | wire.FromRoom, data: bytes, most: int) -> None:
    if len(data) > most:
        raise LimitError(f"expected at most {most} bytes, got {len(data)}")
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise FormatError(f"expected a {type(message).__name__}, got {len(data)} other bytes") from error
