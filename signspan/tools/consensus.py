"""Signs that the motion-capture archive lacks, as the consensus of several signers, nobody's own recording.

Clips of hands with a body's anchor (WLASL) become tracks in the figure's frame: palms, fingers, places. All clips of a
gloss are mirrored to the right-handed form and aligned in time by dynamic time warping (Sakoe & Chiba 1978) to the clip
nearest to all others; clips with another form of the sign are too far from it and are dropped. The rest is averaged
frame by frame by the geometric median (Weiszfeld 1937), which is robust to one signer's error, and aligned again to the
mean (barycentre averaging, Petitjean et al. 2011). Each signer counts once, whatever the number of clips.

The corpus has no arms. An elbow follows from its wrist by a polynomial fitted on 413 other clips with a whole body
(median error 0.12 shoulder widths); inverse kinematics does the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signspan.capture.clean import PALM, Motion, clean_hands, runs
from signspan.capture.retarget import bend_fingers, fit_palm
from signspan.capture.trim import stroke
from signspan.errors import InputError, SignspanError
from signspan.motion.quaternion import IDENTITY, Floats, rotate, unit
from signspan.motion.rig import BONES, SIDES, finger_bones, load_rig

FPS = 30.0  # WLASL's videos have 25 to 30 frames a second, and the pack does not say which
RESTING = -1.3  # shoulder widths: a lower hand is in the lap
NOSE = 0.558  # a person's nose above the shoulders, in shoulder widths
MIN_SIGNERS = 3
ROUNDS = 2
CLOSE, LOOSE, APART = 0.6, 0.8, 1.0  # mean distance of aligned frames beyond which a clip shows another sign
MIN_PRESENCE = 0.45  # least share of signers with a second hand for the consensus to have it
# Elbow position, outwards and up, from 1, x, y, x², xy, y² of the wrist, outwards and up from mid-shoulder.
_ELBOW = np.array([[0.664, 0.491, 0.0, -0.179, 0.361, 0.065], [-0.606, -0.241, 0.584, 0.149, -0.169, 0.346]])


@dataclass(frozen=True)
class Example:
    """Both hands (T, 2, 21, 3) of one clip in the body's frame of `clean`, the busier hand first, whatever its side,
    and NaN where unseen; and the signer."""

    hands: Floats
    signer: str


@dataclass(frozen=True)
class Track:
    """A sign as rotations: `centre` (T, 2, 3) of the palm, `palm` (T, 2, 4), `fingers` (T, 2, 15, 4), left hand first;
    `present` (T, 2) in [0, 1]."""

    centre: Floats
    palm: Floats
    fingers: Floats
    present: Floats

    def features(self) -> Floats:
        """Features (T, F) to compare frames: position in shoulder widths, palm and finger turns, presence."""
        sides = []
        for side, weight in ((1, 1.0), (0, 0.7)):
            shown = self.present[:, side, None] * weight
            along = rotate(self.palm[:, side], np.array([1.0, 0, 0])) * 0.3
            facing = rotate(self.palm[:, side], np.array([0, 1.0, 0])) * 0.3
            bends = np.abs(self.fingers[:, side, :, 3]) * 0.45  # cosine of half the bend
            place = self.centre[:, side, :2]
            sides.append(np.concatenate([place, along, facing, bends], axis=1) * shown)
        whole = np.concatenate([*sides, 0.5 * self.present[:, :1]], axis=1)
        return np.asarray(whole * (1 - 0.25 * self.present[:, :1]))  # two hands have more features that can differ


def read_examples(pack: Path) -> dict[str, list[Example]]:
    """The clips of a sequence pack by gloss, in lower case; those whose body is unknown are left out."""
    from signspan.corpora.signs import read_pack  # only building reads corpora

    examples: dict[str, list[Example]] = {}
    for clip in read_pack(pack):
        x, y, width, known = clip.anchor.astype(np.float64)
        if known:
            hands = (clip.hands.astype(np.float64) - [x, y, 0]) / width * [1, -1, -1]
            examples.setdefault(clip.gloss, []).append(Example(hands, clip.signer))
    return examples


def left_handed(examples: Sequence[Example]) -> set[str]:
    """The left-handed signers, by the direction in which the fingers of their one-handed signs bend."""
    votes: dict[str, list[float]] = {}
    for example in examples:
        if np.isfinite(example.hands[:, 1, 0, 0]).mean() < 0.2:
            votes.setdefault(example.signer, []).append(_rightness(example.hands[:, 0]))
    return {signer for signer, cast in votes.items() if np.nanmedian(cast) < 0}


def _rightness(hand: Floats) -> float:
    """Positive for a right hand (T, 21, 3), negative for a left one: fingers bend towards the palm."""
    known = hand[np.isfinite(hand[:, 0, 0])]
    if not len(known):
        return 0.0
    normal = np.cross(known[:, 5] - known[:, 0], known[:, 17] - known[:, 0])
    bend = (known[:, [12, 16, 20]] - known[:, [9, 13, 17]]).mean(axis=1)
    size = np.linalg.norm(normal, axis=1) * np.linalg.norm(known[:, 9] - known[:, 0], axis=1)
    return float(np.median((normal * bend).sum(axis=1) / np.maximum(size, 1e-9)))


def motion_of(example: Example, mirrored: bool) -> Motion:
    """An example as a clean motion of its stroke, turned into a right-handed signer's if `mirrored`.

    Raises `InputError` if no hand is seen long enough.
    """
    hands = example.hands * ([-1, 1, 1] if mirrored else [1, 1, 1])
    hands[hands[:, :, 9, 1] < RESTING] = np.nan
    hands = hands[:, ::-1]  # the busier hand is the right one, unless the picture says otherwise
    shown = np.isfinite(hands[:, :, 0, 0])
    if shown.all(axis=1).mean() > 0.2:
        across = np.nanmedian(hands[:, :, 0, 0], axis=0)  # the right hand is on the person's right: x is smaller
        evidence = [_rightness(hands[:, slot]) / 0.2 - across[slot] for slot in (0, 1)]
        if evidence[0] > evidence[1]:
            hands = hands[:, ::-1]
    wrists = np.stack([_held(hands[:, side, 0, :2]) for side in (0, 1)], axis=1)
    arms = arms_of(wrists)
    cleaned, seen, found = clean_hands(hands, arms, np.ones(shown.shape, np.bool_), FPS)
    still = np.tile(IDENTITY, (len(hands), 1))
    motion = Motion(FPS, arms, cleaned, seen, found, NOSE, still)
    return motion.cut(*stroke(motion))


def arms_of(wrists: Floats) -> Floats:
    """Shoulders, elbows and wrists (T, 2, 3, 2) for wrists (T, 2, 2), in shoulder widths."""
    outwards = np.array([1.0, -1.0])
    x, y = wrists[..., 0] * outwards, wrists[..., 1]
    elbows = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1) @ _ELBOW.T
    elbows[..., 0] *= outwards
    shoulders = np.zeros_like(wrists)
    shoulders[..., 0] = 0.5 * outwards
    return np.stack([shoulders, elbows, wrists], axis=2)


def track_of(motion: Motion) -> Track:
    """The track of a motion; an absent hand stays where it was seen last or will be seen next."""
    frames = len(motion.seen)
    centre, present = np.zeros((frames, 2, 3)), motion.seen.astype(np.float64)
    palm, fingers = np.tile(IDENTITY, (frames, 2, 1)), np.tile(IDENTITY, (frames, 2, 15, 1))
    for number, side in enumerate(SIDES):
        known = np.flatnonzero(motion.seen[:, number])
        if len(known) < 3:
            present[:, number] = 0
            continue
        nearest = known[np.abs(np.arange(frames)[:, None] - known).argmin(axis=1)]
        hand = motion.hands[nearest, number]
        palm[:, number] = fit_palm(hand, side)
        fingers[:, number] = bend_fingers(hand, palm[:, number], side)
        centre[:, number] = hand[:, list(PALM)].mean(axis=1)
    return Track(centre, palm, fingers, present)


def warp(first: Floats, second: Floats) -> tuple[NDArray[np.int64], float]:
    """The path (P, 2) of frame pairs along which features (T, F) and (U, F) fit best, and their mean distance."""
    cost = np.linalg.norm(first[:, None] - second[None], axis=-1)
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for diagonal in range(2, rows + columns + 1):
        i = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        j = diagonal - i
        best = np.minimum(total[i - 1, j - 1], np.minimum(total[i - 1, j], total[i, j - 1]) + 0.02)
        total[i, j] = best + cost[i - 1, j - 1]
    i, j, path, totals = rows, columns, [], total.tolist()
    while i > 0 and j > 0:
        path.append((i - 1, j - 1))
        steps = (totals[i - 1][j - 1], totals[i - 1][j] + 0.02, totals[i][j - 1] + 0.02)
        move = steps.index(min(steps))
        i, j = i - (move != 2), j - (move != 1)
    pairs = np.array(path[::-1])
    return pairs, float(cost[pairs[:, 0], pairs[:, 1]].mean())


def consensus(examples: Sequence[Example], left: set[str], farthest: float = CLOSE) -> tuple[Motion, int, float]:
    """The motion that the signers of `examples` share, their number, and their mean distance from it.

    `left` names the left-handed signers; clips farther than `farthest` from the mean are dropped. Raises `InputError`
    if fewer than `MIN_SIGNERS` agree.
    """
    tracks, signers = [], []
    for example in examples:
        try:
            tracks.append(track_of(motion_of(example, example.signer in left)))
            signers.append(example.signer)
        except SignspanError:
            continue  # a clip in which the hand is hardly seen does not count
    if len(set(signers)) < MIN_SIGNERS:
        raise InputError(f"expected clips of {MIN_SIGNERS} signers, got {len(set(signers))}")
    features = [track.features() for track in tracks]
    apart = np.zeros((len(tracks), len(tracks)))
    for a in range(len(tracks)):
        for b in range(a):
            apart[a, b] = apart[b, a] = warp(features[a][::2], features[b][::2])[1]  # enough for choosing
    near = apart < farthest * 1.25  # two signers are farther from each other than each from their mean
    supporters = [len({signers[k] for k in np.flatnonzero(row)}) for row in near]
    everyone = [[k for k, name in enumerate(signers) if name == signer] for signer in sorted(set(signers))]
    usual = np.median([apart[:, clips].mean(axis=1) for clips in everyone], axis=0)  # each signer counts once
    chosen = max(range(len(tracks)), key=lambda k: (supporters[k], -usual[k]))
    mean, kept = tracks[chosen], list(np.flatnonzero(near[chosen]))
    for _ in range(ROUNDS):
        paths = [warp(mean.features(), features[k]) for k in kept]
        close = [number for number, (_, far) in enumerate(paths) if far < farthest]
        kept, paths = [kept[n] for n in close], [paths[n] for n in close]
        people = [signers[k] for k in kept]
        if len(set(people)) < MIN_SIGNERS:
            raise InputError(f"expected {MIN_SIGNERS} signers who sign alike, got {len(set(people))}")
        weights = np.array([1 / people.count(person) for person in people])
        frames = len(mean.palm)
        mean = _mean([_aligned(tracks[k], path, frames) for k, (path, _) in zip(kept, paths, strict=True)], weights)
    lengths = [len(tracks[k].palm) for k in kept]
    motion = _motion(mean, round(float(np.median(lengths))))
    return motion, len(set(people)), float(np.average([far for _, far in paths], weights=weights))


def _aligned(track: Track, path: NDArray[np.int64], frames: int) -> Track:
    """A track resampled to another's frames: each is the mean of the frames that the path pairs with it."""
    share = np.zeros((frames, len(track.palm)))
    share[path[:, 0], path[:, 1]] = 1
    share /= share.sum(axis=1, keepdims=True)

    def turned(turns: Floats) -> Floats:
        signed = _signed(turns.reshape(len(turns), -1, 4))
        return unit(np.einsum("tu,ubk->tbk", share, signed)).reshape(frames, *turns.shape[1:])

    centre = np.einsum("tu,usk->tsk", share, track.centre)
    return Track(centre, turned(track.palm), turned(track.fingers), share @ track.present)


