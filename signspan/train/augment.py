"""Augmentation of isolated clips: what differs between signers, cameras and days, and not between signs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import STEPS, Hands, sample
from signspan.body.topology import FINGERS

Sample = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Augment:
    """Draws one augmented sample (32, 2, 21, 3), presence (32, 2) of a clip."""

    rng: np.random.Generator

    def __call__(self, hands: Hands) -> Sample:
        points, present = sample(hands, self._times(len(hands)))
        points = points @ self._affine().T
        points += self.rng.normal(0, 0.0015, points.shape).astype(np.float32)
        if self.rng.random() < 0.3:
            points[..., 2] *= np.float32(self.rng.uniform(0, 1))  # z is what cameras agree on least
        if self.rng.random() < 0.15:
            points, present = points[:, ::-1], present[:, ::-1]
        present = self._drop(present.copy())
        if self.rng.random() < 0.15:
            finger = list(list(FINGERS.values())[self.rng.integers(5)])
            points = points.copy()
            points[:, self.rng.integers(2), finger] = points[:, self.rng.integers(2), finger].mean(0)
        return (points * present[:, :, None, None]).astype(np.float32), present

    def idle(self, hands: Hands) -> Sample:
        """Somebody who does not sign: a hand at rest that drifts, or only the way up or down of a clip."""
        if self.rng.random() < 0.5:
            at = self.rng.integers(0, max(1, len(hands) // 6))
            frame = hands[[int(at) if self.rng.random() < 0.5 else len(hands) - 1 - int(at)]]
            points, present = sample(np.repeat(frame, 2, axis=0), np.linspace(0, 1, STEPS))
            drift = np.cumsum(self.rng.normal(0, 0.0025, (STEPS, 2, 1, 3)), axis=0).astype(np.float32)
            points = (points + drift) * present[:, :, None, None]
        else:
            piece = max(3, len(hands) // 7)
            part = hands[:piece] if self.rng.random() < 0.5 else hands[-piece:]
            points, present = sample(part, np.linspace(0, len(part) - 1, STEPS))
        points = (points @ self._affine().T) * present[:, :, None, None]
        return points.astype(np.float32), present

    def _times(self, frames: int) -> NDArray[np.float64]:
        """Random crop at both ends and a smooth warp of time."""
        start, end = self.rng.uniform(0, 0.15), self.rng.uniform(0.82, 1.0)
        if self.rng.random() < 0.2:  # live windows often end before the sign does
            end = self.rng.uniform(0.6, 0.85)
        even = np.linspace(0, 1, STEPS)
        bend = self.rng.uniform(-0.08, 0.08) * np.sin(2 * np.pi * even) + self.rng.uniform(-0.12, 0.12) * np.sin(
            np.pi * even
        )
        return np.asarray(np.clip(start + (end - start) * (even + bend), 0, 1) * (frames - 1), np.float64)

    def _affine(self) -> NDArray[np.float32]:
        """Rotation about z, anisotropic scale, shear, a little yaw, and mirroring half of the time."""
        angle, yaw = self.rng.normal(0, 0.12), self.rng.normal(0, 0.15)
        turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
        sway = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        scale = np.diag(self.rng.uniform(0.85, 1.15, 3))
        shear = np.eye(3)
        shear[0, 1] = self.rng.normal(0, 0.08)
        mirror = np.diag([self.rng.choice([-1.0, 1.0]), 1, 1])
        return np.asarray(mirror @ turn @ sway @ shear @ scale, np.float32)

    def _drop(self, present: NDArray[np.float32]) -> NDArray[np.float32]:
        """Frames lost by the tracker; now and then the second hand altogether."""
        if self.rng.random() < 0.3:
            present[self.rng.random(present.shape) < self.rng.uniform(0, 0.25)] = 0
        if self.rng.random() < 0.3:
            start, hand = self.rng.integers(STEPS), self.rng.integers(2)
            present[start : start + self.rng.integers(1, 10), hand] = 0
        if self.rng.random() < 0.05:
            present[:, 1] = 0
        return present
