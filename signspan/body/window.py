"""One window of signing in the form the recogniser takes: hands, which of them are there, and the body's anchor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import Anchor, anchor_of_pose
from signspan.body.hands import STEPS, Hands, hands_of, prepare, resample
from signspan.body.topology import POSE
from signspan.errors import FormatError


@dataclass(frozen=True, slots=True)
class Window:
    """`hands` (32, 2, 21, 3) in units of image height, zero where absent; `present` (32, 2); `anchor` (4,)."""

    hands: NDArray[np.float32]
    present: NDArray[np.float32]
    anchor: Anchor

    def __post_init__(self) -> None:
        shapes = self.hands.shape, self.present.shape, self.anchor.shape
        if shapes != ((STEPS, 2, 21, 3), (STEPS, 2), (4,)):
            raise FormatError(f"expected hands ({STEPS}, 2, 21, 3), presence ({STEPS}, 2), anchor (4,), got {shapes}")

    @property
    def mirrored(self) -> "Window":
        """The same signing in a mirror: a left-handed signer's becomes a right-handed one's."""
        flip = np.array([-1, 1, 1, 1], np.float32)
        return Window(self.hands * flip[:3], self.present, self.anchor * flip)


def window_of_hands(hands: Hands, anchor: Anchor) -> Window:
    """The window of prepared hands (T, 2, 21, 3), as `body.hands.prepare` makes them."""
    return Window(*resample(hands), anchor)


def window_of_body(landmarks: NDArray[np.float32], aspect: float) -> Window:
    """The window of body frames (T, 543, 3) in image fractions: what a camera gives."""
    return window_of_hands(prepare(hands_of(landmarks), aspect), anchor_of_pose(landmarks[:, POSE], aspect))
