"""The skeleton: MakeHuman's Mixamo rig, put into a true T-pose, with eyes added.

The mesh is modelled with lowered arms ("bind pose"). VRM wants a T-pose whose nodes carry no rotation, so
each bone gets a matrix `turn` from its T-pose frame to its bind frame; the inverse bind matrices take
it up, and the viewer sees straight arms with palms down.
"""

from dataclasses import dataclass

import numpy as np

from avatar.mesh import Body
from avatar.source import Floats, Source

PREFIX = "mixamorig:"
FINGERS = ("Index", "Middle", "Ring", "Pinky")
SIDES = (("Left", 1.0), ("Right", -1.0))


@dataclass
class Rig:
    """Bones parents first; `head` and `rest` (bind and T-pose position) in metres, `turn` (3, 3) per bone."""

    names: list[str]
    parent: dict[str, str | None]
    head: dict[str, Floats]
    rest: dict[str, Floats]
    turn: dict[str, Floats]
    weights: Floats  # (V, bones), rows sum to 1


def unit(vector: Floats) -> Floats:
    """The vector at length one."""
    return vector / np.linalg.norm(vector)


def frame(x: Floats, y: Floats) -> Floats:
    """Right-handed axes (3, 3) in columns: the first along `x`, the second nearest to `y`."""
    x = unit(x)
    y = unit(y - x * (x @ y))
    return np.stack([x, y, np.cross(x, y)], axis=1)


def build_rig(source: Source, body: Body) -> Rig:
    """Reads bones and weights and finds the T-pose."""
    bones = source.json("mpfb2/rigs/standard/rig.mixamo.json")["bones"]

    def place(spot: dict) -> Floats:
        vertices = body.groups[spot["cube_name"]] if spot["strategy"] == "CUBE" else spot["vertex_indices"]
        return body.vertices[vertices].mean(axis=0)

    head = {name.removeprefix(PREFIX): place(bone["head"]) for name, bone in bones.items()}
    tail = {name.removeprefix(PREFIX): place(bone["tail"]) for name, bone in bones.items()}
    parent: dict[str, str | None] = {
        name.removeprefix(PREFIX): (bone["parent"] or "").removeprefix(PREFIX) or None for name, bone in bones.items()
    }
    for side, letter in (("Left", "l"), ("Right", "r")):
        head[f"{side}Eye"] = body.vertices[body.groups[f"helper-{letter}-eye"]].mean(axis=0)
        parent[f"{side}Eye"] = "Head"
        # Follows the forearm's swing and not its twist, so that a turned hand does not wring the elbow.
        head[f"{side}ForeArmSwing"] = head[f"{side}ForeArm"]
        parent[f"{side}ForeArmSwing"] = f"{side}Arm"
    names: list[str] = []

    def put(name: str) -> None:
        if name not in names:
            if above := parent[name]:
                put(above)
            names.append(name)

    for name in parent:
        put(name)
    turn = _turns(names, head, tail)
    for side, _ in SIDES:
        turn[f"{side}ForeArmSwing"] = turn[f"{side}ForeArm"]
    rest: dict[str, Floats] = {}
    for name in names:
        above = parent[name]
        rest[name] = head[name] if above is None else rest[above] + turn[above].T @ (head[name] - head[above])
    weights = _weights(source, body, names)
    _untwist(weights, names, body, head)
    return Rig(names, parent, head, rest, turn, weights)


def _untwist(weights: Floats, names: list[str], body: Body, head: dict[str, Floats]) -> None:
    """Hands the forearm's upper end to its swing bone, wholly at the elbow, not at all beyond two thirds."""
    for side, _ in SIDES:
        elbow, along = head[f"{side}ForeArm"], head[f"{side}Hand"] - head[f"{side}ForeArm"]
        share = np.clip(1 - (body.vertices - elbow) @ along / (along @ along) / 0.66, 0, 1)
        fore, swing = names.index(f"{side}ForeArm"), names.index(f"{side}ForeArmSwing")
        weights[:, swing] = weights[:, fore] * share
        weights[:, fore] *= 1 - share


def _turns(names: list[str], head: dict[str, Floats], tail: dict[str, Floats]) -> dict[str, Floats]:
    """T-pose frame to bind frame, per bone: the back of the hand is up in T-pose, the thumb points 45° forward."""
    turn = {name: np.eye(3) for name in names}
    up = np.array([0.0, 1.0, 0.0])
    for side, sign in SIDES:
        out = np.array([sign, 0.0, 0.0])
        hand, elbow = head[f"{side}Hand"], head[f"{side}ForeArm"]
        knuckles = (head[f"{side}HandMiddle1"] + head[f"{side}HandRing1"]) / 2
        back = unit(np.cross(head[f"{side}HandIndex1"] - hand, head[f"{side}HandPinky1"] - hand) * sign)
        along = {"Arm": elbow - head[f"{side}Arm"], "ForeArm": hand - elbow, "Hand": knuckles - hand}
        for finger in FINGERS:
            for k in (1, 2, 3):
                bone = f"{side}Hand{finger}{k}"
                along[f"Hand{finger}{k}"] = tail[bone] - head[bone]
        for bone, direction in along.items():
            turn[side + bone] = frame(direction, back) @ frame(out, up).T
        for k in (1, 2, 3):
            bone = f"{side}HandThumb{k}"
            turn[bone] = frame(tail[bone] - head[bone], back) @ frame(np.array([sign, 0.0, 1.0]), up).T
    return turn


def _weights(source: Source, body: Body, names: list[str]) -> Floats:
    column = {name: k for k, name in enumerate(names)}
    weights = np.zeros((len(body.vertices), len(names)))
    for bone, pairs in source.json("mpfb2/rigs/standard/weights.mixamo.json")["weights"].items():
        for vertex, weight in pairs:
            weights[vertex, column[bone.removeprefix(PREFIX)]] = weight
    for group, vertices in body.groups.items():
        if any(word in group for word in ("teeth", "tongue", "eyelashes")):
            weights[vertices] = 0
    weights[weights.sum(axis=1) < 1e-6, column["Head"]] = 1  # what no bone moves goes with the head
    return weights / weights.sum(axis=1, keepdims=True)
