"""The closed loop: the avatar signs, our perception watches, and the result is compared with the source clip.

Both sides go through the same perception and the same cleaning, so the figures include everything in between:
retargeting, the figure's shape, rendering, and perception's error on both pictures. Frames are aligned by the shift
within `SLACK_S` at which the wrists' paths agree best, since cleaning and blending add some delay.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from signspan.app.studio import Shot, Studio
from signspan.body.sequence import BodySequence
from signspan.body.window import window_of_body
from signspan.capture.clean import Motion, clean
from signspan.capture.retarget import fit_palm
from signspan.capture.trim import dominant, stroke
from signspan.corpora.perceived import perceive
from signspan.errors import InputError, MissingError, SignspanError
from signspan.events import Plan, Token
from signspan.motion.quaternion import Floats, angle_between, unit
from signspan.motion.rig import SIDES
from signspan.perceive.perceiver import Image
from signspan.perceive.video import Video
from signspan.perform.performance import perform
from signspan.recognise.classifier import Classifier

SHOT = Shot(640, 640)  # a hand is about fifty pixels
LEAD_S = 0.3  # filmed before and after the sign, for the tracker to find the hands
SLACK_S = 0.3
WORST = 10
MEASURES = ("finger_deg", "palm_deg", "wrist_path")


@dataclass
class Loop:
    """One gloss: its figures, whether it is in the recogniser's top five (None: not in its vocabulary), pictures."""

    gloss: str
    figures: dict[str, float]
    among_five: tuple[bool, bool] | None
    frames: list[Image] = field(repr=False)

    @property
    def badness(self) -> float:
        """The worst of the three figures, each relative to its acceptance bound."""
        return max(self.figures["finger_deg"] / 15, self.figures["palm_deg"] / 15, self.figures["wrist_path"] / 0.15)


def joint_angles(hands: Floats) -> Floats:
    """How far the fifteen finger joints of hands (T, 21, 3) are bent, degrees (T, 15)."""
    angles = []
    for base in range(1, 21, 4):
        chain = [0, *range(base, base + 4)]
        bones = [unit(hands[:, b] - hands[:, a]) for a, b in pairwise(chain)]
        angles += [(a * b).sum(axis=1) for a, b in pairwise(bones)]
    return np.asarray(np.degrees(np.arccos(np.clip(np.stack(angles, axis=1), -1, 1))))


def compare(source: Motion, avatar: Motion) -> dict[str, float]:
    """Mean errors of two motions of equal length, over the frames in which both hands of a side were really found.

    Joints and palm in degrees, the wrist's path, relative to its mean, in shoulder widths. Raises `InputError` if no
    side was found in five frames of both.
    """
    found: dict[str, list[Floats]] = {name: [] for name in MEASURES}
    for number, side in enumerate(SIDES):
        both = source.found[:, number] & avatar.found[:, number]
        if both.sum() < 5:
            continue
        a, b = source.hands[both, number], avatar.hands[both, number]
        found["finger_deg"].append(np.abs(joint_angles(a) - joint_angles(b)).mean(axis=1))
        found["palm_deg"].append(np.degrees(angle_between(fit_palm(a, side), fit_palm(b, side))))
        paths = [motion.arms[both, number, 2] for motion in (source, avatar)]
        paths = [path - path.mean(axis=0) for path in paths]
        found["wrist_path"].append(np.linalg.norm(paths[0] - paths[1], axis=1))
    if not found["palm_deg"]:
        raise InputError("expected a hand found in both pictures for five frames, found none")
    return {name: round(float(np.concatenate(values).mean()), 3) for name, values in found.items()}


def align(source: Motion, avatar: Motion, start: int) -> int:
    """The frame of `source` near `start` from which its dominant wrist agrees best with the avatar's."""
    side, count = dominant(source), len(avatar.arms)
    wanted = avatar.arms[:, side, 2] - avatar.arms[:, side, 2].mean(axis=0)
    slack, best = round(SLACK_S * source.fps), (np.inf, start)
    for first in range(max(start - slack, 0), min(start + slack, len(source.arms) - count) + 1):
        path = source.arms[first : first + count, side, 2]
        best = min(best, (float(np.linalg.norm(path - path.mean(axis=0) - wanted, axis=1).mean()), first))
    return best[1]


def _watch(studio: Studio, gloss: str) -> tuple[BodySequence, slice, list[Image]]:
    """The perceived landmarks of the avatar signing `gloss`, the frames of the sign itself, and the pictures."""
    from signspan.perceive.legacy import LegacyHolistic  # slow to import, needed only here

    performance = perform(Plan((Token(gloss, "sign"),), "statement"))
    (entry,) = performance.timeline
    fps = performance.fps
    first, start = (max(round((entry.start_s - lead) * fps), 0) for lead in (LEAD_S, 0))
    end = round(entry.end_s * fps)
    last = min(end + round(LEAD_S * fps), len(performance))
    pictures = list(studio.shoot(performance, SHOT, [frame / fps for frame in range(first, last)]))
    with LegacyHolistic() as holistic:
        landmarks = np.stack([holistic.perceive(image, k / fps) for k, image in enumerate(pictures)])
    return BodySequence(landmarks, fps, SHOT.width / SHOT.height), slice(start - first, end - first), pictures


