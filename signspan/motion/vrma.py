"""Motion as a VRM Animation file, quantised
(https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_vrm_animation-1.0).

Rotations are normalised int16 (core glTF allows that for animation output) in steps of 1/2047: 8 bytes a key, error
below 0.1°, and low bits that compress away. (Dropping the keys that SLERP reproduces within 0.5° saves only 5 % of a
compressed sign and needs separate times for each limb.) As the format prescribes, an expression's weight is the x of
its node's translation.
"""

import json
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError, LimitError
from signspan.motion.clip import Clip, Performance, Tracks
from signspan.motion.glb import read_accessor, read_glb
from signspan.motion.quaternion import Floats, continuous, slerp
from signspan.motion.rig import BONES, load_rig

FPS = 30.0
MAX_FRAMES = 30 * 60 * 60
PRESETS = frozenset("happy angry sad relaxed surprised neutral aa ih ou ee oh blink blinkLeft blinkRight".split())


def timeline_of(clip: Clip) -> list[dict[str, Any]]:
    """A performance's timeline as plain data, times in seconds; a single sign has none."""
    entries = clip.timeline if isinstance(clip, Performance) else ()
    return [
        {"gloss": e.gloss, "start_s": round(e.start_s, 3), "end_s": round(e.end_s, 3), "source": e.source}
        for e in entries
    ]


def to_json(performance: Performance) -> dict[str, Any]:
    """The performance as plain data for JSON, for players without a glTF loader; quaternions are x, y, z, w."""
    return {
        "fps": performance.fps,
        "duration_s": round(performance.duration_s, 3),
        "bones": list(performance.bones),
        "rotations": np.round(performance.rotations.astype(np.float64), 4).tolist(),
        "hips": np.round(performance.hips.astype(np.float64), 4).tolist(),
        "expressions": {k: np.round(v.astype(np.float64), 3).tolist() for k, v in performance.expressions.items()},
        "timeline": timeline_of(performance),
    }


@dataclass(slots=True)
class _Buffer:
    """The binary chunk of a glTF file, as it grows, with its views and accessors."""

    binary: bytearray = field(default_factory=bytearray)
    views: list[dict[str, int]] = field(default_factory=list)
    accessors: list[dict[str, Any]] = field(default_factory=list)

    def add(self, array: NDArray[Any], component: int, kind: str, more: dict[str, Any]) -> int:
        """The number of a new accessor for `array`, of glTF's `component` type and `kind`."""
        view = {"buffer": 0, "byteOffset": len(self.binary), "byteLength": array.nbytes}
        accessor = {"bufferView": len(self.views), "componentType": component, "count": len(array), "type": kind}
        self.views.append(view)
        self.accessors.append(accessor | more)
        self.binary.extend(array.tobytes() + b"\0" * (-array.nbytes % 4))
        return len(self.accessors) - 1


@dataclass(slots=True)
class _Animation:
    """Channels that share one clock, the accessor `clock`."""

    clock: int
    samplers: list[dict[str, Any]] = field(default_factory=list)
    channels: list[dict[str, Any]] = field(default_factory=list)

    def move(self, node: int, path: str, output: int) -> None:
        """Moves a node's `path` (translation or rotation) by the accessor `output`."""
        self.samplers.append({"input": self.clock, "output": output, "interpolation": "LINEAR"})
        self.channels.append({"sampler": len(self.samplers) - 1, "target": {"node": node, "path": path}})


def to_vrma(clip: Clip) -> bytes:
    """The file; a performance's timeline goes into the document's extras.

    Raises `FormatError` for a clip without frames.
    """
    if len(clip) == 0:
        raise FormatError("expected a motion of at least one frame, got none")
    order = _used_bones(clip)
    nodes, buffer = _bone_nodes(order), _Buffer()
    times = (np.arange(len(clip)) / clip.fps).astype("<f4")
    ends = {"min": [float(times[0])], "max": [float(times[-1])]}
    animation = _Animation(buffer.add(times, 5126, "SCALAR", ends))
    for column, bone in enumerate(clip.bones):
        keys = (np.round(np.clip(clip.rotations[:, column], -1, 1) * 2047) * 16).astype("<i2")
        turned = buffer.add(keys, 5122, "VEC4", {"normalized": True})
        animation.move(order.index(BONES.index(bone)), "rotation", turned)
    named = _add_expressions(clip, nodes, buffer, animation)
    humanoid = {"humanBones": {BONES[k]: {"node": node} for node, k in enumerate(order)}}
    expressions = {kind: table for kind, table in named.items() if table}
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "signspan"},
        "extensionsUsed": ["VRMC_vrm_animation"],
        "extensions": {
            "VRMC_vrm_animation": {"specVersion": "1.0", "humanoid": humanoid, "expressions": expressions},
        },
        "scene": 0,
        "scenes": [{"nodes": [0, *range(len(order), len(nodes))]}],
        "nodes": nodes,
        "animations": [{"name": "signs", "samplers": animation.samplers, "channels": animation.channels}],
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{"byteLength": len(buffer.binary)}],
    }
    if isinstance(clip, Performance):
        document["extras"] = {"timeline": timeline_of(clip)}
    return _glb(document, bytes(buffer.binary))


