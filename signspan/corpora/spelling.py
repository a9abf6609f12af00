"""Continuous fingerspelling, synthesised from clips of single letters for lack of recordings.

Letters of one person last as long as spellers make them (a quarter of a second at four letters a second, mostly
transition). J and Z play their movement. Between two letters the palm turns along the shortest arc while the fingers
move in the palm's frame, slow at both ends like a reaching hand. Short holds do not quite reach the letter. Doubled
letters slide, bounce, open a little or are held longer, as signers do. At both ends the hand usually rises and drops. A
simulated camera of 12 to 30 frames a second adds jitter and lost frames.

What this cannot show: a fluent speller's whole-word movement, and hands that really shorten letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation, Slerp

from signspan.body.topology import INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST
from signspan.corpora.letters import LetterClip
from signspan.recognise.handshape import LETTERS, NONE

Points = NDArray[np.float32]
Bank = Mapping[str | None, Sequence[LetterClip]]
Double = Literal["slide", "bounce", "release", "hold"]

RATE: Final = 100  # frames a second of the movement before the camera samples it
MOVING: Final = frozenset("JZ")
PALM: Final = [WRIST, INDEX_MCP, MIDDLE_MCP, PINKY_MCP]
TIP: Final = {"J": 20, "Z": 8}
NEAR: Final = 0.25  # share of a transition, at either end, that still looks like the letter


@dataclass(frozen=True, slots=True)
class Speller:
    """How somebody spells: letters a second, and the form of each double."""

    letters_per_s: float
    doubles: Sequence[Double] = ("slide", "bounce", "release", "hold")
    fps: float = 30.0
    tremor: float = 0.012  # palms
    lost: float = 0.02  # of the frames


@dataclass(frozen=True, slots=True)
class Spelled:
    """The camera's recording: `times` (T,) in seconds and right `hands` (T, 21, 3), with the true `labels` (T,).

    A label is a letter's number, or `NONE`; `weights` (T,) are lower where a label is debatable.
    """

    times: NDArray[np.float64]
    hands: Points
    labels: NDArray[np.int64]
    weights: NDArray[np.float32]


def bank_of(clips: Sequence[LetterClip]) -> dict[str | None, list[LetterClip]]:
    """Clips by letter."""
    bank: dict[str | None, list[LetterClip]] = {}
    for clip in clips:
        bank.setdefault(clip.letter, []).append(clip)
    return bank


def compose(word: str, bank: Bank, speller: Speller, rng: np.random.Generator) -> Spelled:
    """The word's letters, which the bank must hold, spelled by its person with a random clip for each."""
    track = _Track(rng)
    beat = 1 / speller.letters_per_s
    rest = _held(_draw(bank.get(None) or bank[word[0]], rng), 0.1, rng)
    low = np.array([rng.normal(0, 0.6), rng.uniform(2, 4), 0])
    whole = rng.random() < 0.7  # else the hand's rise and fall are not recorded
    if whole:
        track.show(rest + low, NONE)
    aside = np.zeros(3)
    drift = np.array([-rng.uniform(0, 0.12), rng.normal(0, 0.02), 0])
    before = ""
    for letter in word:
        number = LETTERS.index(letter)
        clip = _draw(bank[letter], rng)
        hold = beat * rng.uniform(0.35, 0.65)
        aside = aside + drift + rng.normal(0, 0.03, 3)
        if letter == before:
            aside = _double(track, rng.choice(np.array(speller.doubles)), number, beat, aside, rng)
        else:
            length = beat * rng.uniform(0.4, 0.65) if before else rng.uniform(0.25, 0.5)
            shown = _moved(clip, letter, rng) if letter in MOVING else _held(clip, hold, rng)
            reach = 1.0 if letter in MOVING else min(1.0, rng.uniform(0.88, 1.02) + hold)
            if track.points:
                track.go(shown[0] + aside, length, number, reach)
            track.show(shown + aside, number)
            if letter in MOVING:
                aside = aside + (shown[-1] - shown[0])[PALM].mean(axis=0) * 0.5
        before = letter
    track.stay(rng.uniform(0.05, 0.3), NONE if before in MOVING else LETTERS.index(before))
    if whole:
        track.go(rest[-1] + low, rng.uniform(0.25, 0.5), NONE, 1.0)
    return _film(track, speller, rng)


