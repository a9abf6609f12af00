"""Brows and head: the grammar that hands do not carry, and blinks.

Raised brows ask yes or no and mark topics, furrowed brows ask what, where and why, a head-shake negates
(Valli & Lucas, Linguistics of American Sign Language). Each marker spreads over its tokens' span, in and out softly.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from signspan.events import Marker
from signspan.perform.quaternion import Floats, about, multiply
from signspan.perform.segment import FPS

SOFT_S = 0.30
_PITCH, _YAW = np.eye(3)[0], np.eye(3)[1]  # pitch forwards is positive

_UP = {"browInnerUp": 0.85, "browOuterUpLeft": 0.9, "browOuterUpRight": 0.9, "eyeWideLeft": 0.25, "eyeWideRight": 0.25}
_DOWN = {
    **{"browDownLeft": 0.95, "browDownRight": 0.95, "noseSneerLeft": 0.2, "noseSneerRight": 0.2},
    **{"eyeSquintLeft": 0.35, "eyeSquintRight": 0.35},
}


@dataclass(frozen=True)
class Sway:
    """The head's part of a marker: a lean forwards (radians), and a swing about an axis at a rate (Hz)."""

    lean: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    rate: float = 0.0


FACES: Final[dict[Marker, dict[str, float]]] = {
    "brows-raised": _UP,
    "topic": _UP,
    "brows-furrowed": _DOWN,
    "head-shake": {"mouthFrownLeft": 0.3, "mouthFrownRight": 0.3},
    "head-nod": {},
    "head-forward": {},
}
SWAYS: Final[dict[Marker, Sway]] = {
    "brows-raised": Sway(lean=0.06),
    "topic": Sway(lean=-0.05),
    "brows-furrowed": Sway(lean=0.08),
    "head-shake": Sway(yaw=0.24, rate=1.7),
    "head-nod": Sway(pitch=0.14, rate=1.6),
    "head-forward": Sway(lean=0.13),
}


@dataclass(frozen=True)
class Span:
    """A marker from frame `start` to frame `stop`, excluded."""

    marker: Marker
    start: int
    stop: int


def merge(spans: list[Span]) -> list[Span]:
    """Spans of one marker that follow on each other become one, so that brows stay up between signs."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.marker, s.start)):
        last = merged[-1] if merged else None
        if last and last.marker == span.marker and span.start - last.stop <= SOFT_S * FPS * 2:
            merged[-1] = Span(span.marker, last.start, max(last.stop, span.stop))
        else:
            merged.append(span)
    return merged


def _envelope(span: Span, frames: int) -> Floats:
    """1 within the span, sloping softly to 0 outside it, and 0 at the very ends, (frames,)."""
    soft = SOFT_S * FPS
    time = np.arange(frames)
    reach = np.minimum(time - (span.start - soft), (span.stop + soft) - time)
    share = np.clip(np.minimum(reach, np.minimum(time, frames - 1 - time)) / soft, 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def animate(spans: list[Span], frames: int) -> tuple[dict[str, Floats], Floats]:
    """Expression weights (frames,) by name, in [0, 1], and the head's added turn (frames, 4)."""
    weights: dict[str, Floats] = {"blink": blinks(frames)}
    turn = np.tile([0.0, 0.0, 0.0, 1.0], (frames, 1))
    for span in merge(spans):
        envelope = _envelope(span, frames)
        for name, strength in FACES[span.marker].items():
            weights[name] = np.maximum(weights.get(name, np.zeros(frames)), strength * envelope)
        sway = SWAYS[span.marker]
        swing = np.sin(2 * np.pi * sway.rate * (np.arange(frames) - span.start) / FPS) * envelope
        turn = multiply(turn, about(_YAW, sway.yaw * swing))
        turn = multiply(turn, about(_PITCH, sway.lean * envelope + sway.pitch * swing))
    return weights, turn


def blinks(frames: int) -> Floats:
    """Eyelids (frames,): a blink of a fifth of a second every three to five seconds, and none at the very start."""
    closed = np.zeros(frames)
    shape = np.array([0.35, 0.9, 1.0, 0.7, 0.35, 0.1])
    at, number = 1.1 * FPS, 0
    while round(at) + len(shape) <= frames:
        closed[round(at) : round(at) + len(shape)] = shape
        number += 1
        at += (3.0 + 2.0 * (number * 0.618 % 1)) * FPS  # the golden ratio spreads without chance
    return closed