def _used_bones(clip: Clip) -> list[int]:
    """The bones that move and all above them, by number."""
    rig = load_rig()
    used: set[int] = {0}
    for bone in clip.bones:
        number = BONES.index(bone)
        while number > 0:
            used.add(number)
            number = rig.parent[number]
    return sorted(used)


def _bone_nodes(order: list[int]) -> list[dict[str, Any]]:
    rig, nodes = load_rig(), []
    for number in order:
        children = [order.index(k) for k in order if rig.parent[k] == number]
        node: dict[str, Any] = {"name": BONES[number], "translation": rig.offset[number].round(4).tolist()}
        nodes.append(node | ({"children": children} if children else {}))
    return nodes


def _add_expressions(
    clip: Clip, nodes: list[dict[str, Any]], buffer: _Buffer, animation: _Animation
) -> dict[str, dict[str, Any]]:
    """Adds a node for each expression, whose x is its weight; returns the extension's table of them."""
    named: dict[str, dict[str, Any]] = {"preset": {}, "custom": {}}
    for name, weights in clip.expressions.items():
        nodes.append({"name": name})
        offsets = np.zeros((len(clip), 3), "<f4")
        offsets[:, 0] = weights
        animation.move(len(nodes) - 1, "translation", buffer.add(offsets, 5126, "VEC3", {}))
        named["preset" if name in PRESETS else "custom"][name] = {"node": len(nodes) - 1}
    return named


def _glb(document: dict[str, Any], binary: bytes) -> bytes:
    """A binary glTF 2.0 container of both."""
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    chunks += struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def read_vrma(content: bytes) -> Clip:
    """A motion at `FPS`, whatever its channels' key times; channels of other bones are ignored.

    Raises `FormatError` for anything that is not such a file and `LimitError` for one too long or too large.
    """
    document, binary = read_glb(content)
    try:
        return _decode(document, binary)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise FormatError(f"expected a VRM animation, its document lacks or garbles {error!s:.80}") from None


def _decode(document: dict[str, Any], binary: bytes) -> Clip:
    extension = document["extensions"]["VRMC_vrm_animation"]
    bone_of = {entry["node"]: bone for bone, entry in extension["humanoid"]["humanBones"].items()}
    tables = extension.get("expressions", {})
    face_of = {entry["node"]: name for kind in ("preset", "custom") for name, entry in tables.get(kind, {}).items()}
    animation = document["animations"][0]
    samplers = animation["samplers"]
    clocks = {number: _clock(document, binary, number) for number in {sampler["input"] for sampler in samplers}}
    if not clocks:
        raise FormatError("expected at least one channel, got none")
    frames = round(float(max(times[-1] for times in clocks.values())) * FPS) + 1
    if frames > MAX_FRAMES:
        raise LimitError(f"expected 1 to {MAX_FRAMES} frames, got {frames}")
    at = np.arange(frames) / FPS
    bones: dict[str, Tracks] = {}
    expressions: dict[str, Tracks] = {}
    for channel in animation["channels"]:
        target, sampler = channel["target"], samplers[channel["sampler"]]
        if sampler.get("interpolation", "LINEAR") != "LINEAR":
            raise FormatError(f"expected linear channels, got {sampler['interpolation']!s:.40}")
        times, values = clocks[sampler["input"]], read_accessor(document, binary, sampler["output"])
        if len(values) != len(times) or not np.isfinite(values).all():
            raise FormatError(f"expected {len(times)} finite keys in a channel, got {len(values)}")
        node, path = target["node"], target["path"]
        if path == "rotation" and bone_of.get(node) in BONES:
            length = np.linalg.norm(values, axis=1, keepdims=True)
            if values.shape[1] != 4 or np.abs(length - 1).max() > 0.01:
                raise FormatError(f"expected unit quaternions for {bone_of[node]}")
            bones[bone_of[node]] = _sampled(times, values / length, at).astype(np.float32)
        elif path == "translation" and node in face_of:
            weights = np.interp(at, times, np.clip(values[:, 0], 0, 1))
            expressions[str(face_of[node])] = weights.astype(np.float32)
    if not bones:
        raise FormatError("expected at least one rotating human bone, got none")
    return Clip(FPS, tuple(bones), np.stack(list(bones.values()), axis=1), expressions)


def _clock(document: dict[str, Any], binary: bytes, number: int) -> Floats:
    times = read_accessor(document, binary, number)[:, 0]
    if not 1 <= len(times) <= MAX_FRAMES:
        raise LimitError(f"expected 1 to {MAX_FRAMES} keys, got {len(times)}")
    if not np.isfinite(times).all() or times[0] < 0 or (np.diff(times) <= 0).any():
        raise FormatError("expected key times that rise from 0 on")
    return times


def _sampled(times: Floats, turns: Floats, at: Floats) -> Floats:
    """Turns (K, 4) with keys at `times`, at the times `at`, held before the first and after the last."""
    if len(times) == 1:
        return np.repeat(turns, len(at), axis=0)
    low = np.clip(np.searchsorted(times, at, side="right") - 1, 0, len(times) - 2)
    share = np.clip((at - times[low]) / (times[low + 1] - times[low]), 0, 1)
    return continuous(slerp(turns[low], turns[low + 1], share))
