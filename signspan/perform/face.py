"""The grammar that hands do not carry: brows, eyes, cheeks, mouth and head; and blinks, gaze and mouthing.

Raised brows ask yes or no, raised brows with the head back mark topics, raised brows with the head aside say "if",
furrowed brows ask what, where and why, a head-shake negates, a nod affirms (Valli & Lucas, Linguistics of American Sign
Language). Each marker covers the span of its tokens and fades in and out; only a condition is released at once, with a
dip of the head, because the main clause begins there. The eyes look at the addressee, and at the hand while it spells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from signspan.events import Marker, TimelineEntry
from signspan.motion.clip import FPS
from signspan.motion.quaternion import Floats, about, multiply
from signspan.perform.mouthing import mouth

SOFT_S = 0.30
RELEASE_S = 0.20  # release time of a condition
DIP_S = 0.25  # half of the dip, which begins before the clause's end
GAZE_S = 0.20  # eyes are quicker than brows
_PITCH, _YAW, _ROLL = np.eye(3)  # pitch forwards is positive, and so is a roll to the figure's right


def _both(unit: str, weight: float) -> dict[str, float]:
    return {f"{unit}Left": weight, f"{unit}Right": weight}


@dataclass(frozen=True)
class Sway:
    """The head's part of a marker, in radians: a lean forwards and a tilt aside, a swing at a rate (Hz), and a dip
    forwards where the span ends.
    """

    lean: float = 0.0
    tilt: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    rate: float = 0.0
    dip: float = 0.0


_UP = {"browInnerUp": 1.0} | _both("browOuterUp", 0.6)
FACES: Final[dict[Marker, dict[str, float]]] = {
    "brows-raised": _UP | _both("eyeWide", 0.55),
    "topic": _UP | _both("eyeWide", 0.2) | _both("mouthPress", 0.3),
    "conditional": _UP | _both("eyeWide", 0.3) | _both("cheekSquint", 0.2),
    "brows-furrowed": _both("browDown", 1.0) | _both("noseSneer", 0.35) | _both("eyeSquint", 0.5),
    "head-shake": {"mouthShrugLower": 0.4}
    | _both("mouthFrown", 0.65)
    | _both("browDown", 0.4)
    | _both("eyeSquint", 0.2),
    "head-nod": _both("mouthSmile", 0.35) | _both("cheekSquint", 0.4),
    "head-forward": {},
}
SWAYS: Final[dict[Marker, Sway]] = {
    "brows-raised": Sway(lean=0.06),
    "topic": Sway(lean=-0.10, tilt=0.06),
    "conditional": Sway(lean=0.03, tilt=0.18, dip=0.12),
    "brows-furrowed": Sway(lean=0.10, tilt=-0.07),
    "head-shake": Sway(yaw=0.26, rate=1.7),
    "head-nod": Sway(pitch=0.15, rate=1.6),
    "head-forward": Sway(lean=0.13),
}
# The spelling hand, seen from the figure's eyes: down and to the right.
_TO_HAND = _both("eyeLookDown", 0.45) | {"eyeLookOutRight": 0.5, "eyeLookInLeft": 0.5}


@dataclass(frozen=True)
class Span:
    """A marker from frame `start` to frame `stop`, excluded."""

    marker: Marker
    start: int
    stop: int


def merge(spans: list[Span]) -> list[Span]:
    """Adjacent spans of one marker become one, so that brows stay up between signs."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.marker, s.start)):
        last = merged[-1] if merged else None
        if last and last.marker == span.marker and span.start - last.stop <= SOFT_S * FPS * 2:
            merged[-1] = Span(span.marker, last.start, max(last.stop, span.stop))
        else:
            merged.append(span)
    return merged


def _envelope(start: float, stop: float, frames: int, soft_s: float = SOFT_S, release_s: float | None = None) -> Floats:
    """1 from frame `start` to `stop`, sloping softly to 0 outside, and 0 at the very ends, (frames,).

    The slopes last `soft_s`; the one after `stop` lasts `release_s`, if given.
    """
    soft, release = soft_s * FPS, (soft_s if release_s is None else release_s) * FPS
    time = np.arange(frames)
    reach = np.minimum((time - start) / soft + 1, (stop - time) / release + 1)
    share = np.clip(np.minimum(reach, np.minimum(time, frames - 1 - time) / soft), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def animate(spans: list[Span], frames: int, timeline: Iterable[TimelineEntry]) -> tuple[dict[str, Floats], Floats]:
    """Expression weights (frames,) by name, in [0, 1], and the head's added turn (frames, 4).

    `spans` carry the grammar; `timeline` says which words are mouthed and when the hand spells.
    """
    weights: dict[str, Floats] = {"blink": blinks(frames)}
    turn = np.tile([0.0, 0.0, 0.0, 1.0], (frames, 1))

    def show(units: dict[str, float], envelope: Floats) -> None:
        for name, strength in units.items():
            weights[name] = np.maximum(weights.get(name, np.zeros(frames)), strength * envelope)

    for span in merge(spans):
        sway = SWAYS[span.marker]
        envelope = _envelope(span.start, span.stop, frames, release_s=RELEASE_S if sway.dip else SOFT_S)
        show(FACES[span.marker], envelope)
        swing = np.sin(2 * np.pi * sway.rate * (np.arange(frames) - span.start) / FPS) * envelope
        turn = multiply(turn, about(_YAW, sway.yaw * swing))
        turn = multiply(turn, about(_PITCH, sway.lean * envelope + sway.pitch * swing))
        turn = multiply(turn, about(_ROLL, sway.tilt * envelope))
        turn = multiply(turn, about(_PITCH, sway.dip * _envelope(span.stop, span.stop, frames, DIP_S)))
    for entry in timeline:
        start, stop = entry.start_s * FPS, entry.end_s * FPS
        if entry.source == "fingerspell":
            show(_TO_HAND, _envelope(start, stop, frames, GAZE_S))
        if entry.source != "point":  # a pointing sign is not mouthed
            for name, curve in mouth(entry.gloss, round(start), round(stop), frames).items():
                show({name: 1.0}, curve)
    return weights, turn


def blinks(frames: int) -> Floats:
    """Eyelids (frames,): a blink of a fifth of a second every three to five seconds, and none at the very start."""
    closed = np.zeros(frames)
    shape = np.array([0.35, 0.9, 1.0, 0.7, 0.35, 0.1])
    at, number = 1.1 * FPS, 0
    while round(at) + len(shape) <= frames:
        closed[round(at) : round(at) + len(shape)] = shape
        number += 1
        at += (3.0 + 2.0 * (number * 0.618 % 1)) * FPS  # the golden ratio spreads them without random numbers
    return closed
