"""One clip of a sign to its motion: clean → trim → retarget → check."""

import numpy as np

from signspan.body.sequence import BodySequence
from signspan.capture.clean import Motion, clean
from signspan.capture.lift import lift
from signspan.capture.retarget import fit_palm, retarget
from signspan.capture.trim import dominant, stroke
from signspan.errors import InputError
from signspan.motion.clip import Clip
from signspan.motion.quaternion import Floats, angle_between, unit
from signspan.motion.rig import BONES, SIDES, load_rig, rest_pose

MIN_COVERAGE = 0.55  # of the stroke's frames with the signing hand really detected
MAX_S = 4.5
MAX_PALM_DEG = 20.0  # above this, the landmarks contradict each other in depth
MAX_REVIEWED_DEG = 35.0  # if a person reviews the sign and may record it again
STILL = np.radians(1.0)


def errors(motion: Motion, pose: Floats) -> dict[str, float]:
    """The error of the figure's hands against the landmarks: mean angles of palm and finger bones in degrees, and the
    mean distance of the wrist's paths in the picture, in shoulder widths."""
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


def make_sign(
    sequence: BodySequence, *, rendered: bool = False, while_both: bool = False
) -> tuple[Clip, dict[str, float]]:
    """The motion of one sign and its quality figures; `while_both`: only what is signed while both hands are seen.

    A `rendered` clip shows a figure, not a person: perception's errors for a figure's hands are corrected (`lift.py`),
    and the limit for palms is stricter than for a person's recording, because nobody reviews every clip. Raises
    `InputError` if the clip is not good enough.
    """
    motion = clean(sequence)
    if while_both:
        both = np.flatnonzero(motion.found.all(axis=1))
        motion = motion.cut(int(both[0]), int(both[-1]) + 1)
    start, stop = stroke(motion)
    side = dominant(motion)
    motion = motion.cut(start, stop)
    coverage = float(motion.found[:, side].mean())
    duration = (stop - start) / motion.fps
    if coverage < MIN_COVERAGE:
        raise InputError(f"expected the hand in {MIN_COVERAGE:.0%} of the stroke, found it in {coverage:.0%}")
    if duration > MAX_S:
        raise InputError(f"expected a stroke of at most {MAX_S} s, got {duration:.1f} s")
    if motion.found[:, 1 - side].mean() < 0.25:
        motion.seen[:, 1 - side] = False  # a one-handed sign: the other arm hangs
    clip, figures = checked(lift(motion)) if rendered else checked(motion, MAX_REVIEWED_DEG)
    return clip, {"coverage": round(coverage, 3)} | figures


def checked(motion: Motion, largest_deg: float = MAX_PALM_DEG) -> tuple[Clip, dict[str, float]]:
    """A sign's motion on the figure, only the bones that move, and its error against the landmarks."""
    pose = retarget(motion)
    moving = [k for k in range(len(BONES)) if angle_between(pose[:, k], rest_pose()[k]).max() > STILL]
    clip = Clip(motion.fps, tuple(BONES[k] for k in moving), pose[:, moving].astype(np.float32))
    figures = errors(motion, pose)
    if figures["palm_deg"] > largest_deg:
        raise InputError(f"expected a palm within {largest_deg:.0f}° of the landmarks, got {figures['palm_deg']:.0f}°")
    return clip, figures
