"""A sign's motion packed for shipping: the steps of a VRMA's quaternions in half its bytes.

Joints turn little from frame to frame: differences in time are small, their low and high bytes are stored apart, and xz
does the rest. The face is not included; it comes from the sentence.
"""

import lzma
import struct
from typing import Final

import numpy as np

from signspan.errors import FormatError, LimitError
from signspan.motion.clip import Clip
from signspan.motion.quaternion import continuous
from signspan.motion.rig import BONES

STEPS = 2047  # of a quaternion's component from 0 to 1: 0.06°
MAX_SIGN_BYTES = 48 * 1024  # bytes of one taught sign; a sign with both hands is 8 KB
MAX_FRAMES = 30 * 60
MAX_FPS = 240.0
_MAGIC: Final = b"SGN1"
_HEAD: Final = struct.Struct("<4sfHB")  # magic, frames a second, frames, bones; then the bones' numbers
_FILTER: Final = {"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 0, "lp": 0, "pb": 0, "dict_size": 2**20}
_MEMORY: Final = 16 * 2**20
_LARGEST: Final = _HEAD.size + len(BONES) * (1 + MAX_FRAMES * 8)


def pack(clip: Clip) -> bytes:
    """The bones of a clip as bytes.

    Raises `LimitError` for a clip without frames or of more than `MAX_FRAMES`.
    """
    if not 1 <= len(clip) <= MAX_FRAMES:
        raise LimitError(f"expected a sign of 1 to {MAX_FRAMES} frames, got {len(clip)}")
    steps = np.round(continuous(clip.rotations.astype(np.float64)) * STEPS).astype(np.int32)
    moved = np.diff(steps.transpose(1, 2, 0), axis=-1, prepend=0)
    folded = np.where(moved < 0, -2 * moved - 1, 2 * moved)  # zigzag: small numbers stay small
    head = _HEAD.pack(_MAGIC, clip.fps, len(clip), len(clip.bones)) + bytes(BONES.index(b) for b in clip.bones)
    planes = (folded & 255).astype(np.uint8).tobytes() + (folded >> 8).astype(np.uint8).tobytes()
    return lzma.compress(head + planes, check=lzma.CHECK_CRC32, filters=[_FILTER])


def unpack(content: bytes) -> Clip:
    """The clip that `pack` was given, its joints within 0.1°.

    Raises `FormatError` for any other bytes.
    """
    decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY)
    try:
        plain = decoder.decompress(content, _LARGEST)
    except (lzma.LZMAError, EOFError) as error:
        raise FormatError(f"expected a packed sign: {error!s:.80}") from None
    if not decoder.eof or len(plain) < _HEAD.size:
        raise FormatError("expected a packed sign, it is cut short or too large")
    magic, fps, frames, count = _HEAD.unpack_from(plain)
    numbers = plain[_HEAD.size : _HEAD.size + count]
    planes = np.frombuffer(plain, np.uint8, offset=_HEAD.size + len(numbers))
    size = count * 4 * frames
    if magic != _MAGIC or not 1 <= fps <= MAX_FPS or not size or len(planes) != 2 * size:
        raise FormatError("expected a packed sign, its head and its length disagree")
    if len(set(numbers)) < count or max(numbers) >= len(BONES):
        raise FormatError("expected a packed sign, it names bones that there are not")
    folded = planes[:size].astype(np.int32) | planes[size:].astype(np.int32) << 8
    moved = np.where(folded & 1, -(folded + 1) // 2, folded // 2).reshape(count, 4, frames)
    turns = np.cumsum(moved, axis=-1).transpose(2, 0, 1) / STEPS
    length = np.linalg.norm(turns, axis=-1, keepdims=True)
    if np.abs(length - 1).max() > 0.01:
        raise FormatError("expected a packed sign of unit quaternions")
    return Clip(float(fps), tuple(BONES[k] for k in numbers), (turns / length).astype(np.float32))
