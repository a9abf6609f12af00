"""A sign as a path, so that two signings can be compared without any training.

A path is float32 (16, 126): sixteen steps, and at each, for the hand that does more and then for the other one, the
directions of the hand's twenty bones (unit vectors: what the handshape is and where it points, whatever the size of the
hand), its palm's position relative to the shoulders in shoulder widths, and whether the hand takes part. A hand that
takes no part is all zeros.

The distance of two paths is that of their cheapest alignment (dynamic time warping, the symmetric form of Sakoe and
Chiba 1978, https://doi.org/10.1109/TASSP.1978.1163055), at most `BAND` steps off the diagonal. One of them is also
mirrored, since people sign with either hand, and its hands are swapped, since in a sign with two equal hands it is
chance which one does more.

`packages/recognise/src/path.ts` is the same code; `tests/vectors/taught.json` holds both to it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import STEPS, activity, resample
from signspan.body.topology import WRIST
from signspan.body.window import Window
from signspan.recognise.constants import CONSTANTS

Path = NDArray[np.float32]

# Chosen on clips of forty WLASL glosses by different people (docs/enrolment.md).
_C: Final = CONSTANTS["path"]
LENGTH: Final[int] = _C["length"]
BAND: Final[int] = _C["band"]
PLACE: Final[float] = _C["place"]
TAKES_PART: Final[float] = _C["takes_part"]
MIN_SHARE: Final[float] = _C["min_share"]  # a hand seen for less of the sign than this is passing through

WAIST: Final[float] = _C["waist"]  # shoulder widths below the shoulders: a lower hand rests
WIDTH_PER_PALM: Final[float] = _C["width_per_palm"]  # shoulder width over palm length, if the shoulders are unknown

PALM = [0, 5, 9, 13, 17]
BONE_FROM = [0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18, 19]  # to points 1 to 20
BONES = 3 * len(BONE_FROM)
PER_HAND = BONES + 2 + 1


def trimmed(window: Window) -> Window:
    """The window without hands resting below the waist, and without the time before and after the sign.

    If no hand rises above the waist, or the waist is unknown, the hands stay as they are.
    """
    hands = np.where(window.present[:, :, None, None] > 0, window.hands, np.float32(np.nan))
    _, shoulders, width, known = window.anchor
    if known:
        raised = (hands[:, :, PALM, 1].mean(axis=2) - shoulders) / width < WAIST
        if raised.any():
            hands[~raised] = np.nan
    seen = np.nonzero(np.isfinite(hands[:, :, WRIST, 0]).any(axis=1))[0]
    if not len(seen):
        return window
    hands = hands[seen[0] : seen[-1] + 1]
    if activity(hands[:, 1]) > activity(hands[:, 0]):
        hands = hands[:, ::-1]
    return Window(*resample(hands), window.anchor)


def path_of(window: Window) -> Path:
    """The path (16, 126) of a trimmed window. A hand lost for a while is where it was detected nearest in time."""
    present = window.present > 0
    share = present.mean(axis=0)
    takes_part = share >= MIN_SHARE if (share >= MIN_SHARE).any() else share > 0
    path = np.zeros((LENGTH, 2, PER_HAND), np.float32)
    if not takes_part.any():
        return path.reshape(LENGTH, -1)
    centre, unit = _frame_of_reference(window, present & takes_part)
    at = np.rint(np.linspace(0, STEPS - 1, LENGTH))
    for slot in np.nonzero(takes_part)[0]:
        seen = np.nonzero(present[:, slot])[0]
        hand = window.hands[seen[np.abs(at[:, None] - seen).argmin(axis=1)], slot]  # (16, 21, 3)
        bones = hand[:, 1:] - hand[:, BONE_FROM]
        bones /= np.maximum(np.linalg.norm(bones, axis=2, keepdims=True), 1e-6)
        path[:, slot, :BONES] = bones.reshape(LENGTH, BONES) / np.sqrt(len(BONE_FROM))
        path[:, slot, BONES:-1] = (hand[:, PALM, :2].mean(axis=1) - centre) / unit * PLACE
        path[:, slot, -1] = TAKES_PART
    return path.reshape(LENGTH, -1)


def apart(path: Path, others: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far each of `others` (N, 16, 126) is from `path` (16, 126): (N,), 0 for the same."""
    views = _views(path)
    cost = np.stack([_costs(view, others) for view in views], axis=-1)  # (16, 16, N, views)
    total = np.full((LENGTH + 1, LENGTH + 1, *cost.shape[2:]), np.inf, np.float32)
    total[0, 0] = 0
    for i in range(LENGTH):
        for j in range(max(0, i - BAND), min(LENGTH, i + BAND + 1)):
            straight = total[i, j] + 2 * cost[i, j]
            aside = np.minimum(total[i, j + 1], total[i + 1, j]) + cost[i, j]
            total[i + 1, j + 1] = np.minimum(straight, aside)
    return np.asarray(total[LENGTH, LENGTH].min(axis=-1) / (2 * LENGTH), np.float32)


def _frame_of_reference(window: Window, seen: NDArray[np.bool_]) -> tuple[NDArray[np.float32], float]:
    """The origin (2,) and unit of positions, both in image heights: from the shoulders, or else from the hands."""
    if window.anchor[3]:
        return window.anchor[:2], float(window.anchor[2])
    hands = window.hands[seen]
    palm = np.linalg.norm(hands[:, PALM[1:]] - hands[:, :1], axis=2).mean()
    return hands[:, PALM, :2].mean(axis=(0, 1)), max(float(palm), 1e-3) * WIDTH_PER_PALM


def _views(path: Path) -> list[Path]:
    """The path, its mirror image, and both with the hands exchanged."""
    hands = path.reshape(LENGTH, 2, PER_HAND)
    mirror = np.ones(PER_HAND, np.float32)
    mirror[0 : BONES + 1 : 3] = -1  # x of the bones, and then of the place
    return [
        np.ascontiguousarray(view).reshape(LENGTH, -1)
        for view in (hands, hands * mirror, hands[:, ::-1], hands[:, ::-1] * mirror)
    ]


def _costs(path: Path, others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Distances (16, 16, N) of every step of `path` from every step of each of `others`."""
    squares = (path**2).sum(axis=1)[:, None, None] + (others**2).sum(axis=2).T[None]
    products = np.einsum("id,njd->ijn", path, others, optimize=True)
    return np.asarray(np.sqrt(np.maximum(squares - 2 * products, 0)), np.float32)
