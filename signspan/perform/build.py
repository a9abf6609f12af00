"""Makes the lexicon from clips: video → perceive → clean → trim → retarget → check → VRMA.

`clips` is a folder with the videos and an `index.csv` of columns file, gloss, variant, date. Of several clips of a
gloss the newest that passes the checks is taken. Perceiving is slow: landmarks may be kept in a cache for next time.
"""

import csv
import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.sequence import BodySequence
from signspan.errors import InputError, SignspanError
from signspan.perform.clean import Motion, clean
from signspan.perform.motion import Clip
from signspan.perform.names import ALIASES, plain
from signspan.perform.quaternion import Floats, angle_between, unit
from signspan.perform.retarget import fit_palm, retarget
from signspan.perform.rig import BONES, SIDES, load_rig, rest_pose
from signspan.perform.trim import dominant, stroke
from signspan.perform.vrma import to_vrma

LEAST_COVERAGE = 0.55  # of the stroke's frames with the signing hand really detected
LONGEST_S = 4.5
LARGEST_PALM_DEG = 20.0  # beyond, the landmarks contradict themselves in depth
STILL = np.radians(1.0)
# NAME is signed inside this clip, after MY; both hands are up only while it is.
PARTS = {"MY NAME IS": "NAME"}


def perceive(video: Path, cache: Path | None) -> BodySequence:
    """The landmarks of a clip by the legacy holistic model, or from the cache where they already lie."""
    kept = cache / f"{video.stem}.npz" if cache else None
    if kept and kept.exists():
        with np.load(kept) as stored:
            landmarks = stored["landmarks"].astype(np.float32)
            return BodySequence(landmarks, float(stored["fps"]), float(stored["aspect"]))
    from signspan.perceive.legacy import LegacyHolistic  # slow to import, needed only here
    from signspan.perceive.video import Video

    clip = Video(video)
    with LegacyHolistic() as holistic:
        landmarks = np.stack([holistic.perceive(frame.image, frame.at_s) for frame in clip])
    sequence = BodySequence(landmarks, clip.fps, clip.width / clip.height)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(kept, landmarks=landmarks, fps=sequence.fps, aspect=sequence.aspect)
    return sequence


def errors(motion: Motion, pose: Floats) -> dict[str, float]:
    """How far the figure's hands are from the landmarks: mean angles of palm and finger bones in degrees,
    and the mean difference of the wrist's path on the picture in shoulder widths."""
    rig = load_rig()
    positions, world = rig.forward(pose)
    span = rig.rest[rig.index("leftUpperArm")] - rig.rest[rig.index("rightUpperArm")]
    palm, finger, path = [], [], []
    for number, side in enumerate(SIDES):
        known = motion.found[:, number]
        if known.sum() < 3:
            continue
        goal = motion.hands[known, number]
        got = rig.hand_points(positions[known], world[known], side)
        palm.append(np.degrees(angle_between(fit_palm(goal, side), world[known][:, rig.index(f"{side}Hand")])))
        for base in (5, 9, 13, 17):
            for joint in range(base, base + 3):
                a, b = unit(goal[:, joint + 1] - goal[:, joint]), unit(got[:, joint + 1] - got[:, joint])
                finger.append(np.degrees(np.arccos(np.clip((a * b).sum(axis=1), -1, 1))))
        wanted = goal[:, 0, :2] - goal[:, 0, :2].mean(axis=0)
        given = got[:, 0, :2] / np.linalg.norm(span)
        path.append(np.linalg.norm(wanted - (given - given.mean(axis=0)), axis=1))
    figures = {"palm_deg": palm, "finger_deg": finger, "wrist_path": path}
    return {name: round(float(np.concatenate(values).mean()), 3) for name, values in figures.items()}


def make_sign(sequence: BodySequence, name: str) -> tuple[Clip, dict[str, float]]:
    """The motion of one sign and its quality figures.

    Raises `InputError` where the clip is not good enough.
    """
    motion = clean(sequence)
    if name in PARTS:
        both = np.flatnonzero(motion.found.all(axis=1))
        motion = motion.cut(int(both[0]), int(both[-1]) + 1)
    start, stop = stroke(motion)
    side = dominant(motion)
    motion = motion.cut(start, stop)
    coverage = float(motion.found[:, side].mean())
    duration = (stop - start) / motion.fps
    if coverage < LEAST_COVERAGE:
        raise InputError(f"expected the hand in {LEAST_COVERAGE:.0%} of the stroke, found it in {coverage:.0%}")
    if duration > LONGEST_S:
        raise InputError(f"expected a stroke of at most {LONGEST_S} s, got {duration:.1f} s")
    if motion.found[:, 1 - side].mean() < 0.25:
        motion.seen[:, 1 - side] = False  # a one-handed sign: the other arm hangs
    pose = retarget(motion)
    moving = [k for k in range(len(BONES)) if angle_between(pose[:, k], rest_pose()[k]).max() > STILL]
    clip = Clip(motion.fps, tuple(BONES[k] for k in moving), pose[:, moving].astype(np.float32))
    figures = errors(motion, pose)
    if figures["palm_deg"] > LARGEST_PALM_DEG:
        raise InputError(
            f"expected a palm within {LARGEST_PALM_DEG:.0f}° of the landmarks, got {figures['palm_deg']:.0f}°"
        )
    return clip, {"coverage": round(coverage, 3)} | figures


def build_lexicon(
    clips: Path,
    out: Path,
    cache: Path | None = None,
    only: Iterable[str] | None = None,
) -> dict[str, Any]:
    """Writes a VRMA a gloss and `index.json` into `out`; gives `{"signs", "rejected"}`.

    `only` names the archive's glosses to take, by default those of `everyday.txt`.
    Raises `InputError` where `clips` has no index.
    """
    table = clips / "index.csv"
    if not table.is_file():
        raise InputError(f"expected {table.name} beside the clips, found none in {clips}")
    listed = (files("signspan.perform") / "everyday.txt").read_text("utf-8").splitlines()
    wanted = list(dict.fromkeys(listed if only is None else only))
    found: dict[str, list[str]] = {}
    for row in sorted(csv.DictReader(table.open(encoding="utf-8")), key=_date, reverse=True):
        found.setdefault(row["gloss"], []).append(row["file"])
    out.mkdir(parents=True, exist_ok=True)
    signs, rejected = {}, {}
    for name in tqdm(wanted, unit="sign"):
        gloss = PARTS.get(name, plain(name))
        chosen: tuple[str, Clip, dict[str, float]] | None = None
        for file in found.get(name, []):
            try:
                video = next(clips.rglob(file), clips / file)
                chosen = (file, *make_sign(perceive(video, cache), name))
                break
            except SignspanError as error:
                rejected[file] = str(error)
        if chosen is None:
            rejected.setdefault(name, "no clip of it passed")
            continue
        file, clip, quality = chosen
        path = re.sub(r"[^a-z0-9]+", "_", gloss.lower()) + ".vrma"
        (out / path).write_bytes(to_vrma(clip))
        signs[gloss] = {
            "gloss": gloss,
            "file": path,
            "aliases": list(ALIASES.get(gloss, ())),
            "duration_s": round(clip.duration_s, 3),
            "source": "studiogalt",
            "clip": file,
            "quality": quality,
        }
    index = {"licence": "CC0-1.0", "signs": [signs[g] for g in sorted(signs)], "rejected": rejected}
    (out / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return {"signs": len(signs), "rejected": rejected}


def _date(row: dict[str, str]) -> tuple[int, ...]:
    parts = row["date"].split("-")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else (0,)
