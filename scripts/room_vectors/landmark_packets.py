"""Frames of a real signer as packets, in an order that a network might choose."""

import base64
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from room_vectors.text import Step, b64
from signspan.body.files import read_landmarks
from signspan.body.topology import AXES, LEFT_HAND, POINTS
from signspan.errors import LimitError, SignspanError
from signspan.room.landmark_packet import PARTS, LandmarkPacket, LandmarkPacketReader, LandmarkPacketWriter
from signspan.wire import conversation_pb2

BOOK = Path(__file__).parents[2] / "tests" / "fixtures" / "book.npz"
SHOWN = np.concatenate(PARTS)
UNSEEN = -32768


def shown_of(points: NDArray[np.float32]) -> str:
    """The drawn points in the form of the vectors: int16 x and y, -32768 for none."""
    values = points[SHOWN, :2].astype(np.float64)
    steps = np.where(np.isfinite(values), np.rint(np.nan_to_num(values) * 8192), UNSEEN)
    return b64(steps.astype("<i2").tobytes())


def points_of(shown: str) -> NDArray[np.float32]:
    """The reverse: points (543, 3)."""
    steps = np.frombuffer(base64.b64decode(shown), "<i2").reshape(-1, 2)
    points = np.full((POINTS, AXES), np.nan, np.float32)
    points[SHOWN, :2] = np.where(steps == UNSEEN, np.nan, steps / 8192)
    points[SHOWN, 2] = 0
    return points


def landmark_packets() -> Step:
    """Frames of a real signer written, and packets read in an order that a network might choose."""
    book = read_landmarks(BOOK)
    frames = [book.landmarks[at] for at in (0, 30, 31, 32, 33, 34, 60, 104)]
    frames[4] = frames[4].copy()
    frames[4][LEFT_HAND] = np.nan  # a hand is lost for a frame
    times = (0, 33, 67, 100, 133, 167, 700, 2_000)
    writer, written = LandmarkPacketWriter(0xC0FFEE), []
    for number, (points, ms) in enumerate(zip(frames, times, strict=True), start=1):
        shown = shown_of(points)
        packet = writer.write(number, ms, 4 / 3, points_of(shown))
        written.append({"frame": number, "captured_ms": ms, "shown": shown, "hex": packet.hex()})
    packets = [bytes.fromhex(row["hex"]) for row in written]
    other = LandmarkPacketWriter(0xBEEF).write(1, 0, 1.0, frames[1])
    scenes = {
        "in order": packets,
        "a delta without its keyframe": packets[2:],
        "overtaken": [packets[at] for at in (0, 1, 3, 2, 2, 5, 4, 7, 6)],
        "the page was loaded anew": [*packets[:3], other, packets[3], packets[0]],
        "nobody is there": [LandmarkPacketWriter(1).write(1, 0, 1.0, np.full((POINTS, AXES), np.nan, np.float32))],
        "what is no glimpse": [packets[0], *broken(packets[0], packets[2])],
    }
    reads = [{"name": name, "steps": [*read_packets(data)]} for name, data in scenes.items()]
    return {"points": SHOWN.tolist(), "stream": 0xC0FFEE, "aspect": 4 / 3, "written": written, "read": reads}


def broken(keyframe: bytes, delta: bytes) -> list[bytes]:
    """Packets, each invalid in one way."""

    def changed(data: bytes, **fields: Any) -> bytes:
        message = conversation_pb2.LandmarkPacket.FromString(data)
        for name, value in fields.items():
            message.ClearField(name)
            if isinstance(value, list):
                message.deltas.extend(value)
            else:
                setattr(message, name, value)
        return message.SerializeToString()

    count = len(conversation_pb2.LandmarkPacket.FromString(delta).deltas)
    return [
        b"",
        b"\xff",
        keyframe[:-3],
        keyframe + bytes(1_101 - len(keyframe)),
        changed(keyframe, parts=16),
        changed(keyframe, parts=15),
        changed(keyframe, aspect=float("nan")),
        changed(keyframe, aspect=11.0),
        changed(keyframe, frame=0),
        changed(keyframe, points=b""),
        changed(keyframe, deltas=[1]),
        changed(delta, frame=9, key=9),
        changed(delta, frame=9, key=1, deltas=[0] * (count - 1)),
        changed(delta, frame=9, key=1, deltas=[0] * count),
        changed(delta, frame=9, key=8),
        changed(keyframe, frame=9),
        changed(keyframe, frame=10, key=9, points=b"", deltas=[40_000] * (len(keyframe) // 2)),
        changed(keyframe, frame=11, key=9, points=b"", deltas=[-40_000] * 138),
    ]


def read_packets(packets: list[bytes]) -> list[Step]:
    """Each packet with one reader's result."""
    reader, steps = LandmarkPacketReader(), []
    for packet in packets:
        answer: Any
        try:
            answer = packet_row(reader.read(packet))
        except SignspanError as error:
            answer = "too-big" if isinstance(error, LimitError) else "format"
        steps.append({"hex": packet.hex(), "answer": answer})
    return steps


def packet_row(packet: LandmarkPacket | None) -> Step | None:
    """A packet in the form of the vectors."""
    if packet is None:
        return None
    row = {"frame": packet.frame, "captured_ms": packet.captured_ms, "aspect": round(packet.aspect, 6)}
    return {**row, "shown": shown_of(packet.points)}
