"""Makes the lexicon: video → perceive → clean → trim → retarget → check → pack; and what no video shows, from hands.

`clips` is a folder with the videos and an `index.csv` of columns file, gloss, variant, date. Of several clips of a
gloss the newest that passes the checks is taken. Perceiving is slow: landmarks may be kept in a cache for next time.
Glosses without such a clip are the consensus of the signers of a pack of hands (`consensus.py`).
"""

import csv
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.body.sequence import BodySequence
from signspan.errors import InputError, SignspanError
from signspan.perform.clean import Motion, clean
from signspan.perform.consensus import APART, CLOSE, LEAST_SIGNERS, LOOSE, consensus, left_handed, read_examples
from signspan.perform.count import value_of
from signspan.perform.lexicon import Source
from signspan.perform.lift import lift
from signspan.perform.motion import Clip
from signspan.perform.names import plain
from signspan.perform.packed import pack
from signspan.perform.point import PRONOUNS
from signspan.perform.quaternion import Floats, angle_between, unit
from signspan.perform.retarget import fit_palm, retarget
from signspan.perform.rig import BONES, SIDES, load_rig, rest_pose
from signspan.perform.trim import dominant, stroke

LEAST_COVERAGE = 0.55  # of the stroke's frames with the signing hand really detected
LONGEST_S = 4.5
LARGEST_PALM_DEG = 20.0  # beyond, the landmarks contradict themselves in depth
LARGEST_REVIEWED_DEG = 35.0  # where a person looks at the sign and may make it again
STILL = np.radians(1.0)
# Signs that a reader of a skeleton may hold likelier than the right one, of two thousand; where `MANY` signers agree.
MISREAD, MISREAD_MANY, MANY = 10, 100, 4
LICENCES: dict[Source, str] = {"studiogalt": "CC0-1.0", "wlasl-consensus": "C-UDA-1.0"}
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


