"""Whether our own recogniser reads the avatar's signs: the closed loop without a picture.

Every sign of the lexicon whose gloss the recogniser knows is applied to the skeleton, and its hand joints, as a camera
in front would see them, are read like a signer's. Without rendering and perception this measures the motion alone; any
further loss in `evaluate avatar` comes from the picture.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.hands import prepare
from signspan.body.window import Window, window_of_hands
from signspan.lexicon.index import Lexicon
from signspan.motion.clip import Clip
from signspan.motion.quaternion import Floats
from signspan.motion.rig import SIDES, load_rig, rest_pose
from signspan.perform.blend import transition
from signspan.perform.segment import from_clip
from signspan.recognise.classifier import Classifier

RAISED_M = -0.45  # of the knuckles relative to the shoulders' height: a lower hand is out of the picture
WORST = 30


def window_of_poses(poses: Floats) -> Window:
    """The recogniser's input for poses (T, B, 4): the raised hands and the shoulders, in metres."""
    rig = load_rig()
    positions, world = rig.forward(poses)
    shoulders = positions[0, [rig.index(f"{side}UpperArm") for side in SIDES]]
    hands = np.stack([rig.hand_points(positions, world, side) for side in reversed(SIDES)], axis=1)
    hands[..., 2] -= hands[:, :, :1, 2]
    for slot in (0, 1):
        hands[hands[:, slot, 9, 1] < shoulders[0, 1] + RAISED_M, slot] = np.nan
    shown = np.flatnonzero(np.isfinite(hands[:, :, 0, 0]).any(axis=1))
    hands = hands[shown[0] : shown[-1] + 1]
    anchor = np.array([shoulders[:, 0].mean(), -shoulders[:, 1].mean(), np.ptp(shoulders[:, 0]), 1], np.float32)
    return window_of_hands(prepare((hands * [1, -1, -1]).astype(np.float32), 1.0), anchor)


def rank(classifier: Classifier, name: str, clip: Clip) -> int | None:
    """How many classes the recogniser ranks above `name` for a sign from rest to rest; None if it has no such class."""
    if name not in classifier.classes:
        return None
    poses, rest = from_clip(clip).poses, rest_pose()[None]
    whole = np.concatenate([transition(rest, poses), poses, transition(poses, rest)])
    found = classifier.read(window_of_poses(whole)).probabilities
    return int((found[1:] > found[classifier.classes.index(name)]).sum())


def reader() -> Callable[[str, Clip], int]:
    """For `lexicon build`: the `rank` of a sign, 0 if the recogniser does not know its gloss."""
    classifier = Classifier.load()
    return lambda name, clip: rank(classifier, name, clip) or 0


def evaluate() -> dict[str, Any]:
    """How often the lexicon's signs are read correctly, by source, and the worst ones."""
    lexicon, classifier = Lexicon.load(), Classifier.load()
    ranks: dict[str, list[int]] = defaultdict(list)
    lost: list[tuple[int, str, str]] = []
    for gloss, sign in tqdm(lexicon.signs.items(), unit="sign"):
        place = rank(classifier, gloss.lower().replace("-", " "), lexicon.motion(gloss))
        if place is not None:
            ranks[sign.source].append(place)
            lost.append((place + 1, gloss, sign.source))
    return {
        "by_source": {
            source: {
                "n": len(places),
                "top1": round(float(np.mean(np.array(places) == 0)), 3),
                "top5": round(float(np.mean(np.array(places) < 5)), 3),
            }
            for source, places in sorted(ranks.items())
        },
        "worst": [
            {"gloss": gloss, "source": source, "rank": r} for r, gloss, source in sorted(lost)[: -WORST - 1 : -1]
        ],
    }
