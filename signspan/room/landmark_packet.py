"""A signer as other pages see them: one small packet per frame, each readable or droppable on its own.

Only what is drawn is sent: x and y of 111 of the 543 points (face outline and essential face, hands, arms and trunk),
without depth and the rest of the face mesh. A keyframe takes at most 480 bytes, well below the 1,100 that one UDP
packet surely carries; a delta is sent only if it is smaller. A lost keyframe costs at most half a second, until the
next one. The twin is `web/src/room/landmarkPacket.ts`.
"""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from google.protobuf.message import DecodeError
from numpy.typing import NDArray

from signspan.body import topology
from signspan.body.topology import AXES, FACE, LEFT_HAND, POINTS, POSE, RIGHT_HAND
from signspan.errors import FormatError, LimitError
from signspan.wire import conversation_pb2 as wire
from signspan.wire.landmarks import STEPS_PER_UNIT

PACKET_BYTES = 1_100
KEY_MS = 500
KEYS = 4  # keyframes a reader remembers, because packets overtake each other
MAX_STEP = 32_767
ASPECTS = (0.1, 10.0)

# The parts in the order of their bits, each with its points, counted over all 543.
PARTS = (
    FACE.start + np.array(topology.FACE_OUTLINE + topology.ESSENTIAL_FACE),
    np.arange(LEFT_HAND.start, LEFT_HAND.stop),
    POSE.start + np.array([11, 12, 13, 14, 15, 16, 23, 24]),  # shoulders, elbows, wrists, hips
    np.arange(RIGHT_HAND.start, RIGHT_HAND.stop),
)
ALL_PARTS = (1 << len(PARTS)) - 1

Steps = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LandmarkPacket:
    """`points` (543, 3) in image fractions as everywhere, NaN where nothing was sent, z 0 for the rest."""

    frame: int
    captured_ms: int
    aspect: float
    points: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Key:
    frame: int
    captured_ms: int
    parts: int
    steps: Steps  # (543, 2)


class LandmarkPacketWriter:
    """Frames of one signer to packets for one path; `stream` is a random number, the same on all paths of a page."""

    def __init__(self, stream: int) -> None:
        self._stream = stream
        self._key: _Key | None = None

    def write(self, frame: int, captured_ms: int, aspect: float, points: NDArray[np.float32]) -> bytes:
        """One packet. `frame` counts up from 1, the same on all paths; `points` are (543, 3)."""
        values = points[:, :2].astype(np.float64)
        seen = np.isfinite(values).all(axis=1)
        parts = sum(1 << bit for bit, part in enumerate(PARTS) if seen[part].all())
        steps = np.zeros((POINTS, 2), np.int64)
        where = _points_of(parts)
        steps[where] = np.floor(values[where] * STEPS_PER_UNIT + 0.5).clip(-MAX_STEP, MAX_STEP)
        message = wire.LandmarkPacket(
            stream=self._stream, frame=frame, captured_ms=captured_ms, aspect=aspect, parts=parts
        )
        key = self._key
        if key is not None and captured_ms < key.captured_ms + KEY_MS and not parts & ~key.parts:
            message.key = key.frame
            message.deltas.extend((steps - key.steps)[where].ravel().tolist())
            if message.ByteSize() <= 4 * len(where):  # the size of a keyframe's points
                return message.SerializeToString()
            message.ClearField("key")
            message.ClearField("deltas")
        self._key = _Key(frame, captured_ms, parts, steps)
        message.points = steps[where].astype("<i2").tobytes()
        return message.SerializeToString()


class LandmarkPacketReader:
    """Packets of one signer, in any order, possibly with losses."""

    def __init__(self) -> None:
        self._stream = 0
        self._newest = 0
        self._keys: OrderedDict[int, _Key] = OrderedDict()

    def read(self, data: bytes) -> LandmarkPacket | None:
        """A newer frame than all before, or None if the packet is late or its keyframe is missing.

        Raises `FormatError` or `LimitError` for anything but such a packet.
        """
        message = _parsed(data)
        if message.stream != self._stream:
            self._stream, self._newest = message.stream, 0
            self._keys.clear()
        where = _points_of(message.parts)
        steps = np.zeros((POINTS, 2), np.int64)
        if message.key:
            key = self._keys.get(message.key)
            if key is None:
                return None
            if message.parts & ~key.parts:
                raise FormatError(f"expected parts of keyframe {message.key} ({key.parts}), got {message.parts}")
            steps[where] = key.steps[where] + np.array(message.deltas, np.int64).reshape(-1, 2)
            if np.abs(steps).max() > MAX_STEP:
                raise FormatError(f"expected values within ±{MAX_STEP}, got {np.abs(steps).max()}")
        else:
            steps[where] = np.frombuffer(message.points, "<i2").reshape(-1, 2)
            self._keep(_Key(message.frame, message.captured_ms, message.parts, steps))
        if message.frame <= self._newest:
            return None
        self._newest = message.frame
        points = np.full((POINTS, AXES), np.nan, np.float32)
        points[where, :2] = steps[where] / STEPS_PER_UNIT
        points[where, 2] = 0
        return LandmarkPacket(message.frame, message.captured_ms, message.aspect, points)

    def _keep(self, key: _Key) -> None:
        self._keys[key.frame] = key
        while len(self._keys) > KEYS:
            del self._keys[min(self._keys)]


def _parsed(data: bytes) -> wire.LandmarkPacket:
    """A packet whose fields fit together."""
    if len(data) > PACKET_BYTES:
        raise LimitError(f"expected at most {PACKET_BYTES} bytes, got {len(data)}")
    message = wire.LandmarkPacket()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise FormatError(f"expected a landmark packet, got {len(data)} other bytes") from error
    frame, key, parts = message.frame, message.key, message.parts
    if parts > ALL_PARTS:
        raise FormatError(f"expected parts of {ALL_PARTS}, got {parts}")
    if frame == 0 or key >= frame:
        raise FormatError(f"expected a frame after its keyframe, got {frame} and {key}")
    if not ASPECTS[0] <= message.aspect <= ASPECTS[1]:
        raise FormatError(f"expected an aspect of {ASPECTS[0]} to {ASPECTS[1]}, got {message.aspect}")
    count = len(_points_of(parts))
    wanted = (0, 2 * count) if key else (4 * count, 0)
    if (len(message.points), len(message.deltas)) != wanted:
        raise FormatError(
            f"expected {wanted[0]} bytes and {wanted[1]} deltas, got {len(message.points)} and {len(message.deltas)}"
        )
    return message


def _points_of(parts: int) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *(part for bit, part in enumerate(PARTS) if parts >> bit & 1)])