def _signed(turns: Floats) -> Floats:
    """Turns (T, B, 4) with quaternion signs that are continuous in time."""
    flips = np.where((turns[1:] * turns[:-1]).sum(axis=-1) < 0, -1.0, 1.0)
    return np.concatenate([turns[:1], turns[1:] * np.cumprod(flips, axis=0)[..., None]])


def _mean(tracks: Sequence[Track], weights: Floats) -> Track:
    """The geometric median of tracks on the same frames, hand by hand and joint by joint."""
    present = np.stack([track.present for track in tracks])  # (N, T, 2)
    votes = weights[:, None, None] * (present + 1e-6)
    shown = (weights[:, None, None] * present).sum(axis=0) / weights.sum()
    centre = _median(np.stack([track.centre for track in tracks]), votes)
    palm = _median_turn(np.stack([track.palm for track in tracks]), votes)
    fingers = np.stack([track.fingers for track in tracks])
    return Track(centre, palm, _median_turn(fingers, np.repeat(votes[..., None], 15, axis=-1)), shown)


def _median(points: Floats, votes: Floats) -> Floats:
    """The geometric median (..., K) of points (N, ..., K) with votes (N, ...)."""
    centre = (points * votes[..., None]).sum(axis=0) / votes.sum(axis=0)[..., None]
    for _ in range(8):
        weight = votes / np.maximum(np.linalg.norm(points - centre, axis=-1), 0.03)
        centre = (points * weight[..., None]).sum(axis=0) / weight.sum(axis=0)[..., None]
    return np.asarray(centre)


