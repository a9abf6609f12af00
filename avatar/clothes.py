"""What the figure wears, cut with clean edges: shirt, trousers and hair.

Each garment is a copy of a surface pushed outwards, then clipped along a smooth field ("how far inside the
garment is this point"), so that neckline, cuffs and hem run straight through the polygons and not along them.
"""

import numpy as np
from numpy.typing import NDArray

from avatar.look import Look
from avatar.mesh import BODY_VERTICES, Body, Face, Part, smooth_normals, triangle_vertices
from avatar.rig import Rig
from avatar.source import Floats
from avatar.texture import hairline

CUFF = 0.84  # the sleeve ends at this share of the forearm


def sleeve_share(points: Floats, rig: Rig) -> Floats:
    """Where along the forearm points (N, 3) lie: 0 at the elbow, 1 at the wrist, negative above."""
    left = points[:, 0] > 0
    elbow = np.where(left[:, None], rig.head["LeftForeArm"], rig.head["RightForeArm"])
    wrist = np.where(left[:, None], rig.head["LeftHand"], rig.head["RightHand"])
    along = wrist - elbow
    share = ((points - elbow) * along).sum(axis=1) / (along * along).sum(axis=1)
    near_body = np.abs(points[:, 0]) < abs(rig.head["LeftForeArm"][0]) - 0.03
    return np.where(near_body, -1.0, share)


def neck_distance(points: Floats, rig: Rig) -> Floats:
    """How far points (N, 3) lie outside the neckline in metres: a ball round the neck's root cuts a crew neck."""
    centre = rig.head["Neck"] + [0, 0.012, 0.022]
    return np.asarray(np.linalg.norm((points - centre) * [0.92, 1, 0.9], axis=1) - 0.071)


