"""Composes isolated signs into sentences, with the transitions and pace of real ones.

An isolated clip raises the hands from rest, signs slowly and lowers them again. Inside a sentence nothing is raised or
lowered: the hands move straight from the end of one sign to the start of the next (movement epenthesis), and signs are
two to three times as fast. The timing comes from RWTH-Boston-104 (201 sentences at 30 fps): a word lasts 10 frames in
the median, log-normal with sigma 0.41, with one frame (-1 to 6) between two words as annotated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import Anchor
from signspan.body.hands import Hands, sample
from signspan.body.sequence import BodySequence
from signspan.body.topology import (
    AXES,
    LEFT_HAND,
    LEFT_SHOULDER,
    POINTS,
    POSE,
    RIGHT_HAND,
    RIGHT_SHOULDER,
    WRIST,
)
from signspan.corpora.signs import Clip

FPS = 30.0
LOG_FRAMES, LOG_SPREAD = 2.302, 0.406  # of a word's frames, RWTH-Boston-104
GAPS, GAP_ODDS = (1, 2, 3, 4, 5, 6), (0.3, 0.24, 0.18, 0.12, 0.1, 0.06)  # frames between words, at least one
RAISED = 0.25  # shoulder widths below the sign's own height: a lower hand is on its way up or down
MAX_RISE, MAX_FALL = 0.3, 0.4  # shares of a clip that raising and lowering may take
DROP = 0.35  # shoulder widths that an unused hand sinks before it is lost
HOLDS = 0.25  # share of signs held at the end for one to five frames
LOST = 0.03  # share of hands that the tracker loses in a frame
MAX_EDGE = 15  # frames kept of the first sign's raising and of the last one's lowering
TYPICAL_WIDTH = 0.4  # image heights: used for an unknown shoulder width


@dataclass(frozen=True, slots=True)
class Sentence:
    """`hands` (T, 2, 21, 3) at `fps` on a body at `anchor`; `glosses` and their frames [start, end)."""

    hands: Hands
    anchor: Anchor
    fps: float
    glosses: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def bounds(clip: Clip) -> tuple[int, int]:
    """The first frame after the raising of the hands and the first of their lowering, by the busier hand's height."""
    frames = len(clip.hands)
    heights = clip.hands[:, 0, WRIST, 1] / _width(clip.anchor)
    middle = heights[frames // 4 : frames * 3 // 4]
    if frames < 8 or not np.isfinite(middle).any():
        return 0, frames
    up = np.nonzero(heights < np.nanmedian(middle) + RAISED)[0]  # NaN is never up
    if len(up) == 0:
        return 0, frames
    return min(int(up[0]), int(frames * MAX_RISE)), max(int(up[-1]) + 1, int(frames * (1 - MAX_FALL)))


def core(clip: Clip) -> Hands:
    """The clip without its raising and lowering."""
    start, end = bounds(clip)
    return clip.hands[start:end]


def moved(hands: Hands, anchor: Anchor, onto: Anchor) -> Hands:
    """Hands of a body at `anchor` moved to a body at `onto`; unchanged if either is unknown."""
    if not (anchor[3] and onto[3]):
        return hands
    scale = onto[2] / anchor[2]
    shift = np.array([onto[0] - anchor[0] * scale, onto[1] - anchor[1] * scale, 0], np.float32)
    return np.asarray(hands * scale + shift, np.float32)


def stretched(hands: Hands, frames: int) -> Hands:
    """Hands (T, 2, 21, 3) in `frames` frames, NaN where absent."""
    points, present = sample(hands, np.linspace(0, len(hands) - 1, frames))
    return np.where(present[:, :, None, None] > 0, points, np.float32(np.nan))


def transition(last: NDArray[np.float32], first: NDArray[np.float32], frames: int, width: float) -> Hands:
    """`frames` frames from pose `last` to pose `first`, both (2, 21, 3), exclusive of them.

    Position follows the minimum-jerk curve 10t^3 - 15t^4 + 6t^5 (Flash and Hogan 1985). A hand that only one side has
    sinks away, or rises, by `DROP` shoulder widths of `width` image heights each.
    """
    at = np.arange(1, frames + 1, dtype=np.float32) / (frames + 1)
    eased = (10 * at**3 - 15 * at**4 + 6 * at**5)[:, None, None]
    moves = np.empty((frames, 2, 21, 3), np.float32)
    low = np.array([0, DROP * width, 0], np.float32)
    for slot in range(2):
        a, b = last[slot], first[slot]
        if np.isfinite(a[WRIST, 0]) and np.isfinite(b[WRIST, 0]):
            moves[:, slot] = a + (b - a) * eased
        elif np.isfinite(a[WRIST, 0]):
            moves[:, slot] = np.where(at[:, None, None] < 0.6, a + low * eased, np.nan)
        else:
            moves[:, slot] = np.where(at[:, None, None] > 0.4, b + low * (1 - eased), np.nan)
    return moves


def compose(clips: Sequence[Clip], rng: np.random.Generator, pace: float) -> Sentence:
    """Clips joined as one signer's sentence on the first one's body, `pace` times slower than the signs of Boston-104.

    The first clip's raising of the hands and the last one's lowering are kept, at most half a second of each.
    """
    anchor = clips[0].anchor
    width = _width(anchor)
    rise, fall = clips[0].hands[: bounds(clips[0])[0]], clips[-1].hands[bounds(clips[-1])[1] :]
    pieces: list[Hands] = [rise[-MAX_EDGE:]]
    spans: list[tuple[int, int]] = []
    for clip in clips:
        frames = int(np.clip(np.exp(rng.normal(LOG_FRAMES, LOG_SPREAD)) * pace, 4, 90))
        sign = stretched(moved(core(clip), clip.anchor, anchor), frames)
        if rng.random() < HOLDS:
            sign = np.concatenate([sign, np.repeat(sign[-1:], rng.integers(1, 6), axis=0)])
        if spans:
            gap = max(1, round(int(rng.choice(GAPS, p=GAP_ODDS)) * pace))
            pieces.append(transition(pieces[-1][-1], sign[0], gap, width))
        at = sum(len(piece) for piece in pieces)
        pieces.append(sign)
        spans.append((at, at + len(sign)))
    pieces.append(moved(fall[:MAX_EDGE], clips[-1].anchor, anchor))
    return Sentence(np.concatenate(pieces), anchor, FPS, tuple(clip.gloss for clip in clips), tuple(spans))


def hard_concatenation(clips: Sequence[Clip]) -> Sentence:
    """The control: whole clips end to end, as they are, with nothing between them."""
    pieces = [moved(clip.hands, clip.anchor, clips[0].anchor) for clip in clips]
    ends = np.cumsum([len(piece) for piece in pieces]).tolist()
    spans = tuple(zip([0, *ends[:-1]], ends, strict=True))
    return Sentence(np.concatenate(pieces), clips[0].anchor, FPS, tuple(clip.gloss for clip in clips), spans)


def _width(anchor: Anchor) -> float:
    return float(anchor[2]) if anchor[3] else TYPICAL_WIDTH


def body_of(sentence: Sentence, fps: float, rng: np.random.Generator) -> BodySequence:
    """The sentence as a camera would give it: (T, 543, 3) at `fps`, hands and shoulders alone, jittered, frames lost.

    Coordinates are those of a square image: a unit of image height is a fraction of both sides. Hand packs do not say
    which slot is which hand; the busier one is taken as the right hand, as for most people.
    """
    count = max(2, int(len(sentence.hands) / sentence.fps * fps))
    hands = stretched(sentence.hands, count)
    hands = hands + rng.normal(0, 0.001, hands.shape).astype(np.float32)
    hands[rng.random((count, 2)) < LOST] = np.nan
    landmarks = np.full((count, POINTS, AXES), np.nan, np.float32)
    landmarks[:, RIGHT_HAND], landmarks[:, LEFT_HAND] = hands[:, 0], hands[:, 1]
    if sentence.anchor[3]:
        x, y, width, _ = sentence.anchor
        for point, side in ((LEFT_SHOULDER, 0.5), (RIGHT_SHOULDER, -0.5)):
            landmarks[:, POSE.start + point] = (x + side * width, y, 0)
    return BodySequence(landmarks, fps, 1.0)
