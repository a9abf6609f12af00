"""The hands of a window in the form the recogniser takes, whatever their source.

The training pack holds only hands, in detection order; a camera gives left and right hands with a body. What both have
is the hands, so this form has no side, no body and no fps.

1. x and z are multiplied by the image's aspect, so all axes are in units of image height, y down.
2. Gaps of up to `MAX_GAP` frames inside a hand's presence are interpolated linearly.
3. The hand that does more comes first: presence plus path length in palms.
4. Time is resampled uniformly to `STEPS`, whatever the number of frames.

`packages/recognise/src/window.ts` is the same code for the browser; `tests/vectors/window.json` holds both to it.
"""

import numpy as np
from numpy.typing import NDArray

from signspan.body.gaps import fill_gaps
from signspan.body.topology import HAND_POINTS, LEFT_HAND, MIDDLE_MCP, RIGHT_HAND, WRIST
from signspan.errors import FormatError

STEPS = 32
MAX_GAP = 6

Hands = NDArray[np.float32]


def hands_of(landmarks: NDArray[np.float32]) -> Hands:
    """The two hands (T, 2, 21, 3) of body frames (T, 543, 3), right hand first."""
    return np.stack([landmarks[:, RIGHT_HAND], landmarks[:, LEFT_HAND]], axis=1)


def prepare(hands: Hands, aspect: float) -> Hands:
    """Steps 1 to 3: hands (T, 2, 21, 3) in image fractions to units of image height, filled and ordered."""
    if hands.ndim != 4 or hands.shape[1:] != (2, HAND_POINTS, 3):
        raise FormatError(f"expected hands (T, 2, 21, 3), got {hands.shape}")
    scaled = hands.astype(np.float32) * np.array([aspect, 1, aspect], np.float32)
    filled = np.stack([fill_gaps(scaled[:, slot], MAX_GAP) for slot in range(2)], axis=1)
    if activity(filled[:, 1]) > activity(filled[:, 0]):
        filled = filled[:, ::-1]
    return np.ascontiguousarray(filled)


def activity(hand: NDArray[np.float32]) -> float:
    """How much one hand (T, 21, 3) does: frames present, plus its wrist's path in palm lengths."""
    present = np.isfinite(hand[:, WRIST, 0])
    if not present.any():
        return 0.0
    palm = np.linalg.norm(hand[present, MIDDLE_MCP, :2] - hand[present, WRIST, :2], axis=1).mean()
    both = present[1:] & present[:-1]
    steps = np.linalg.norm(np.diff(hand[:, WRIST, :2], axis=0)[both], axis=1)
    return float(present.sum() + steps.sum() / max(float(palm), 1e-6))


def resample(hands: Hands) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Step 4: prepared hands (T, 2, 21, 3) to (32, 2, 21, 3), zero where absent, and presence (32, 2)."""
    return sample(hands, np.linspace(0, hands.shape[0] - 1, STEPS))


def sample(hands: Hands, at: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Hands (T, 2, 21, 3) at fractional frames `at` (S,): (S, 2, 21, 3), zero where absent, and presence (S, 2)."""
    before = np.floor(at).astype(int)
    after = np.minimum(before + 1, hands.shape[0] - 1)
    share = (at - before).astype(np.float32)
    mixed = hands[before] * (1 - share[:, None, None, None]) + hands[after] * share[:, None, None, None]
    nearest = hands[np.where(share < 0.5, before, after)]
    mixed = np.where(np.isfinite(mixed), mixed, nearest)  # where a hand appears or vanishes, the nearer frame is used
    present = np.isfinite(mixed[:, :, WRIST, 0])
    return np.where(present[:, :, None, None], mixed, 0).astype(np.float32), present.astype(np.float32)
