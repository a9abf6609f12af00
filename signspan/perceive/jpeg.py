"""Untrusted JPEG pictures: the claimed size is read before anything is decoded."""

import cv2
import numpy as np

from signspan.errors import FormatError, LimitError
from signspan.perceive.perceiver import Image

MAX_SIDE = 1920
SMALL = cv2.IMREAD_REDUCED_COLOR_8  # an eighth of each side, from the coefficients alone
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the frame header (ITU-T T.81, B.2.2).

    Raises `FormatError` if there is none.
    """
    at = 2
    if data[:2] == b"\xff\xd8":
        while at + 4 <= len(data) and data[at] == 0xFF:
            marker = data[at + 1]
            if marker == 0xFF or marker in _ALONE:
                at += 1 if marker == 0xFF else 2
            elif marker in _FRAMES and at + 9 <= len(data):
                return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
            else:
                at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise FormatError(f"expected a JPEG picture, got {len(data)} bytes of something else")


def decode(data: bytes, small: bool = False) -> Image:
    """An RGB picture, or a `small` one, which is enough for detecting movement.

    Raises `FormatError` if the bytes are no JPEG and `LimitError` if the picture is too large.
    """
    width, height = size_of(data)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise LimitError(f"expected a picture up to {MAX_SIDE} px a side, got {width}×{height}")
    try:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), SMALL if small else cv2.IMREAD_COLOR)
    except cv2.error:
        found = None
    if found is None:
        raise FormatError(f"expected a JPEG picture, got {len(data)} bytes that cannot be decoded as one")
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)
