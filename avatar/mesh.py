"""The body's surface: MakeHuman's base mesh, shaped into one adult, with its groups and face morphs.

Frame of reference: metres, y up, the figure faces +z, so its left is +x. Faces are lists of
(vertex, texture vertex) corners; a "part" is what becomes one mesh of the file.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from avatar.look import Look
from avatar.source import DECIMETRE, Floats, Source

Face = list[tuple[int, int]]
BODY_VERTICES = 13380  # the first vertices are the body; helpers (clothes, eyes, teeth) follow


@dataclass
class Body:
    """`vertices` (V, 3), `uv` (U, 2) with v up, faces per group, vertex numbers per group, morphs (V, 3)."""

    vertices: Floats
    uv: Floats
    faces: dict[str, list[Face]]
    groups: dict[str, list[int]]
    morphs: dict[str, Floats] = field(default_factory=dict)


@dataclass
class Part:
    """One mesh of the file: arrays over its own vertices, `weights` (N, joints), `triangles` (M, 3)."""

    name: str
    material: str
    positions: Floats
    normals: Floats
    uv: Floats
    weights: Floats
    triangles: NDArray[np.int64]
    morphs: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)


# How every face rests: MakeHuman's own looks worried, which would be read as grammar.
AT_EASE = {"mouthSmileLeft": 0.25, "mouthSmileRight": 0.25, "browInnerUp": 0.35}
BROWS = 1.7  # brows carry grammar: they move this much farther than MakeHuman's


def load_body(source: Source, look: Look) -> Body:
    """The base mesh as a young adult, the mean of MakeHuman's three ancestries, with the look's own head."""
    vertices, uv, faces, group = [], [], {}, ""
    for line in source.text("mpfb2/3dobjs/base.obj").splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            vertices.append([float(x) for x in rest])
        elif kind == "vt":
            uv.append([float(x) for x in rest[:2]])
        elif kind == "g":
            group = rest[0]
        elif kind == "f":
            corners = [tuple(int(n) - 1 for n in corner.split("/")[:2]) for corner in rest]
            faces.setdefault(group, []).append(corners)
    shape = np.array(vertices) * DECIMETRE
    macro, mean = "mpfb2/targets/macrodetails", np.zeros_like(shape)
    for ancestry in ("caucasian", "asian", "african"):
        mean += source.target(f"{macro}/{ancestry}-female-young.target.gz", len(shape)) / 3
    shape += mean
    own = np.zeros_like(shape)
    for kind, share in look.face.items():
        own += share * source.target(f"{macro}/{kind}-young.target.gz", len(shape))
    shape += source.target(f"{macro}/universal-female-young-averagemuscle-averageweight.target.gz", len(shape))
    groups = {name: sorted({v for face in of for v, _ in face}) for name, of in faces.items()}
    morphs = {
        path.rsplit("/", 1)[1].removesuffix(".target"): source.target(path, len(shape))
        for path in source.names("faceunits01/targets/faceunits", ".target")
    }
    for unit in morphs:
        if unit.startswith("brow"):
            morphs[unit] *= BROWS
    for unit, weight in AT_EASE.items():
        shape += weight * morphs[unit]
    return Body(shape + _head_alone(shape, groups, own - mean), np.array(uv), faces, groups, morphs)


def _head_alone(shape: Floats, groups: dict[str, list[int]], change: Floats) -> Floats:
    """`change` (V, 3) kept to the head: bones stay where they are, so that motions made for one figure fit all."""
    neck, chin = (shape[groups[f"joint-{joint}"]].mean(axis=0)[1] for joint in ("neck", "jaw"))
    share = np.clip((shape[:, 1] - neck) / (chin - neck), 0, 1)[:, None]
    moved = change - change[groups["joint-head"]].mean(axis=0)
    joints = [v for name, of in groups.items() if name.startswith("joint-") for v in of]
    moved[joints] = 0
    return np.asarray(moved * share * share * (3 - 2 * share))


def triangulate(faces: list[Face]) -> list[Face]:
    """Faces of any length as fans of triangles."""
    return [[face[0], face[k], face[k + 1]] for face in faces for k in range(1, len(face) - 1)]


def triangle_vertices(faces: list[Face]) -> NDArray[np.int64]:
    """Triangles (M, 3) as vertex numbers of the whole body."""
    return np.array([[corner[0] for corner in triangle] for triangle in triangulate(faces)])


def smooth_normals(positions: Floats, triangles: NDArray[np.int64]) -> Floats:
    """Unit normals (V, 3), averaged by area over the triangles round each vertex."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    normals = np.zeros_like(positions)
    across = np.cross(b - a, c - a)
    for k in range(3):
        np.add.at(normals, triangles[:, k], across)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def textured_part(
    name: str, material: str, body: Body, faces: list[Face], weights: Floats, normals: Floats, morphing: bool
) -> Part:
    """A part cut from the body, its vertices doubled along texture seams; `normals` are the whole body's."""
    corners = [corner for triangle in triangulate(faces) for corner in triangle]
    number = {corner: k for k, corner in enumerate(dict.fromkeys(corners))}
    vertex = np.array([v for v, _ in number])
    uv = body.uv[[t for _, t in number]] * [1, -1] + [0, 1]
    morphs = {}
    if morphing:
        every = triangle_vertices(body.faces["body"])
        for unit, offsets in body.morphs.items():
            if np.abs(offsets[vertex]).max() > 1e-6:
                turned = smooth_normals(body.vertices + offsets, every) if material == "skin" else normals
                morphs[unit] = (offsets[vertex], (turned - normals)[vertex])
    triangles = np.array([number[corner] for corner in corners]).reshape(-1, 3)
    return Part(name, material, body.vertices[vertex], normals[vertex], uv, weights[vertex], triangles, morphs)
