"""Limits, and bytes that are messages or are not."""

from dataclasses import asdict

from google.protobuf import json_format

from room_vectors.text import Step
from signspan.errors import SignspanError
from signspan.wire import limits
from signspan.wire import room as codec
from signspan.wire import room_pb2 as wire


def bounds() -> Step:
    """Every limit by name."""
    plain = {name: value for name, value in vars(limits).items() if name.isupper() and isinstance(value, int | float)}
    rates = {kind: asdict(rate) for kind, rate in limits.RATES.items()}
    return {"limits": plain, "rates": rates, "patience": asdict(limits.PATIENCE)}


def messages() -> list[Step]:
    """Bytes that came from a device, and whether they are a message."""
    joins = wire.ToRoom(join=wire.Join(name="Ada é 手", resume=b"a" * 16, seq=7)).SerializeToString()
    raw = {
        "a join": joins,
        "an unknown field beside it": joins + bytes.fromhex("a20600"),
        "nothing": b"",
        "only an unknown field": bytes.fromhex("a20600"),
        "cut short": joins[:-3],
        "a length beyond the end": bytes.fromhex("0aff7f"),
        "an endless varint": b"\x1a\x0b\x08" + b"\xff" * 10,
        "a name that is no UTF-8": bytes.fromhex("0a150a01ff1210") + b"a" * 16,
        "a bye": bytes.fromhex("3200"),
    }
    rows = []
    for name, data in raw.items():
        try:
            answer = json_format.MessageToDict(codec.decode(data))
        except SignspanError:
            answer = None
        rows.append({"name": name, "hex": data.hex(), "answer": answer})
    return rows