def _median_turn(turns: Floats, votes: Floats) -> Floats:
    """The same for unit quaternions (N, ..., 4), for which q equals -q and the mean has length one."""
    centre = turns[0]
    weight = votes
    for _ in range(9):
        near = np.where((turns * centre).sum(axis=-1, keepdims=True) < 0, -turns, turns)
        centre = unit((near * weight[..., None]).sum(axis=0))
        weight = votes / np.maximum(np.linalg.norm(near - centre, axis=-1), 0.05)
    return np.asarray(centre)


def _motion(mean: Track, frames: int) -> Motion:
    """A track as landmarks of the figure's own hands, in shoulder widths, `frames` long."""
    rig = load_rig()
    width = float(rig.rest[rig.index("leftUpperArm"), 0] - rig.rest[rig.index("rightUpperArm"), 0])
    at = np.linspace(0, len(mean.palm) - 1, frames)
    low = np.minimum(at.astype(int), max(len(mean.palm) - 2, 0))
    share = at - low

    def between(values: Floats) -> Floats:
        high = values[np.minimum(low + 1, len(values) - 1)]
        wide = share.reshape(-1, *[1] * (values.ndim - 1))
        return np.asarray(values[low] * (1 - wide) + high * wide)

    hands = np.full((frames, 2, 21, 3), np.nan)
    seen = between(mean.present) > MIN_PRESENCE
    for number, side in enumerate(SIDES):
        for start, stop in runs(~seen[:, number]):  # short gaps in a hand's presence
            if start > 0 and stop < frames and stop - start < 8:
                seen[start:stop, number] = True
        pose = np.tile(IDENTITY, (frames, len(BONES), 1))
        pose[:, rig.index(f"{side}Hand")] = unit(between(_signed(mean.palm[:, number, None])[:, 0]))
        columns = [rig.index(bone) for bone in finger_bones(side)]
        pose[:, columns] = unit(between(_signed(mean.fingers[:, number])))
        points = rig.hand_points(*rig.forward(pose), side) / width
        centre = points[:, list(PALM)].mean(axis=1)
        place = between(mean.centre[:, number])
        points += np.concatenate([(place - centre)[:, :2], -points[:, :1, 2]], axis=1)[:, None]
        hands[seen[:, number], number] = points[seen[:, number]]
    wrists = np.stack([_held(hands[:, side, 0, :2]) for side in (0, 1)], axis=1)
    still = np.tile(IDENTITY, (frames, 1))
    return Motion(FPS, arms_of(wrists), hands, seen, seen.copy(), NOSE, still)


def _held(points: Floats) -> Floats:
    """Points (T, 2) with unknown ones taken from their neighbours in time, or at rest if none is known."""
    known = np.isfinite(points[:, 0])
    if not known.any():
        return np.tile([0.0, -1.6], (len(points), 1))
    time = np.arange(len(points))
    return np.stack([np.interp(time, time[known], points[known, axis]) for axis in (0, 1)], axis=1)
