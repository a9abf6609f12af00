"""What makes the glTF a VRM 1.0 figure: human bones, expressions and the licence
(https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_vrm-1.0)."""

from typing import Any

from avatar.look import Look
from avatar.mesh import Part

Mix = dict[str, float]


def _both(unit: str, weight: float) -> Mix:
    return {f"{unit}Left": weight, f"{unit}Right": weight}


PRESETS: dict[str, Mix] = {
    "happy": _both("mouthSmile", 0.8) | _both("cheekSquint", 0.4),
    "angry": _both("browDown", 1) | _both("noseSneer", 0.4),
    "sad": {"browInnerUp": 0.8} | _both("mouthFrown", 0.8),
    "surprised": {"browInnerUp": 0.9, "jawOpen": 0.3} | _both("browOuterUp", 0.9) | _both("eyeWide", 0.7),
    "blink": _both("eyeBlink", 1),
    "blinkLeft": {"eyeBlinkLeft": 1},
    "blinkRight": {"eyeBlinkRight": 1},
    "aa": {"jawOpen": 0.5},
    "ih": {"jawOpen": 0.15} | _both("mouthStretch", 0.5),
    "ou": {"mouthPucker": 0.9},
    "ee": {"jawOpen": 0.1} | _both("mouthSmile", 0.5),
    "oh": {"mouthFunnel": 0.7, "jawOpen": 0.25},
}

META = {
    "version": "1",
    "authors": ["MakeHuman Community (CC0 assets), assembled by the Signspan build script"],
    "licenseUrl": "https://vrm.dev/licenses/1.0/",
    "otherLicenseUrl": "https://creativecommons.org/publicdomain/zero/1.0/",
    "avatarPermission": "everyone",
    "commercialUsage": "corporation",
    "creditNotation": "unnecessary",
    "allowRedistribution": True,
    "modification": "allowModificationRedistribution",
    "allowExcessivelyViolentUsage": False,
    "allowExcessivelySexualUsage": False,
    "allowPoliticalOrReligiousUsage": True,
    "allowAntisocialOrHateUsage": False,
}


def human_bones() -> dict[str, str]:
    """VRM's name of each bone to the rig's name."""
    bones = {"hips": "Hips", "spine": "Spine", "chest": "Spine1", "upperChest": "Spine2", "neck": "Neck"}
    bones["head"] = "Head"
    for side in ("Left", "Right"):
        low = side.lower()
        limbs = {"Shoulder": "Shoulder", "UpperArm": "Arm", "LowerArm": "ForeArm", "Hand": "Hand", "Eye": "Eye"}
        limbs |= {"UpperLeg": "UpLeg", "LowerLeg": "Leg", "Foot": "Foot", "Toes": "ToeBase"}
        bones |= {low + ours: side + theirs for ours, theirs in limbs.items()}
        for ours, theirs in (("Index", "Index"), ("Middle", "Middle"), ("Ring", "Ring"), ("Little", "Pinky")):
            for k, joint in enumerate(("Proximal", "Intermediate", "Distal"), 1):
                bones[f"{low}{ours}{joint}"] = f"{side}Hand{theirs}{k}"
        for k, joint in enumerate(("Metacarpal", "Proximal", "Distal"), 1):
            bones[f"{low}Thumb{joint}"] = f"{side}HandThumb{k}"
    return bones


def swing(names: list[str], side: str) -> dict[str, Any]:
    """The constraint that aims a forearm's swing bone at the hand, without the forearm's twist
    (https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_node_constraint-1.0)."""
    axis = {"Left": "PositiveX", "Right": "NegativeX"}[side]
    return {
        "specVersion": "1.0",
        "constraint": {"aim": {"source": names.index(f"{side}Hand"), "aimAxis": axis, "weight": 1}},
    }


def extension(
    look: Look, names: list[str], parts: list[Part], first_mesh_node: int, units: list[str]
) -> dict[str, Any]:
    """The VRMC_vrm block; `names` are node names in order, parts follow as nodes from `first_mesh_node`."""

    def expression(mix: Mix) -> dict[str, Any]:
        binds = [
            {"node": first_mesh_node + k, "index": list(part.morphs).index(unit), "weight": weight}
            for k, part in enumerate(parts)
            for unit, weight in mix.items()
            if unit in part.morphs
        ]
        return {"morphTargetBinds": binds}

    return {
        "specVersion": "1.0",
        "meta": {"name": f"Signspan {look.name}"} | META,
        "humanoid": {"humanBones": {vrm: {"node": names.index(rig)} for vrm, rig in human_bones().items()}},
        "expressions": {
            "preset": {name: expression(mix) for name, mix in PRESETS.items()},
            "custom": {unit: expression({unit: 1}) for unit in units},
        },
    }