def normal(clip: LetterClip) -> Points:
    """A clip's hand in palm lengths, relative to the centre of its first palm."""
    palm = np.linalg.norm(clip.hands[:, [5, 9, 17]] - clip.hands[:, :1], axis=-1).max(axis=1)
    middle = clip.hands[0, PALM].mean(axis=0)
    return np.asarray((clip.hands - middle) / max(float(np.median(palm)), 1e-4), np.float32)


class _Track:
    """The movement at `RATE`, growing."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.points: list[Points] = []
        self.labels: list[int] = []
        self.weights: list[float] = []

    def show(self, points: Points, label: int, weight: float = 1.0) -> None:
        self.points.extend(points)
        self.labels.extend([label] * len(points))
        self.weights.extend([weight] * len(points))

    def stay(self, seconds: float, label: int) -> None:
        self.show(np.repeat(self.points[-1][None], max(1, round(seconds * RATE)), axis=0), label)

    def go(self, to: Points, seconds: float, label: int, reach: float) -> None:
        """From where the hand is towards `to`, a part `reach` of the way."""
        was = self.labels[-1]
        even = np.linspace(0, 1, max(3, round(seconds * RATE)))
        points = between(self.points[-1], to, reach * even * even * (3 - 2 * even))
        for at, frame in zip(even, points, strict=True):
            near = was if at < NEAR else label if at > 1 - NEAR else NONE
            self.show(frame[None], near, 0.5 if near != NONE or at < 0.35 or at > 0.65 else 1.0)


def between(a: Points, b: Points, share: NDArray[np.float64]) -> Points:
    """Hands (S, 21, 3) on the way from `a` to `b` (21, 3): the palm along an arc, the rest in the palm's frame."""
    frames = [_palm_frame(hand) for hand in (a, b)]
    middles = [hand[PALM].mean(axis=0) for hand in (a, b)]
    turned = Slerp([0, 1], Rotation.concatenate(frames))(np.clip(share, 0, 1)).as_matrix()
    local = [frame.inv().apply(hand - middle) for frame, hand, middle in zip(frames, (a, b), middles, strict=True)]
    ratio = share[:, None, None]
    inner = local[0] + (local[1] - local[0]) * ratio
    middle = middles[0] + (middles[1] - middles[0]) * ratio[:, 0]
    return np.asarray(inner @ turned.transpose(0, 2, 1) + middle[:, None], np.float32)


def _palm_frame(hand: Points) -> Rotation:
    """The palm's turn: along it, across it, and out of it."""
    along = hand[MIDDLE_MCP] - hand[WRIST]
    along = along / max(float(np.linalg.norm(along)), 1e-6)
    across = hand[PINKY_MCP] - hand[INDEX_MCP]
    out = np.cross(along, across)
    out = out / max(float(np.linalg.norm(out)), 1e-6)
    return Rotation.from_matrix(np.stack([along, np.cross(out, along), out], axis=1))


def _draw(clips: Sequence[LetterClip], rng: np.random.Generator) -> LetterClip:
    return clips[int(rng.integers(len(clips)))]


def _held(clip: LetterClip, seconds: float, rng: np.random.Generator) -> Points:
    """A part of a clip of the wanted length, played back and forth if it is too short."""
    hands = normal(clip)
    hands = hands - hands[:, PALM].mean(axis=1, keepdims=True)  # without the clip's own drift
    frames = max(1, round(seconds * RATE))
    if len(hands) == 1:
        return np.repeat(hands, frames, axis=0)
    at = rng.uniform(0, len(hands) - 1) + np.arange(frames) * clip.fps / RATE
    at = np.abs((at + len(hands) - 1) % (2 * len(hands) - 2) - (len(hands) - 1))
    return _play(hands, at)


def _moved(clip: LetterClip, letter: str, rng: np.random.Generator) -> Points:
    """The movement of J or Z, in 0.3 to 0.9 seconds."""
    first, last = movement(clip.hands, TIP[letter])
    frames = round(rng.uniform(0.3, 0.9) * RATE)
    hands = normal(clip)
    hands = hands - hands[first, PALM].mean(axis=0)
    return _play(hands, np.linspace(first, last, frames))


