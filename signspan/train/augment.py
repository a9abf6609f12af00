"""Augmentation of isolated clips: differences between signers, cameras and days, but not between signs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import UNKNOWN, Anchor
from signspan.body.hands import STEPS, Hands, prepare, sample
from signspan.body.topology import FINGERS
from signspan.body.window import Window
from signspan.corpora.signs import Clip
from signspan.train.compose import bounds, core, moved, stretched, transition

# Errors of an anchor, in shoulder widths (x, y) and as a log ratio (size): those of an anchor from a box.
ANCHOR_X, ANCHOR_Y, ANCHOR_SIZE = 0.12, 0.09, 0.09
MIN_EDGE = 3  # least frames for raising or lowering the hands
EDGE_TRIES = 8  # clips tried to find one that raises or lowers its hands
HALF = (0.35, 0.65)  # of each of two signs, in a span over their border
KNOWN = 0.75  # share of samples with the body's anchor


@dataclass(frozen=True, slots=True)
class Augment:
    """Draws augmented windows of clips. `company` are clips that a sign may come before or after."""

    rng: np.random.Generator
    company: Sequence[Clip]
    in_company: float = 0.25  # share of samples cut from the middle of other signs

    def __call__(self, clip: Clip) -> Window:
        """The clip as from another person, camera and day."""
        hands = self._among_others(clip) if self.rng.random() < self.in_company else clip.hands
        points, present = sample(hands, self._times(len(hands)))
        turn = self._affine()
        points = points @ turn.T
        points += self.rng.normal(0, 0.0015, points.shape).astype(np.float32)
        if self.rng.random() < 0.3:
            points[..., 2] *= np.float32(self.rng.uniform(0, 1))  # cameras differ most in z
        if self.rng.random() < 0.15:
            points, present = points[:, ::-1], present[:, ::-1]
        present = self._drop(present.copy())
        if self.rng.random() < 0.15:
            points = self._frozen_finger(points)
        return _window(points, present, self._anchor(clip.anchor, turn))

    def idle(self, clip: Clip) -> Window:
        """Somebody who does not sign: a lowered hand that rests and drifts, or only the way up or down of a clip.

        Height decides what is lowered, not time: many clips start in the middle of a sign, and hands that hold a number
        still do not rest.
        """
        source, edge = self._edge(clip)
        if self.rng.random() < 0.5:
            frame = edge[[int(np.nanargmax(np.nan_to_num(edge[:, 0, 0, 1], nan=-np.inf)))]]  # the lowest
            points, present = sample(np.repeat(frame, 2, axis=0), np.linspace(0, 1, STEPS))
            points = points + np.cumsum(self.rng.normal(0, 0.0025, (STEPS, 2, 1, 3)), axis=0).astype(np.float32)
        else:
            points, present = sample(edge, np.linspace(0, len(edge) - 1, STEPS))
        turn = self._affine()
        return _window(points @ turn.T, present, self._anchor(source.anchor, turn))

    def across(self, clip: Clip) -> Window:
        """No sign, though hands sign all the time: a span over the border of two signs, or over two or three.

        A stream is cut at its pauses, and reads many spans that are no sign: it must tell.
        """
        others = [self.company[at] for at in self.rng.integers(len(self.company), size=self.rng.choice([1, 1, 2]))]
        width = float(clip.anchor[2]) or 0.4
        pieces: list[Hands] = []
        for each in (clip, *others):
            sign = moved(core(each), each.anchor, clip.anchor)
            sign = stretched(sign, max(6, int(len(sign) * self.rng.uniform(0.4, 1))))
            if pieces:
                pieces.append(transition(pieces[-1][-1], sign[0], int(self.rng.integers(1, 6)), width))
            pieces.append(sign)
        first, last = 0, sum(map(len, pieces))
        if len(others) == 1 and self.rng.random() < 0.5:
            first += int(len(pieces[0]) * self.rng.uniform(*HALF))
            last -= int(len(pieces[-1]) * self.rng.uniform(*HALF))
        hands = prepare(np.concatenate(pieces)[first:last], 1.0)
        return Augment(self.rng, self.company, 0)(replace(clip, hands=hands))

    def _edge(self, clip: Clip) -> tuple[Clip, Hands]:
        """The raising or the lowering of the clip's hands, or of another's if it has neither."""
        for source in (clip, *(self.company[at] for at in self.rng.integers(len(self.company), size=EDGE_TRIES))):
            start, end = bounds(source)
            edges = [edge for edge in (source.hands[:start], source.hands[end:]) if len(edge) >= MIN_EDGE]
            if edges:
                return source, edges[self.rng.integers(len(edges))]
        return clip, clip.hands[:MIN_EDGE]

    def _among_others(self, clip: Clip) -> Hands:
        """The sign's core between the end of one sign and the start of another, as in a sentence."""
        sign = core(clip)
        sign = stretched(sign, max(6, int(len(sign) * self.rng.uniform(0.4, 1))))
        width = float(clip.anchor[2]) or 0.4
        pieces = [sign]
        for before in (True, False):
            if self.rng.random() < 0.3:
                continue
            other = self.company[self.rng.integers(len(self.company))]
            neighbour = moved(core(other), other.anchor, clip.anchor)
            kept = int(self.rng.integers(1, 5))
            gap = int(self.rng.integers(1, 6))
            if before:
                part = neighbour[-kept:]
                pieces = [part, transition(part[-1], sign[0], gap, width), *pieces]
            else:
                part = neighbour[:kept]
                pieces = [*pieces, transition(sign[-1], part[0], gap, width), part]
        return prepare(np.concatenate(pieces), 1.0)

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

    def _anchor(self, anchor: Anchor, turn: NDArray[np.float32]) -> Anchor:
        """The anchor after the same transform, with the errors of a box's; sometimes hidden."""
        if not anchor[3] or self.rng.random() > KNOWN:
            return UNKNOWN
        x, y, width, _ = anchor
        x += self.rng.normal(0, ANCHOR_X) * width
        y += self.rng.normal(0, ANCHOR_Y) * width
        width *= np.exp(self.rng.normal(0, ANCHOR_SIZE)) * abs(turn[0, 0])
        x, y = turn[:2, :2] @ np.array([x, y])
        return np.array([x, y, width, 1], np.float32)

    def _drop(self, present: NDArray[np.float32]) -> NDArray[np.float32]:
        """Frames lost by the tracker; sometimes the whole second hand."""
        if self.rng.random() < 0.3:
            present[self.rng.random(present.shape) < self.rng.uniform(0, 0.25)] = 0
        if self.rng.random() < 0.3:
            start, hand = self.rng.integers(STEPS), self.rng.integers(2)
            present[start : start + self.rng.integers(1, 10), hand] = 0
        if self.rng.random() < 0.05:
            present[:, 1] = 0
        return present

    def _frozen_finger(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """One finger of one hand that the tracker does not follow: it stays at its mean position."""
        finger = list(list(FINGERS.values())[self.rng.integers(5)])
        hand, points = int(self.rng.integers(2)), points.copy()
        points[:, hand, finger] = points[:, hand, finger].mean(0)
        return points


def _window(points: NDArray[np.float32], present: NDArray[np.float32], anchor: Anchor) -> Window:
    return Window((points * present[:, :, None, None]).astype(np.float32), present.astype(np.float32), anchor)
