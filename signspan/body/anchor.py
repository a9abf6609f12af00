"""Where the signer's body is in a window, so that a hand can be placed on it: at the chin, at the chest.

An anchor is float32 (4,): x and y of the middle of the shoulders and the shoulders' width, in units of image height, y
down, and 1 if they are known; all zeros if not.

A camera gives shoulders (`anchor_of_pose`). The WLASL hand pack has no body, only the box of the signer that its
authors' detector drew; `anchor_of_box` estimates the shoulders from it. Its constants were fitted on the 238 WLASL
clips for which the packs have both a box and a pose; the remaining error is 9 % of a width in size, 0.09 widths in y
and 0.15 in x (the box follows the arms). Training jitters anchors by as much and sometimes hides them, so one set of
weights serves every kind of input.

`packages/recognise/src/anchor.ts` is the same code for the browser.
"""

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import LEFT_SHOULDER, NOSE, RIGHT_SHOULDER

Anchor = NDArray[np.float32]

UNKNOWN: Anchor = np.zeros(4, np.float32)

BOX_HEIGHT_POWER, BOX_WIDTH_POWER, BOX_SCALE = 1.159, 0.288, 0.437
SHOULDERS_UNDER_BOX = 1.14  # shoulder widths from the top of the box to the shoulders
MIN_WIDTH = 0.02  # image heights: narrower means a person turned sideways, or nobody
WIDTH_PER_DROP = 1.8  # an upright person's shoulders are this many times the drop from nose to shoulders

ASPECTS = (4 / 3, 3 / 2, 16 / 9)


def anchor_of_pose(pose: NDArray[np.float32], aspect: float) -> Anchor:
    """The anchor of pose points (T, 33, 3) in image fractions: medians over the frames that show both shoulders."""
    left, right = pose[:, LEFT_SHOULDER, :2], pose[:, RIGHT_SHOULDER, :2]
    seen = np.isfinite(left).all(axis=1) & np.isfinite(right).all(axis=1)
    if not seen.any():
        return UNKNOWN
    unit = np.array([aspect, 1], np.float32)
    a, b = left[seen] * unit, right[seen] * unit
    x, y = np.median((a + b) / 2, axis=0)
    width = float(np.median(np.hypot(*(a - b).T)))
    if width < MIN_WIDTH:
        return UNKNOWN
    return np.array([x, y, width, 1], np.float32)


def anchor_of_box(box: NDArray[np.float64], height: float, aspect: float) -> Anchor:
    """The anchor of a signer's box (xmin, ymin, xmax, ymax) in pixels of a frame `height` pixels high."""
    left, top, right, bottom = (float(edge) / height for edge in box)
    if bottom - top <= 0 or right - left <= 0:
        return UNKNOWN
    width = BOX_SCALE * (bottom - top) ** BOX_HEIGHT_POWER * (right - left) ** BOX_WIDTH_POWER
    return np.array([min((left + right) / 2, aspect), top + SHOULDERS_UNDER_BOX * width, width, 1], np.float32)


def likely_aspect(pose: NDArray[np.float32], otherwise: float) -> float:
    """The image's aspect, of `ASPECTS`, under which a pose (T, 33, 3) has the proportions of a person."""
    left, right, nose = (pose[:, point, :2] for point in (LEFT_SHOULDER, RIGHT_SHOULDER, NOSE))
    drop = (left[:, 1] + right[:, 1]) / 2 - nose[:, 1]
    ratio = np.abs(left[:, 0] - right[:, 0]) / np.where(drop > MIN_WIDTH, drop, np.nan)
    if not np.isfinite(ratio).any():
        return otherwise
    wanted = WIDTH_PER_DROP / float(np.nanmedian(ratio))
    return min(ASPECTS, key=lambda aspect: abs(np.log(aspect / wanted)))
