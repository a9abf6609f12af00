"""Unit quaternions as numpy arrays (..., 4) in glTF's order x, y, z, w; every function is vectorised."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

IDENTITY = np.array([0.0, 0.0, 0.0, 1.0])


def unit(vectors: ArrayLike) -> Floats:
    """Vectors (..., n) at length one; a zero vector stays zero."""
    vectors = np.asarray(vectors, np.float64)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))


def cross(first: Floats, second: Floats) -> Floats:
    """The cross product of vectors (..., 3), five times as fast as numpy's, which moves axes."""
    ax, ay, az = first[..., 0], first[..., 1], first[..., 2]
    bx, by, bz = second[..., 0], second[..., 1], second[..., 2]
    product = np.empty(np.broadcast_shapes(first.shape, second.shape))
    product[..., 0] = ay * bz - az * by
    product[..., 1] = az * bx - ax * bz
    product[..., 2] = ax * by - ay * bx
    return product


def multiply(first: ArrayLike, second: ArrayLike) -> Floats:
    """The rotation `second` followed by `first`, both (..., 4)."""
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    av, aw, bv, bw = a[..., :3], a[..., 3:], b[..., :3], b[..., 3:]
    vector = aw * bv + bw * av + cross(av, bv)
    return np.concatenate([vector, aw * bw - (av * bv).sum(axis=-1, keepdims=True)], axis=-1)


def inverse(rotation: ArrayLike) -> Floats:
    """The opposite rotation."""
    return np.asarray(rotation, np.float64) * [-1, -1, -1, 1]


def rotate(rotation: ArrayLike, vectors: ArrayLike) -> Floats:
    """Vectors (..., 3) turned by rotations (..., 4)."""
    q, v = np.asarray(rotation, np.float64), np.asarray(vectors, np.float64)
    twice = 2 * cross(q[..., :3], v)
    return v + q[..., 3:] * twice + cross(q[..., :3], twice)


def about(axis: ArrayLike, angle: ArrayLike) -> Floats:
    """Rotations about a unit `axis` (..., 3) by `angle` (...) radians."""
    half = np.asarray(angle, np.float64)[..., None] / 2
    return np.concatenate([np.sin(half) * np.asarray(axis, np.float64), np.cos(half) * np.ones_like(half)], axis=-1)


def between(start: ArrayLike, end: ArrayLike, limit: float = np.pi) -> Floats:
    """The shortest rotations that turn `start` towards `end` (..., 3), by at most `limit` radians."""
    a, b = np.broadcast_arrays(unit(start), unit(end))
    across = cross(a, b)
    angle = np.arctan2(np.linalg.norm(across, axis=-1), (a * b).sum(axis=-1))
    return about(unit(across), np.minimum(angle, limit))


def from_axes(x: ArrayLike, y: ArrayLike) -> Floats:
    """The rotation whose x axis lies along `x` and whose y axis is nearest to `y`, both (..., 3)."""
    x = unit(x)
    y = np.asarray(y, np.float64)
    y = unit(y - x * (x * y).sum(axis=-1, keepdims=True))
    return from_matrix(np.stack(np.broadcast_arrays(x, y, cross(x, y)), axis=-1))


def from_matrix(matrices: ArrayLike) -> Floats:
    """Rotations of matrices (..., 3, 3), by the largest of the four components (Shepperd's method)."""
    m = np.asarray(matrices, np.float64)
    diagonal = np.diagonal(m, axis1=-2, axis2=-1)
    trace = diagonal.sum(axis=-1)
    squares = np.stack([*(1 + 2 * diagonal[..., k] - trace for k in range(3)), 1 + trace], axis=-1)
    x, y, z = m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]
    xy, xz, yz = m[..., 0, 1] + m[..., 1, 0], m[..., 0, 2] + m[..., 2, 0], m[..., 1, 2] + m[..., 2, 1]
    s = squares
    rows = np.stack(
        [
            np.stack([s[..., 0], xy, xz, x], axis=-1),
            np.stack([xy, s[..., 1], yz, y], axis=-1),
            np.stack([xz, yz, s[..., 2], z], axis=-1),
            np.stack([x, y, z, s[..., 3]], axis=-1),
        ],
        axis=-2,
    )
    best = squares.argmax(axis=-1)[..., None, None]
    return unit(np.take_along_axis(rows, best, axis=-2)[..., 0, :])


def continuous(rotations: ArrayLike) -> Floats:
    """The same rotations (T, ..., 4) with signs chosen so that neighbours in time lie close."""
    q = np.array(rotations, np.float64)
    if len(q) < 2:
        return q
    flips = np.where((q[1:] * q[:-1]).sum(axis=-1) < 0, -1.0, 1.0)
    q[1:] *= np.cumprod(flips, axis=0)[..., None]
    return q


def slerp(start: ArrayLike, end: ArrayLike, share: ArrayLike) -> Floats:
    """Between `start` and `end` (..., 4), the short way round, at `share` (...) of the way."""
    a, b = np.broadcast_arrays(np.asarray(start, np.float64), np.asarray(end, np.float64))
    dot = (a * b).sum(axis=-1, keepdims=True)
    b = np.where(dot < 0, -b, b)
    dot = np.minimum(np.abs(dot), 1.0)
    t = np.asarray(share, np.float64)[..., None]
    angle = np.arccos(dot)
    sine = np.sin(angle)
    near = sine < 1e-5
    safe = np.where(near, 1.0, sine)
    mixed = np.where(near, 1 - t, np.sin((1 - t) * angle) / safe) * a + np.where(near, t, np.sin(t * angle) / safe) * b
    return unit(mixed)


def angle_between(first: ArrayLike, second: ArrayLike) -> Floats:
    """The angle in radians from one rotation to the other, (...)."""
    dot = np.abs((np.asarray(first, np.float64) * np.asarray(second, np.float64)).sum(axis=-1))
    return np.asarray(2 * np.arccos(np.minimum(dot, 1.0)))


def mean_smooth(rotations: Floats, window: int) -> Floats:
    """Rotations (T, ..., 4) smoothed over `window` frames by a bell-shaped mean."""
    if window < 3 or len(rotations) < 3:
        return rotations
    half = window // 2
    bell = np.hanning(2 * half + 3)[1:-1]
    q = continuous(rotations)
    padded = np.concatenate([np.repeat(q[:1], half, axis=0), q, np.repeat(q[-1:], half, axis=0)])
    return unit(sum(weight * padded[k : k + len(q)] for k, weight in enumerate(bell)))
