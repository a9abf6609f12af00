"""What the figure wears, cut with clean edges: shirt, trousers and hair.

Each garment is a copy of a surface pushed outwards, then clipped along a smooth field ("how far inside the
garment is this point"), so that neckline, cuffs and hem run straight through the polygons and not along them.
"""

import numpy as np
from numpy.typing import NDArray

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
    """How far points (N, 3) lie outside the neckline in metres: a ball round the neck cuts a round collar."""
    centre = rig.head["Neck"] + [0, 0.035, 0.022]
    return np.asarray(np.linalg.norm((points - centre) * [0.92, 1, 1], axis=1) - 0.120)


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


def cut_part(name: str, material: str, surface: Floats, weights: Floats, faces: list[Face], inside: Floats) -> Part:
    """A plain-coloured part cut from `surface` (V, 3) along the field `inside` (V,)."""
    positions, shares, triangles = clip(surface, weights, triangle_vertices(faces), inside)
    normals = smooth_normals(positions, triangles)
    return Part(name, material, positions, normals, np.zeros((len(positions), 2)), shares, triangles)


def dress(body: Body, rig: Rig) -> list[Part]:
    """Shirt and trousers from MakeHuman's "tights" helper."""
    faces = body.faces["helper-tights"]
    outwards = smooth_normals(body.vertices, triangle_vertices(faces))
    hips = rig.head["Hips"][1]
    height = body.vertices[:, 1]
    in_shirt = np.minimum.reduce(
        [
            height - (hips - 0.05),
            (CUFF - sleeve_share(body.vertices, rig)) * 0.25,
            neck_distance(body.vertices, rig),
        ]
    )
    return [
        cut_part("shirt", "shirt", body.vertices + outwards * 0.009, rig.weights, faces, in_shirt),
        cut_part("trousers", "trousers", body.vertices + outwards * 0.0025, rig.weights, faces, hips + 0.02 - height),
    ]


def hair(body: Body, rig: Rig) -> Part:
    """A close cap of hair: the scalp, thickened away from the hairline."""
    above = hairline(body.vertices, rig)
    outwards = smooth_normals(body.vertices, triangle_vertices(body.faces["body"]))
    rise = np.clip(above / 0.045, 0, 1)
    thickness = 0.017 * rise * rise * (3 - 2 * rise) + 0.0004
    surface = body.vertices + outwards * np.where(above > 0, thickness, 0.0004)[:, None]
    eye, skull = rig.head["LeftEye"], rig.head["Head"]
    x, y, z = np.abs(body.vertices[:, 0]), body.vertices[:, 1], body.vertices[:, 2]
    ear = (x > 0.068) & (y < eye[1] + 0.03) & (z > skull[2] - 0.01)
    faces = [f for f in body.faces["body"] if all(y[v] > eye[1] - 0.085 and v < BODY_VERTICES for v, _ in f)]
    faces = [f for f in faces if not any(ear[v] for v, _ in f)]
    return cut_part("hair", "hair", surface, rig.weights, faces, above)


def bare(body: Body, rig: Rig) -> list[Face]:
    """The faces of the body that no garment hides, with a margin under every edge."""
    kept = []
    for face in body.faces["body"]:
        centre = body.vertices[[v for v, _ in face]].mean(axis=0, keepdims=True)
        above = centre[0, 1] - rig.head["Neck"][1]
        head_or_neck = above > 0.03 or (above > -0.14 and neck_distance(centre, rig)[0] < 0.025)
        hand = sleeve_share(centre, rig)[0] > CUFF - 0.12
        foot = centre[0, 1] < rig.head["LeftFoot"][1] + 0.06
        if head_or_neck or hand or foot:
            kept.append(face)
    return kept