def clip(
    positions: Floats, weights: Floats, triangles: NDArray[np.int64], inside: Floats
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The part of a surface where the field `inside` (N,) is positive, cut through triangles by interpolation."""
    points, shares = list(positions), list(weights)
    cut: dict[tuple[int, int], int] = {}

    def edge(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in cut:
            t = inside[a] / (inside[a] - inside[b])
            points.append(positions[a] * (1 - t) + positions[b] * t)
            shares.append(weights[a] * (1 - t) + weights[b] * t)
            cut[key] = len(points) - 1
        return cut[key]

    kept = []
    for triangle in triangles:
        polygon = []
        for k in range(3):
            a, b = int(triangle[k]), int(triangle[(k + 1) % 3])
            if inside[a] > 0:
                polygon.append(a)
            if (inside[a] > 0) != (inside[b] > 0):
                polygon.append(edge(a, b))
        kept += [[polygon[0], polygon[k], polygon[k + 1]] for k in range(1, len(polygon) - 1)]
    used, packed = np.unique(np.array(kept), return_inverse=True)
    return np.array(points)[used], np.array(shares)[used], packed.reshape(-1, 3)


def cut_part(
    name: str,
    material: str,
    surface: Floats,
    weights: Floats,
    faces: list[Face],
    inside: Floats,
    uv: Floats | None = None,
) -> Part:
    """A part cut from `surface` (V, 3) along the field `inside` (V,); `uv` (V, 2) where it is textured."""
    positions, shares, triangles = clip(
        surface, np.hstack([weights, uv]) if uv is not None else weights, triangle_vertices(faces), inside
    )
    bones = weights.shape[1]
    places = shares[:, bones:] if uv is not None else np.zeros((len(positions), 2))
    normals = smooth_normals(positions, triangles)
    return Part(name, material, positions, normals, places, shares[:, :bones], triangles)


def drape(faces: list[Face], start: Floats, loose: Floats, rounds: int) -> Floats:
    """A surface (V, 3) as cloth hangs: `start`, smoothed `rounds` times as far as `loose` (V,) lets it, 0 to 1."""
    triangles = triangle_vertices(faces)
    edges = np.unique(np.sort(np.concatenate([triangles[:, [k, k - 1]] for k in range(3)])), axis=0)
    surface, count = start.copy(), np.zeros((len(start), 1))
    np.add.at(count, edges.ravel(), 1)
    worn = count[:, 0] > 0
    for _ in range(rounds):
        total = np.zeros_like(surface)
        np.add.at(total, edges[:, 0], surface[edges[:, 1]])
        np.add.at(total, edges[:, 1], surface[edges[:, 0]])
        surface[worn] += 0.6 * loose[worn, None] * (total[worn] / count[worn] - surface[worn])
    return surface


def dress(body: Body, rig: Rig) -> list[Part]:
    """Shirt and trousers from MakeHuman's "tights" helper, the shirt loosened as cloth is."""
    hem, neck, height = rig.head["Hips"][1] - 0.075, rig.head["Neck"][1], body.vertices[:, 1]
    tights = body.faces["helper-tights"]
    outwards = smooth_normals(body.vertices, triangle_vertices(tights))
    share = sleeve_share(body.vertices, rig)
    in_shirt = np.minimum.reduce(
        [height - hem, (CUFF - share) * 0.25, neck_distance(body.vertices, rig), neck + 0.045 - height]
    )
    # The chest and the waist hang straight; arms and shoulders keep their shape, the hem stands off.
    trunk = np.clip((0.135 - np.abs(body.vertices[:, 0])) / 0.03, 0, 1) * np.clip((neck - 0.075 - height) / 0.05, 0, 1)
    away = 0.004 + 0.010 * np.clip((hem + 0.12 - height) / 0.12, 0, 1)
    cloth = drape(tights, body.vertices + outwards * away[:, None], 0.05 + 0.95 * trunk, 24)
    return [
        cut_part("shirt", "shirt", cloth, rig.weights, tights, in_shirt),
        cut_part("trousers", "trousers", body.vertices + outwards * -0.001, rig.weights, tights, hem + 0.006 - height),
    ]


def hair(body: Body, rig: Rig, look: Look) -> list[Part]:
    """The scalp, thickened away from the hairline, in curls or combed back, with a knot or without."""
    above = hairline(body.vertices, rig)
    outwards = smooth_normals(body.vertices, triangle_vertices(body.faces["body"]))
    rise = np.clip(above / 0.045, 0, 1)
    upper = np.clip((body.vertices[:, 1] - rig.head["LeftEye"][1] + 0.01) / 0.09, 0.12, 1)  # sides lie close
    thickness = look.thickness * rise * (2 - rise) * upper + 0.0004
    relief = np.random.default_rng(4).random(len(above)) * look.curl * rise
    surface = body.vertices + outwards * (np.where(above > 0, thickness, 0.0004) + relief)[:, None]
    eye, skull = rig.head["LeftEye"], rig.head["Head"]
    x, y, z = np.abs(body.vertices[:, 0]), body.vertices[:, 1], body.vertices[:, 2]
    ear = (x > 0.068) & (y < eye[1] + 0.03) & (z > skull[2] - 0.01)
    faces = [f for f in body.faces["body"] if all(y[v] > eye[1] - 0.085 and v < BODY_VERTICES for v, _ in f)]
    faces = [f for f in faces if not any(ear[v] for v, _ in f)]
    crown = np.array([0, eye[1] + 0.02, skull[2]])
    across = np.arctan2(surface[:, 0], surface[:, 1] - crown[1]) / np.pi
    back = np.arctan2(surface[:, 2] - crown[2], np.hypot(surface[:, 0], surface[:, 1] - crown[1])) / np.pi
    uv = np.stack([across * 2, back * (4 if look.curl else 1)], axis=1)
    parts = [cut_part("hair", "hair", surface, rig.weights, faces, above, uv)]
    if look.knot:
        parts.append(_knot(np.array([0, eye[1] + 0.128, skull[2] - 0.02]), rig))
    return parts


def _knot(centre: Floats, rig: Rig) -> Part:
    """Hair tied on top of the head: a flattened ball."""
    rows, columns = 12, 18
    row, column = (grid.ravel() for grid in np.meshgrid(np.arange(rows + 1), np.arange(columns + 1), indexing="ij"))
    polar, around = np.pi * row / rows, 2 * np.pi * column / columns
    normals = np.stack([np.sin(polar) * np.cos(around), np.cos(polar), np.sin(polar) * np.sin(around)], axis=1)
    first = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)).reshape(-1, 1)
    step = columns + 1
    triangles = np.concatenate([first + np.array(corner) for corner in ([0, 1, step], [1, step + 1, step])])
    weights = np.zeros((len(normals), len(rig.names)))
    weights[:, rig.names.index("Head")] = 1
    uv = np.stack([column / columns * 2, row / rows], axis=1)
    return Part("knot", "hair", centre + normals * [0.042, 0.034, 0.040], normals, uv, weights, triangles)


def bare(body: Body, rig: Rig) -> list[Face]:
    """The faces of the body that no garment hides, with a margin under every edge; nobody looks at the feet."""
    kept = []
    for face in body.faces["body"]:
        centre = body.vertices[[v for v, _ in face]].mean(axis=0, keepdims=True)
        above = centre[0, 1] - rig.head["Neck"][1]
        head_or_neck = above > 0.03 or (above > -0.14 and neck_distance(centre, rig)[0] < 0.025)
        hand = sleeve_share(centre, rig)[0] > CUFF - 0.12
        if head_or_neck or hand:
            kept.append(face)
    return kept