def _among_five(classifier: Classifier, gloss: str, sequences: Iterable[BodySequence]) -> tuple[bool, bool] | None:
    name = gloss.lower().replace("-", " ")
    if name not in classifier.classes:
        return None
    wanted, hits = classifier.classes.index(name), []
    for sequence in sequences:
        probabilities = classifier.read(window_of_body(sequence.landmarks, sequence.aspect)).probabilities
        hits.append(wanted in 1 + np.argsort(-probabilities[1:])[:5])
    return hits[0], hits[1]


def _part(sequence: BodySequence, start: int, stop: int) -> BodySequence:
    return BodySequence(sequence.landmarks[max(start, 0) : stop], sequence.fps, sequence.aspect)


def loop_of(studio: Studio, classifier: Classifier, gloss: str, video: Path, cache: Path | None) -> Loop:
    """Films one gloss and compares it with its clip. Raises `SignspanError` if either shows no signer."""
    sequence = perceive(video, cache)
    source = clean(sequence)
    start, _ = stroke(source)
    seen, part, pictures = _watch(studio, gloss)
    avatar = clean(seen).cut(part.start, part.stop)
    count = min(len(avatar.arms), len(source.arms))
    avatar = avatar.cut(0, count)
    first = align(source, avatar, min(start, len(source.arms) - count))
    lead = round(LEAD_S * sequence.fps)
    hits = _among_five(
        classifier,
        gloss,
        (
            _part(sequence, first - lead, first + count + lead),
            _part(seen, part.start - lead, part.start + count + lead),
        ),
    )
    wanted = [round(count * share) for share in (0.2, 0.5, 0.8)]
    originals = {k: frame.image for k, frame in enumerate(Video(video)) if k - first in wanted}
    frames = [picture for k in wanted for picture in (originals[first + k], pictures[part.start + k])]
    return Loop(gloss, compare(source.cut(first, first + count), avatar), hits, frames)


def evaluate(clips: Path, count: int, cache: Path | None = None, picture: Path | None = None) -> dict[str, Any]:
    """Evaluates `count` glosses spread over the lexicon; `picture` gets the worst ten, source beside avatar.

    `{"n", "failed", "finger_deg", "palm_deg", "wrist_path", "within", "top5": {"n", "source", "avatar"}, "worst",
    "glosses"}`; `within` is the share of glosses within each acceptance bound. Raises `MissingError` if `clips` holds
    none of the lexicon's sources.
    """
    videos = {path.name: path for path in clips.rglob("*.mp4")}
    index = json.loads((files("signspan.lexicon") / "signs" / "index.json").read_text("utf-8"))["signs"]
    entries = [(entry["gloss"], videos[entry["clip"]]) for entry in index if entry.get("clip") in videos]
    if not entries:
        raise MissingError(f"expected the lexicon's source clips in {clips}, found none")
    chosen = [entries[int(k)] for k in np.unique(np.linspace(0, len(entries) - 1, count).round())]
    classifier, loops, failed = Classifier.load(), [], {}
    with Studio(smooth=False) as studio:
        for gloss, video in tqdm(chosen, "closing the loop", file=sys.stderr, unit="sign"):
            try:
                loops.append(loop_of(studio, classifier, gloss, video, cache))
            except SignspanError as error:
                failed[gloss] = str(error)
    loops.sort(key=lambda loop: -loop.badness)
    if picture and loops:
        cv2.imwrite(str(picture), cv2.cvtColor(sheet(loops[:WORST]), cv2.COLOR_RGB2BGR))
    return {"n": len(loops), "failed": failed} | summary(loops)


def summary(loops: list[Loop]) -> dict[str, Any]:
    """The summary and the table, worst first."""
    bounds = dict(zip(MEASURES, (15.0, 15.0, 0.15), strict=True))
    values = {name: np.array([loop.figures[name] for loop in loops]) for name in MEASURES}
    read = [loop.among_five for loop in loops if loop.among_five is not None]
    rows = [{"gloss": loop.gloss} | loop.figures | {"top5": loop.among_five} for loop in loops]
    return {
        **{name: round(float(of.mean()), 3) if len(of) else None for name, of in values.items()},
        "within": {name: round(float((of <= bounds[name]).mean()), 3) for name, of in values.items() if len(of)},
        "top5": {"n": len(read), "source": sum(a for a, _ in read), "avatar": sum(b for _, b in read)},
        "worst": [row["gloss"] for row in rows[:WORST]],
        "glosses": rows,
    }


def sheet(loops: list[Loop], height: int = 200) -> NDArray[np.uint8]:
    """Rows of three moments of each gloss, source beside avatar, its name and figures on the left."""
    rows = []
    for loop in loops:
        label = np.full((height, 170, 3), 255, np.uint8)
        lines = [loop.gloss[:16], *(f"{name} {value:.2f}" for name, value in loop.figures.items())]
        for number, line in enumerate(lines):
            cv2.putText(label, line, (6, 40 + 28 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
        rows.append(np.hstack([label, *(_square(frame, height) for frame in loop.frames)]))
    return np.asarray(np.vstack(rows), np.uint8)


def _square(image: Image, height: int) -> Image:
    """The central square of a picture, scaled to `height` pixels."""
    side = min(image.shape[:2])
    top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
    return np.asarray(cv2.resize(image[top : top + side, left : left + side], (height, height)), np.uint8)
