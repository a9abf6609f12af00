"""The skin and the eyes, painted: the body's surface is laid out in texture space, then coloured by place.

No photograph is used. MPFB2's CC0 masks say where lips, nails, mouth and ears are.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from avatar.look import Look
from avatar.mesh import Body, triangulate
from avatar.rig import Rig
from avatar.source import Floats, Source

SIZE = 1024


@dataclass
class Atlas:
    """`place` (SIZE, SIZE, 3): the point of the body at each texel; `covered` (SIZE, SIZE)."""

    place: Floats
    covered: np.ndarray


def hairline(points: Floats, rig: Rig) -> Floats:
    """Height above the hairline in metres, for points (..., 3): over the brow, round the ear, down the neck."""
    eye = rig.head["LeftEye"]
    x, y, z = np.abs(points[..., 0]), points[..., 1], points[..., 2]
    front, ear, back = eye[1] + 0.052 - 0.7 * np.clip(x - 0.045, 0, 1), eye[1] - 0.004, eye[1] - 0.075
    forward = np.clip((z - (eye[2] - 0.075)) / 0.05, 0, 1)
    behind = np.clip((z - (eye[2] - 0.105)) / 0.03, 0, 1)
    line = np.where(z > eye[2] - 0.075, ear + (front - ear) * forward, back + (ear - back) * behind)
    return np.asarray(y - line)


def lay_out(body: Body) -> Atlas:
    """Rasterises the body's faces in texture space, a little past each edge so that seams do not show."""
    place, covered = np.zeros((SIZE, SIZE, 3)), np.zeros((SIZE, SIZE), bool)
    for triangle in triangulate(body.faces["body"]):
        a, b, c = (np.array([body.uv[t] for _, t in triangle]) * [1, -1] + [0, 1]) * SIZE
        low = np.maximum(np.floor(np.min([a, b, c], axis=0)).astype(int) - 1, 0)
        high = np.minimum(np.ceil(np.max([a, b, c], axis=0)).astype(int) + 1, SIZE)
        area = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1])
        if abs(area) < 1e-12:
            continue
        xs, ys = np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]))
        px, py = xs + 0.5 - c[0], ys + 0.5 - c[1]
        u = ((b[1] - c[1]) * px + (c[0] - b[0]) * py) / area
        v = ((c[1] - a[1]) * px + (a[0] - c[0]) * py) / area
        inside = (u >= -0.15) & (v >= -0.15) & (u + v <= 1.15)
        share = np.stack([u, v, 1 - u - v], axis=-1)[inside]
        place[ys[inside], xs[inside]] = share @ body.vertices[[v for v, _ in triangle]]
        covered[ys[inside], xs[inside]] = True
    return Atlas(place, covered)


def paint_skin(source: Source, body: Body, rig: Rig, look: Look) -> bytes:
    """The skin as a JPEG."""
    atlas, rng = lay_out(body), np.random.default_rng(1)
    skin, hair = np.array(look.skin), np.array(look.hair)

    def noise(grain: int) -> Floats:
        speckle = Image.fromarray((rng.random((grain, grain)) * 255).astype("uint8"))
        return np.asarray(speckle.resize((SIZE, SIZE), Image.Resampling.BICUBIC)) / 255 - 0.5

    def mask(name: str) -> Floats:
        image = Image.open(io.BytesIO(source.raw(f"mpfb2/textures/mpfb_{name}.jpg"))).convert("L")
        return np.asarray(image.resize((SIZE, SIZE), Image.Resampling.BICUBIC)) / 255

    def blend(under: Floats, colour: Floats, much: Floats) -> Floats:
        return under * (1 - much[..., None]) + colour * much[..., None]

    colour = skin * (1 + 0.05 * noise(256) + 0.05 * noise(64) + 0.03 * noise(16))[..., None]
    colour = blend(colour, skin * [0.95, 0.68, 0.68], mask("lips") * 0.8)
    colour = blend(colour, skin * [0.6, 0.3, 0.3], mask("inside-mouth"))
    colour = blend(colour, np.array(look.nail), mask("fingernails") * 0.85)
    colour = blend(colour, skin * [1, 0.85, 0.82], mask("ears") * 0.4)
    # Brows carry grammar: paint them dark and clear.
    eye = rig.head["LeftEye"]
    x, y = np.abs(atlas.place[..., 0]) - eye[0], atlas.place[..., 1] - eye[1]
    along = np.clip((x + 0.018) / 0.045, 0, 1)
    arch = 0.0215 + 0.0045 * np.sin(np.pi * np.clip(along, 0, 1) ** 1.4 * 0.8) - 0.008 * np.clip(along - 0.75, 0, 1)
    brow = np.exp(-(((y - arch) / (0.0041 - 0.0023 * along)) ** 4))
    brow = brow * ((x > -0.019) & (x < 0.028) & (atlas.place[..., 2] > eye[2] - 0.02))
    colour = blend(colour, hair * 0.9, np.clip(brow * 0.92 * (1 + noise(512) * 0.3), 0, 1))
    scalp = np.clip(hairline(atlas.place, rig) / 0.006 + 0.5 + noise(512) * 0.8, 0, 1)
    scalp = scalp * (atlas.place[..., 1] > eye[1] - 0.09) * atlas.covered
    colour = blend(colour, hair, scalp)
    return _encode(colour, "JPEG", quality=88)


def paint_eye(look: Look) -> bytes:
    """An eyeball as a PNG, in polar form: rows are the angle from the pupil, 0 to 180°."""
    size = 256
    angle = np.repeat(((np.arange(size) + 0.5) / size * 180)[:, None], size, axis=1)
    streaks = (np.random.default_rng(2).random((1, size)) - 0.5) * 0.24
    iris = np.array(look.iris) * ((1 + streaks) * (1 + (0.5 - np.abs(angle - 21) / 20) * 0.8))[..., None]
    colour = np.where((angle < 31)[..., None], iris, np.array([0.93, 0.92, 0.90]))
    colour = np.where(((angle >= 28.5) & (angle < 31.5))[..., None], [0.12, 0.08, 0.06], colour)
    colour = np.where((angle < 12)[..., None], 0.02, colour)
    return _encode(np.where((angle > 60)[..., None], [0.88, 0.80, 0.78], colour), "PNG")


def paint_hair(look: Look) -> bytes:
    """Hair as a JPEG: strands run up the picture, of many widths; curls are speckles."""
    rng, size = np.random.default_rng(3), 256
    shade = np.zeros((size, size))
    for grain, much in ((256, 0.5), (96, 0.35), (24, 0.25)):
        rows = grain if look.curl else 3
        speckle = Image.fromarray((rng.random((rows, grain)) * 255).astype("uint8"))
        shade += much * (np.asarray(speckle.resize((size, size), Image.Resampling.BICUBIC)) / 255 - 0.5)
    return _encode(np.array(look.hair) * (1.15 + 1.1 * shade)[..., None], "JPEG", quality=80)


def _encode(colour: Floats, form: str, quality: int = 88) -> bytes:
    stream = io.BytesIO()
    Image.fromarray((np.clip(colour, 0, 1) * 255).astype("uint8")).save(stream, form, quality=quality)
    return stream.getvalue()
