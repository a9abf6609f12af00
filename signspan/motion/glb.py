"""Reads the binary glTF container, with bounds, since the bytes may come from anyone."""

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError, LimitError

MAX_BYTES = 32 * 1024 * 1024
MAX_ITEMS = 4_000_000
_DTYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


def read_glb(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The document and the binary chunk of a GLB 2.0 file.

    Raises `FormatError` if the bytes are no such file and `LimitError` past `MAX_BYTES`.
    """
    if len(content) > MAX_BYTES:
        raise LimitError(f"expected a GLB of at most {MAX_BYTES} bytes, got {len(content)}")
    if len(content) < 20 or content[:4] != b"glTF":
        raise FormatError(f"expected a GLB, got {len(content)} bytes that start with {content[:4]!r}")
    version, size, text_size, kind = struct.unpack_from("<IIII", content, 4)
    if version != 2 or size != len(content) or kind != 0x4E4F534A or 20 + text_size > size:
        raise FormatError(f"expected a whole GLB 2.0 of {size} bytes, got version {version} in {len(content)} bytes")
    try:
        document = json.loads(content[20 : 20 + text_size])
    except (ValueError, RecursionError) as error:
        raise FormatError(f"expected JSON in the GLB's first chunk: {type(error).__name__}") from None
    if not isinstance(document, dict):
        raise FormatError(f"expected a JSON object in the GLB, got {type(document).__name__}")
    start = 20 + text_size
    if start + 8 > size:
        return document, b""
    binary_size, kind = struct.unpack_from("<II", content, start)
    if kind != 0x004E4942 or start + 8 + binary_size > size:
        raise FormatError(f"expected {binary_size} bytes of binary chunk, got {size - start - 8}")
    return document, content[start + 8 : start + 8 + binary_size]


def read_accessor(document: dict[str, Any], binary: bytes, number: int) -> NDArray[np.float64]:
    """A dense accessor as floats (count, width); normalised integers come back in [-1, 1].

    Raises `FormatError` and `LimitError`; missing keys and wrong types raise what Python raises.
    """
    accessor = document["accessors"][number]
    view = document["bufferViews"][accessor["bufferView"]]
    count, width, component = accessor["count"], _WIDTHS[accessor["type"]], accessor["componentType"]
    dtype = np.dtype(_DTYPES[component])
    if not isinstance(count, int) or not 0 <= count * width <= MAX_ITEMS:
        raise LimitError(f"expected at most {MAX_ITEMS} numbers in an accessor, it claims {count} × {width}")
    if view.get("byteStride", dtype.itemsize * width) != dtype.itemsize * width:
        raise FormatError(f"expected tightly packed accessors, got a stride of {view['byteStride']}")
    start, need = view.get("byteOffset", 0) + accessor.get("byteOffset", 0), count * width * dtype.itemsize
    if start < 0 or start + need > len(binary) or need > view["byteLength"]:
        raise FormatError(f"expected {need} bytes at {start}, the binary chunk has {len(binary)}")
    with np.errstate(invalid="ignore"):  # a signalling NaN: callers ask for finite numbers
        values = np.frombuffer(binary, dtype, count * width, start).reshape(count, width).astype(np.float64)
    if accessor.get("normalized") and component != 5126:
        values = np.maximum(values / np.iinfo(dtype).max, -1.0)
    return values
