"""How smoothly signs join: the transition of every ordered pair of some glosses.

The bound: no joint's angular speed in a join exceeds 1.5 times the fastest inside the two signs. A flip is a joint that
turns more than a right angle in a frame. Depth is how far hand or forearm is inside the body in a join, beyond where
the signs themselves put it.
"""

import sys
from itertools import permutations
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.lexicon.index import Lexicon
from signspan.motion.arm import body_front
from signspan.motion.clip import FPS
from signspan.motion.quaternion import Floats, angle_between
from signspan.motion.rig import SIDES, load_rig
from signspan.perform.blend import fastest, transition
from signspan.perform.segment import from_clip

BOUND = 1.5
SLOWEST = 10


def evaluate(glosses: int = 100, seed: int = 4) -> dict[str, Any]:
    """The figures over all ordered pairs of random `glosses`, and the worst joins by name."""
    lexicon = Lexicon.load()
    names = sorted(lexicon.signs)
    chosen = np.random.default_rng(seed).choice(names, min(glosses, len(names)), replace=False).tolist()
    signs = {gloss: from_clip(lexicon.motion(gloss)).poses for gloss in chosen}
    speeds = {gloss: fastest(poses) for gloss, poses in signs.items()}
    depths = {gloss: (depth(poses[:1]), depth(poses[-1:])) for gloss, poses in signs.items()}
    ratios, seconds, deeper, broken, flips = [], [], [], 0, 0
    rows: list[tuple[float, str, str]] = []
    for first, second in tqdm(list(permutations(chosen, 2)), unit="join", file=sys.stderr):
        before, after = signs[first], signs[second]
        join = transition(before, after)
        whole = np.concatenate([before[-1:], join, after[:1]])
        broken += int(not np.isfinite(whole).all() or np.abs(np.linalg.norm(whole, axis=-1) - 1).max() > 1e-3)
        flips += int(angle_between(whole[1:], whole[:-1]).max() > np.pi / 2)
        ratio = fastest(whole) / max(speeds[first], speeds[second])
        ratios.append(ratio)
        rows.append((round(ratio, 2), first, second))
        seconds.append(len(join) / FPS)
        deeper.append(max(depth(join) - max(depths[first][1], depths[second][0]), 0.0))
    return {
        "glosses": len(chosen),
        "joins": len(rows),
        "not_finite_or_unit": broken,
        "flips": flips,
        "speed_ratio": _spread(ratios),
        "over_bound": sum(ratio > BOUND for ratio in ratios),
        "seconds": _spread(seconds),
        "body_depth_m": _spread(deeper),
        "worst": [{"ratio": ratio, "first": a, "second": b} for ratio, a, b in sorted(rows, reverse=True)[:SLOWEST]],
    }


def depth(poses: Floats) -> float:
    """The greatest depth in metres of hands and forearms of poses (T, B, 4) inside the body."""
    rig = load_rig()
    positions, world = rig.forward(poses)
    deepest = 0.0
    for side in SIDES:
        middle = (positions[:, rig.index(f"{side}LowerArm")] + positions[:, rig.index(f"{side}Hand")]) / 2
        points = np.concatenate([rig.hand_points(positions, world, side), middle[:, None]], axis=1)
        inside = body_front(points) - points[..., 2]
        deepest = max(deepest, float(np.where(inside > 0.25, 0, inside).max()))  # deeper, it is behind the body
    return deepest


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "median": round(float(np.median(values)), 3),
        "p95": round(float(np.quantile(values, 0.95)), 3),
        "max": round(float(np.max(values)), 3),
    }