def make_sign(sequence: BodySequence, name: str = "", *, rendered: bool = False) -> tuple[Clip, dict[str, float]]:
    """The motion of one sign and its quality figures.

    A `rendered` clip shows a figure, not a person: what perception does to a figure's hands is undone (`lift.py`), and
    as nobody looks at every one of them, its palms must be surer than those of a person's recording, who reviews it.
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
    clip, figures = _checked(lift(motion)) if rendered else _checked(motion, LARGEST_REVIEWED_DEG)
    return clip, {"coverage": round(coverage, 3)} | figures


def _checked(motion: Motion, largest_deg: float = LARGEST_PALM_DEG) -> tuple[Clip, dict[str, float]]:
    """A motion of a sign on the figure, only the bones that move, and how far it is from the landmarks."""
    pose = retarget(motion)
    moving = [k for k in range(len(BONES)) if angle_between(pose[:, k], rest_pose()[k]).max() > STILL]
    clip = Clip(motion.fps, tuple(BONES[k] for k in moving), pose[:, moving].astype(np.float32))
    figures = errors(motion, pose)
    if figures["palm_deg"] > largest_deg:
        raise InputError(f"expected a palm within {largest_deg:.0f}° of the landmarks, got {figures['palm_deg']:.0f}°")
    return clip, figures


def build_lexicon(
    clips: Path,
    out: Path,
    cache: Path | None = None,
    hands: Path | None = None,
    misread: Callable[[str, Clip], int] | None = None,
    only_cached: bool = False,
) -> dict[str, Any]:
    """Writes a packed motion a gloss and `index.json` into `out`; gives `{"signs", "rejected"}`.

    Every gloss of the index is tried; with `only_cached` only the clips whose landmarks lie in `cache`, so that a
    lexicon can be built while perceiving goes on. `hands` is a pack of hands whose glosses fill the gaps, and take the
    place of clips that are `misread`: how many other signs a reader holds likelier. Hands that are misread themselves
    are left out; where many signers agree, more doubt is allowed.
    Raises `InputError` where `clips` has no index.
    """
    table = clips / "index.csv"
    if not table.is_file():
        raise InputError(f"expected {table.name} beside the clips, found none in {clips}")
    found: dict[str, list[tuple[str, str]]] = {}
    rows = sorted(csv.DictReader(table.open(encoding="utf-8")), key=_date, reverse=True)
    for row in sorted(rows, key=lambda row: len(row["gloss"])):  # X before X 2H
        name = row["gloss"]
        if not only_cached or (cache and (cache / f"{Path(row['file']).stem}.npz").exists()):
            found.setdefault(PARTS.get(name, plain(name)), []).append((name, row["file"]))
    out.mkdir(parents=True, exist_ok=True)
    signs, rejected, doubtful = {}, {}, set()
    for gloss, candidates in tqdm(sorted(found.items()), desc="clips", unit="sign"):
        if gloss in PRONOUNS:
            continue  # pointed at whoever is meant
        for name, file in candidates:
            try:
                video = next(clips.rglob(file), clips / file)
                clip, quality = make_sign(perceive(video, cache), name, rendered=True)
            except SignspanError as error:
                rejected[file] = str(error)
                continue
            signs[gloss] = _entry(out, gloss, clip, "studiogalt") | {"clip": file, "quality": quality}
            if misread is not None and misread(gloss.lower().replace("-", " "), clip) >= MISREAD:
                doubtful.add(gloss)
            break
    if hands is not None:
        known = {gloss.replace("-", " ") for gloss in signs if gloss not in doubtful}
        signs |= _from_hands(hands, out, known, misread, rejected)
    lines = ",\n".join(json.dumps(signs[gloss], ensure_ascii=False) for gloss in sorted(signs))
    refused = json.dumps(rejected, indent=0, ensure_ascii=False)
    (out / "index.json").write_text(f'{{"signs": [\n{lines}\n],\n"rejected": {refused}}}\n', "utf-8")
    return {"signs": len(signs), "rejected": rejected}


def _from_hands(
    pack: Path,
    out: Path,
    known: Iterable[str],
    misread: Callable[[str, Clip], int] | None,
    rejected: dict[str, str],
) -> dict[str, dict[str, Any]]:
    """The entries of the pack's glosses that are not `known`; why a gloss is left out goes into `rejected`."""
    examples = read_examples(pack)
    left = left_handed([example for group in examples.values() for example in group])
    signs = {}
    many = {name for name, group in examples.items() if len(group) >= LEAST_SIGNERS}
    # Letters, numbers and pronouns have motions of their own.
    wanted = {name for name in many if len(name) > 1 and value_of(name) is None and name.upper() not in PRONOUNS}
    for name in tqdm(sorted(wanted - {gloss.lower() for gloss in known}), desc="consensus", unit="sign"):
        gloss = name.upper().replace(" ", "-")
        for farthest in (CLOSE, LOOSE, APART):  # the looser only where the closer leaves too few, or not the sign
            try:
                motion, signers, spread = consensus(examples[name], left, farthest)
                clip, quality = _checked(motion)
                doubt = 0 if misread is None else misread(name, clip)
                if doubt >= (MISREAD_MANY if signers >= MANY and farthest < APART else MISREAD):
                    raise InputError(f"expected a motion that the recogniser knows, it holds {doubt} others likelier")
            except SignspanError as error:
                rejected[f"{pack.stem}: {name}"] = str(error)
                continue
            rejected.pop(f"{pack.stem}: {name}", None)
            more = {"signers": signers, "quality": {"spread": round(spread, 3)} | quality}
            signs[gloss] = _entry(out, gloss, clip, "wlasl-consensus") | more
            break
    return signs


def _entry(out: Path, gloss: str, clip: Clip, source: Source) -> dict[str, Any]:
    """Writes a sign's file and gives what the index says of every sign."""
    path = re.sub(r"[^a-z0-9]+", "_", gloss.lower()) + ".sign.xz"
    (out / path).write_bytes(pack(clip))
    return {
        "gloss": gloss,
        "file": path,
        "duration_s": round(clip.duration_s, 3),
        "source": source,
        "licence": LICENCES[source],
    }


def _date(row: dict[str, str]) -> tuple[int, ...]:
    parts = row["date"].split("-")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else (0,)