def movement(hands: Points, tip: int) -> tuple[int, int]:
    """The frames between which a tip really moves: the longest stretch above a fifth of its top speed."""
    palm = np.linalg.norm(hands[:, 9, :2] - hands[:, 0, :2], axis=1).max()
    path = np.linalg.norm(np.diff(hands[:, tip, :2], axis=0), axis=1) / max(float(palm), 1e-6)
    fast = path > max(0.2 * float(np.quantile(path, 0.95)), 0.04)
    fast = np.convolve(fast, np.ones(5), "same") > 0  # the corners of Z are no stops
    edges = np.flatnonzero(np.diff(np.concatenate([[0], fast.astype(int), [0]])))
    if len(edges) == 0:
        return 0, len(hands) - 1
    starts, ends = edges[::2], edges[1::2]
    best = int((ends - starts).argmax())
    return int(starts[best]), int(min(ends[best], len(hands) - 1))


def _play(hands: Points, at: NDArray[np.float64]) -> Points:
    before = np.clip(np.floor(at).astype(int), 0, len(hands) - 1)
    after = np.minimum(before + 1, len(hands) - 1)
    share = (at - before).astype(np.float32)[:, None, None]
    return np.asarray(hands[before] * (1 - share) + hands[after] * share, np.float32)


def _double(
    track: _Track, kind: str, number: int, beat: float, aside: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """The second of two equal letters; returns the hand's position after it."""
    here = track.points[-1]
    hold = beat * rng.uniform(0.35, 0.65)
    if kind == "slide":
        step = np.array([-rng.uniform(0.45, 0.9), rng.normal(0, 0.05), 0], np.float32)
        track.show(between(here, here + step, _ease(beat * rng.uniform(0.4, 0.7))), number)
        track.stay(hold, number)
        return aside + step
    if kind == "bounce":
        dip = np.array([-rng.uniform(0, 0.2), rng.uniform(0.25, 0.5), 0], np.float32)
        down = between(here, here + dip, _ease(beat * rng.uniform(0.25, 0.4)))
        track.show(np.concatenate([down, down[::-1]]), number)
        track.stay(hold, number)
        return aside
    if kind == "release":
        middle = here[PALM].mean(axis=0)
        tips = np.ones((21, 1), np.float32)
        open_hand = between(here, here, np.zeros(1))[0]
        for finger in ((6, 7, 8), (10, 11, 12), (14, 15, 16), (18, 19, 20), (3, 4)):
            tips[list(finger)] = 1 + rng.uniform(0.25, 0.5)
        open_hand = middle + (open_hand - middle) * tips
        out = between(here, open_hand.astype(np.float32), _ease(beat * rng.uniform(0.25, 0.4)))
        track.show(np.concatenate([out, out[::-1]]), number, 0.2)
        track.stay(hold, number)
        return aside
    track.stay(beat * rng.uniform(1.3, 1.8) + hold, number)
    return aside


def _ease(seconds: float) -> NDArray[np.float64]:
    even = np.linspace(0, 1, max(3, round(seconds * RATE)))
    return np.asarray(even * even * (3 - 2 * even))


def _film(track: _Track, speller: Speller, rng: np.random.Generator) -> Spelled:
    """The movement as a camera records it."""
    points = np.stack(track.points)
    smooth = np.hanning(9)[1:-1]
    smooth = smooth / smooth.sum()
    padded = np.pad(points, ((3, 3), (0, 0), (0, 0)), mode="edge")  # joints have mass: no corners in their paths
    points = np.stack([padded[k : k + len(points)] * smooth[k] for k in range(7)]).sum(axis=0)
    every = RATE / speller.fps
    at = np.arange(rng.uniform(0, every), len(points) - 1, every)
    at = at[rng.random(len(at)) >= speller.lost]
    frames = np.round(at).astype(int)
    palms = 0.15  # of the image's height
    tremor = rng.normal(0, speller.tremor, (len(at), 21, 3)) + rng.normal(0, speller.tremor / 2, (len(at), 1, 3))
    hands = (points[frames] + tremor) * palms + np.array([0.7, 0.5, 0])
    return Spelled(
        at / RATE, hands.astype(np.float32), np.array(track.labels)[frames], np.array(track.weights, np.float32)[frames]
    )
