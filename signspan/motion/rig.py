"""The figure's skeleton, as motion sees it: VRM's human bones in a T-pose whose rest rotations are all identity.

Frame of reference: metres, y up, the figure faces +z, its left is +x. Rotations are local to the parent bone.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from signspan.errors import FormatError
from signspan.motion.glb import read_glb
from signspan.motion.quaternion import IDENTITY, Floats, about, from_axes, inverse, multiply, rotate

FINGERS = ("Thumb", "Index", "Middle", "Ring", "Little")
SIDES = ("left", "right")
SIGN = {"left": 1.0, "right": -1.0}
FIGURES = Path(__file__).parent / "figure"  # NAME.vrm each


def finger_bones(side: str) -> tuple[str, ...]:
    """The fifteen bones of a hand, thumb first, from the palm outwards."""
    joints = {"Thumb": ("Metacarpal", "Proximal", "Distal")}
    plain = ("Proximal", "Intermediate", "Distal")
    return tuple(f"{side}{finger}{joint}" for finger in FINGERS for joint in joints.get(finger, plain))


def arm_bones(side: str) -> tuple[str, str, str]:
    """Upper arm, forearm, hand."""
    return f"{side}UpperArm", f"{side}LowerArm", f"{side}Hand"


BONES = (
    *("hips", "spine", "chest", "upperChest", "neck", "head"),
    *(bone for side in SIDES for bone in (f"{side}Shoulder", *arm_bones(side), *finger_bones(side))),
)


@dataclass(frozen=True)
class Rig:
    """`parent` (B,) bone numbers, -1 for hips; `offset` (B, 3) from the parent in rest, for hips from the ground."""

    parent: tuple[int, ...]
    offset: Floats

    def index(self, bone: str) -> int:
        return BONES.index(bone)

    def forward(self, rotations: Floats) -> tuple[Floats, Floats]:
        """Local rotations (..., B, 4) to joint positions (..., B, 3) and world rotations (..., B, 4)."""
        world = np.array(rotations)
        positions = np.empty((*rotations.shape[:-1], 3))
        positions[...] = self.offset
        for bones, parents in self._levels:
            above = world[..., parents, :]
            world[..., bones, :] = multiply(above, rotations[..., bones, :])
            positions[..., bones, :] = positions[..., parents, :] + rotate(above, self.offset[bones])
        return positions, world

    @cached_property
    def _levels(self) -> list[tuple[list[int], list[int]]]:
        """Bones equally far from the hips, with their parents: what one call can turn."""
        depth = [0] * len(self.parent)
        for bone, parent in enumerate(self.parent):
            depth[bone] = 0 if parent < 0 else depth[parent] + 1
        levels = ([bone for bone, deep in enumerate(depth) if deep == level] for level in range(1, max(depth) + 1))
        return [(bones, [self.parent[bone] for bone in bones]) for bones in levels]

    @cached_property
    def rest(self) -> Floats:
        """Joint positions (B, 3) in T-pose."""
        return self.forward(np.tile(IDENTITY, (len(BONES), 1)))[0]

    def hand_points(self, positions: Floats, world: Floats, side: str) -> Floats:
        """The 21 hand landmarks (..., 21, 3) of a pose, in MediaPipe's order; tips are extrapolated."""
        bones = np.array([self.index(bone) for bone in finger_bones(side)]).reshape(5, 3)
        last = bones[:, -1]
        tips = positions[..., last, :] + rotate(world[..., last, :], self.offset[last] * 0.8)
        fingers = np.concatenate([positions[..., bones, :], tips[..., None, :]], axis=-2)  # (..., 5, 4, 3)
        wrist = positions[..., self.index(f"{side}Hand"), :]
        return np.concatenate([wrist[..., None, :], fingers.reshape(*fingers.shape[:-3], 20, 3)], axis=-2)


@lru_cache(maxsize=1)
def load_rig() -> Rig:
    """The skeleton of the figure that ships with the package."""
    document, _ = read_glb((FIGURES / "signer.vrm").read_bytes())
    nodes = document["nodes"]
    human = document["extensions"]["VRMC_vrm"]["humanoid"]["humanBones"]
    above = {child: number for number, node in enumerate(nodes) for child in node.get("children", ())}
    bone_at = {human[bone]["node"]: k for k, bone in enumerate(BONES)}
    parents, offsets = [], []
    for bone in BONES:
        node = human[bone]["node"]
        if nodes[node].get("rotation", [0, 0, 0, 1]) != [0, 0, 0, 1]:
            raise FormatError(f"expected a T-pose without rotations, {bone} has one")
        offset = np.array(nodes[node]["translation"], np.float64)
        up = above.get(node)
        while up is not None and up not in bone_at:
            offset += nodes[up]["translation"]
            up = above.get(up)
        parents.append(-1 if up is None else bone_at[up])
        offsets.append(offset)
    return Rig(tuple(parents), np.array(offsets))


def frame_arm(side: str, upper: Floats, fore: Floats) -> tuple[Floats, Floats]:
    """World rotations of upper arm and forearm (..., 4) that point along `upper` and `fore` (..., 3).

    The elbow is a hinge: its axis is the normal of the two directions, which must not be parallel.
    """
    axis = np.cross(upper, fore)
    # In rest the bones run along ±x and the elbow's axis is ∓y.
    rest = from_axes(np.array([SIGN[side], 0.0, 0.0]), np.array([0.0, -SIGN[side], 0.0]))
    back = inverse(rest)
    return multiply(from_axes(upper, axis), back), multiply(from_axes(fore, axis), back)


@lru_cache(maxsize=1)
def rest_pose() -> Floats:
    """Arms down beside the body, hands relaxed: local rotations (B, 4). Every sentence starts and ends here."""
    pose = np.tile(IDENTITY, (len(BONES), 1))
    for side in SIDES:
        sign = SIGN[side]
        upper, fore = frame_arm(side, np.array([sign * 0.20, -1.0, -0.06]), np.array([sign * 0.06, -1.0, 0.16]))
        pose[BONES.index(f"{side}UpperArm")] = upper
        pose[BONES.index(f"{side}LowerArm")] = multiply(inverse(upper), fore)
        for finger, bend in zip(FINGERS[1:], (0.25, 0.32, 0.40, 0.45), strict=True):
            for joint, share in (("Proximal", 1.0), ("Intermediate", 1.2), ("Distal", 0.7)):
                turn = about(np.array([0.0, 0.0, 1.0]), -sign * bend * share)
                pose[BONES.index(f"{side}{finger}{joint}")] = turn
    pose.flags.writeable = False
    return pose
