"""`python -m avatar.build`: the figure from its source to `signspan/perform/figure/signer.vrm`, in about a minute."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from avatar.clothes import bare, dress, hair
from avatar.glb import ARRAY, ELEMENT, Glb
from avatar.mesh import BODY_VERTICES, Body, Part, load_body, smooth_normals, textured_part, triangle_vertices
from avatar.rig import Rig, build_rig
from avatar.source import fetch
from avatar.texture import HAIR, paint_eye, paint_skin
from avatar.vrm import extension

ROOT = Path(__file__).parent.parent
MATERIALS: dict[str, tuple[tuple[float, float, float], float]] = {  # linear colour, roughness
    "skin": ((1, 1, 1), 0.62),
    "eye": ((1, 1, 1), 0.15),
    "shirt": ((0.030, 0.062, 0.125), 0.9),  # dark and plain: hands are read against it
    "trousers": ((0.030, 0.030, 0.035), 0.9),
    "teeth": ((0.85, 0.82, 0.75), 0.3),
    "tongue": ((0.6, 0.22, 0.22), 0.4),
    "lash": ((0.020, 0.015, 0.010), 0.9),
    "hair": (tuple(((HAIR + 0.055) / 1.055) ** 2.4), 0.75),
}
TEXTURED = {"skin": 0, "eye": 1}


def eyeball(side: str, body: Body, rig: Rig) -> Part:
    """A sphere in place of MakeHuman's flat eye helper, so that the gaze can turn."""
    spots = body.vertices[body.groups[f"helper-{side[0].lower()}-eye"]]
    centre = (spots.max(axis=0) + spots.min(axis=0)) / 2
    radius = np.median(np.linalg.norm(spots - centre, axis=1))
    rows, columns = 24, 32
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


def parts_of(body: Body, rig: Rig) -> list[Part]:
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
        hair(body, rig),
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
        "material": list(MATERIALS).index(part.material),
    }
    mesh: dict[str, Any] = {"name": part.name, "primitives": [primitive]}
    if part.morphs:
        primitive["targets"] = [{"POSITION": glb.sparse(p), "NORMAL": glb.sparse(n)} for p, n in part.morphs.values()]
        mesh |= {"extras": {"targetNames": list(part.morphs)}, "weights": [0] * len(part.morphs)}
    return mesh


def assemble(body: Body, rig: Rig, skin: bytes, eye: bytes) -> bytes:
    """The file's bytes."""
    glb, parts = Glb(), parts_of(body, rig)
    ground = body.vertices[:BODY_VERTICES, 1].min()
    images = [{"mimeType": "image/jpeg", "bufferView": glb.view(skin)}]
    images += [{"mimeType": "image/png", "bufferView": glb.view(eye)}]
    nodes: list[dict[str, Any]] = []
    for name in rig.names:
        above = rig.parent[name]
        offset = rig.rest[name] - (rig.rest[above] if above else np.array([0, ground, 0]))
        children = [k for k, other in enumerate(rig.names) if rig.parent[other] == name]
        nodes.append({"name": name, "translation": offset.tolist()} | ({"children": children} if children else {}))
    meshes = [_mesh(glb, part, ground) for part in parts]
    nodes += [{"name": part.name, "mesh": k, "skin": 0} for k, part in enumerate(parts)]
    inverse = []
    for name in rig.names:
        bind = np.eye(4)
        bind[:3, :3], bind[:3, 3] = rig.turn[name], rig.head[name] - [0, ground, 0]
        inverse.append(np.linalg.inv(bind).T.reshape(16))  # glTF matrices are column-major
    materials = []
    for name, (colour, rough) in MATERIALS.items():
        surface: dict[str, Any] = {"baseColorFactor": [*colour, 1], "metallicFactor": 0, "roughnessFactor": rough}
        if name in TEXTURED:
            surface["baseColorTexture"] = {"index": TEXTURED[name]}
        materials.append({"name": name, "pbrMetallicRoughness": surface, "doubleSided": name not in TEXTURED})
    joints = len(rig.names)
    return glb.pack(
        {
            "asset": {"version": "2.0", "generator": "python -m avatar.build", "copyright": "CC0 1.0"},
            "extensionsUsed": ["VRMC_vrm"],
            "extensions": {"VRMC_vrm": extension(rig.names, parts, joints, list(body.morphs))},
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
            "textures": [{"source": k, "sampler": 0} for k in range(2)],
        }
    )


def main() -> None:
    """Reads two paths, builds, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "avatar", help="where the wheel is kept")
    parser.add_argument("--out", type=Path, default=ROOT / "signspan" / "perform" / "figure" / "signer.vrm")
    chosen = parser.parse_args()
    source = fetch(chosen.cache)
    body = load_body(source)
    rig = build_rig(source, body)
    content = assemble(body, rig, paint_skin(source, body, rig), paint_eye())
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(content)
    print(f"{chosen.out.name}: {len(content)} bytes, {len(rig.names)} joints, {len(body.morphs)} face units")


if __name__ == "__main__":
    main()
