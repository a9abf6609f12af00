"""The avatar in front of a camera: body frames of its signs, for measuring without a person's recording.

Its joints in the picture of a camera in front of it, at shoulder height.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import (
    AXES,
    LEFT_HAND,
    LEFT_SHOULDER,
    POINTS,
    POSE,
    RIGHT_HAND,
    RIGHT_SHOULDER,
)
from signspan.events import Gloss
from signspan.lexicon.index import Lexicon
from signspan.measure.readable import RAISED_M
from signspan.motion.clip import FPS
from signspan.motion.rig import SIDES, load_rig, rest_pose
from signspan.perform.blend import transition
from signspan.perform.segment import from_clip
from signspan.recognise.models import Models
from signspan.recognise.stream import SignStream
from signspan.wire import landmarks as wire

ASPECT = 4 / 3
SHOULDERS_Y = 0.45  # of the picture's height
METRE = 0.6  # of the picture's height
REST = 45  # frames after a sign: enough to decide it and to end its sentence

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signing:
    """A sign at 30 frames a second, (T, 543, 3), the hands at rest at its end.

    `decided` is the frame that makes the recogniser sure, `ended_s` the end of the sign itself.
    """

    gloss: str
    frames: Frames
    decided: int
    ended_s: float


def signings(most: int) -> list[Signing]:
    """Signs of the lexicon that the recogniser is sure of, in alphabetical order, at most so many."""
    lexicon, models, found = Lexicon.load(), Models.load(), []
    known = {name.upper().replace(" ", "-") for name in models.reader.classes}
    for gloss in sorted(known & set(lexicon.signs)):
        frames = frames_of(gloss, lexicon)
        stream = SignStream(models)
        for at, points in enumerate(frames):
            events = stream.feed(wire.unpack(wire.pack(points)), ASPECT, at / FPS)
            sure = [event for event in events if isinstance(event, Gloss)]
            if sure:
                found.append(Signing(sure[0].gloss, frames, at, sure[0].end_s))
            if events:
                break
        if len(found) == most:
            break
    return found


def frames_of(gloss: str, lexicon: Lexicon) -> Frames:
    """One sign from rest to rest, as landmarks in the picture."""
    poses, rest, rig = from_clip(lexicon.motion(gloss)).poses, rest_pose()[None], load_rig()
    whole = np.concatenate([transition(rest, poses), poses, transition(poses, rest), np.repeat(rest, REST, axis=0)])
    positions, world = rig.forward(whole)
    shoulders = [positions[:, rig.index(f"{side}UpperArm")] for side in SIDES]
    height = float(np.mean([shoulder[0, 1] for shoulder in shoulders]))
    frames = np.full((len(whole), POINTS, AXES), np.nan, np.float32)
    for side, hand, shoulder, at in zip(
        SIDES, (LEFT_HAND, RIGHT_HAND), (LEFT_SHOULDER, RIGHT_SHOULDER), shoulders, strict=True
    ):
        points = rig.hand_points(positions, world, side)
        raised = points[:, 9, 1] > height + RAISED_M
        frames[raised, hand] = _seen(points - points[:, :1] * [0, 0, 1], height)[raised]
        frames[:, POSE.start + shoulder] = _seen(at[:, None], height)[:, 0]
    return frames


def _seen(metres: NDArray[np.float64], height: float) -> Frames:
    """Points (T, N, 3) of the avatar's world, y up, to the picture's fractions."""
    x, y, z = np.moveaxis(metres * METRE, -1, 0)
    seen: Frames = np.stack(
        [0.5 + x / ASPECT, SHOULDERS_Y + height * METRE - y, -z / ASPECT], axis=-1, dtype=np.float32
    )
    return seen
