"""Writes the binary glTF 2.0 container (https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html)."""

import json
import struct
from typing import Any

import numpy as np

COMPONENT = {"<f4": 5126, "<u2": 5123, "<u1": 5121}
ARRAY, ELEMENT = 34962, 34963


class Glb:
    """Collects buffer views and accessors; `pack` joins them with the document."""

    def __init__(self) -> None:
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []
        self._buffer = bytearray()

    def view(self, content: bytes, target: int | None = None) -> int:
        """Adds bytes, aligned to four; gives the view's number."""
        self._buffer += b"\0" * (-len(self._buffer) % 4)
        entry = {"buffer": 0, "byteOffset": len(self._buffer), "byteLength": len(content)}
        self.views.append(entry | ({"target": target} if target else {}))
        self._buffer += content
        return len(self.views) - 1

    def accessor(
        self, array: np.ndarray, dtype: str, kind: str, target: int | None = None, bounds: bool = False
    ) -> int:
        """Adds an array of `kind` (SCALAR, VEC3, …); gives the accessor's number."""
        packed = np.ascontiguousarray(array, dtype)
        entry = {"bufferView": self.view(packed.tobytes(), target), "componentType": COMPONENT[dtype]}
        entry |= {"count": len(packed), "type": kind}
        if bounds:
            entry |= {"min": packed.min(axis=0).tolist(), "max": packed.max(axis=0).tolist()}
        self.accessors.append(entry)
        return len(self.accessors) - 1

    def sparse(self, array: np.ndarray) -> int:
        """Adds offsets (N, 3) of which most are zero, as a sparse accessor."""
        moved = np.flatnonzero(np.abs(array).max(axis=1) > 1e-6)
        moved = moved if len(moved) else np.array([0])
        values = np.ascontiguousarray(array[moved], "<f4")
        every = np.vstack([values, np.zeros((1, 3), "<f4")]) if len(moved) < len(array) else values
        entry = {"componentType": COMPONENT["<f4"], "count": len(array), "type": "VEC3"}
        entry |= {"min": every.min(axis=0).tolist(), "max": every.max(axis=0).tolist()}
        entry["sparse"] = {
            "count": len(moved),
            "indices": {"bufferView": self.view(moved.astype("<u2").tobytes()), "componentType": COMPONENT["<u2"]},
            "values": {"bufferView": self.view(values.tobytes())},
        }
        self.accessors.append(entry)
        return len(self.accessors) - 1

    def pack(self, document: dict[str, Any]) -> bytes:
        """The whole file."""
        self._buffer += b"\0" * (-len(self._buffer) % 4)
        document |= {
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": len(self._buffer)}],
        }
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        size = 12 + 8 + len(text) + 8 + len(self._buffer)
        chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
        chunks += struct.pack("<II", len(self._buffer), 0x004E4942) + bytes(self._buffer)
        return struct.pack("<III", 0x46546C67, 2, size) + chunks
