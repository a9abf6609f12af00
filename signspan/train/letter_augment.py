"""Augmentation of letters: differences between hands, cameras and personal styles."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from signspan.body.topology import FINGERS
from signspan.corpora.letters import LetterClip

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LetterAugment:
    """Draws variants of a letter by other hands."""

    rng: np.random.Generator

    def hand(self, clip: LetterClip, lengths: NDArray[np.float64]) -> LetterClip:
        """The clip by a hand with bones `lengths` (5, 4) times as long, in a slightly different pose.

        The forearm is turned about itself and tilted by about 14 and 9 degrees (one standard deviation), the
        joints by 5 to 8; the same in every frame.
        """
        hands = clip.hands @ Rotation.from_euler("xyz", self.rng.normal(0, [0.15, 0.25, 0.1])).as_matrix().T
        made = np.empty_like(hands)
        made[:, 0] = hands[:, 0]
        for number, finger in enumerate(FINGERS.values()):
            chain = (0, *finger)
            turn = Rotation.identity()
            for bone in range(4):
                if bone:
                    turn = turn * Rotation.from_rotvec(self.rng.normal(0, 0.13 if bone == 1 else 0.09, 3))
                step = (hands[:, chain[bone + 1]] - hands[:, chain[bone]]) * lengths[number, bone]
                made[:, chain[bone + 1]] = made[:, chain[bone]] + step @ turn.as_matrix().T
        return replace(clip, hands=made.astype(np.float32))

    def lengths(self) -> NDArray[np.float64]:
        """Another person's bone lengths, as factors (5, 4): whole fingers, then single bones."""
        return np.asarray(self.rng.normal(1, 0.05, (5, 1)) * self.rng.normal(1, 0.06, (5, 4)))

    def view(self) -> NDArray[np.float32]:
        """Another camera (3, 3): position, tilt, aspect, and scale of depth."""
        angles = self.rng.normal(0, [0.2, 0.35, 0.16])  # about x, y and z, in radians
        turn = Rotation.from_euler("xyz", angles).as_matrix()
        stretch = np.diag([self.rng.uniform(0.82, 1.18), 1, self.rng.uniform(0.4, 1.4)])
        return np.asarray(turn @ stretch, np.float32)
