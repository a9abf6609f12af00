"""A planned sentence as motion: signs looked up, pointed or spelled, then joined, with facial expressions.

Nothing is dropped. In order: the person's own sign, the gloss, another name for it, its dictionary form, a synonym, the
word behind the gloss, and finally the alphabet, also for a sign whose file is broken.
"""

import logging
from functools import lru_cache

import numpy as np

from signspan.errors import InputError, LimitError, SignspanError
from signspan.events import Plan, TimelineEntry, Token
from signspan.lexicon.index import Lexicon
from signspan.motion.clip import FPS, Performance
from signspan.motion.quaternion import IDENTITY, Floats, continuous, multiply, slerp
from signspan.motion.rig import BONES, load_rig, rest_pose
from signspan.perform.blend import transition
from signspan.perform.count import count, value_of
from signspan.perform.face import Span, animate
from signspan.perform.fingerspell import spell
from signspan.perform.personal import NONE, Personal
from signspan.perform.point import PRONOUNS, point
from signspan.perform.segment import Segment, from_clip

__all__ = ["Performance", "perform"]

MAX_TOKENS = 400
REST_FRAMES = 4
SPEEDS = (0.5, 1.5)
REPEATED = 1.6  # speed-up of each movement of a repeated sign

_log = logging.getLogger(__name__)


def perform(plan: Plan, speed: float = 1.0, personal: Personal = NONE) -> Performance:
    """The motion of a plan, `speed` times as fast as usual, with the `personal` signs before the lexicon's; an empty
    plan is a moment of rest.

    Raises `LimitError` past `MAX_TOKENS` and `InputError` for a speed outside `SPEEDS`.
    """
    if not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise InputError(f"expected a speed from {SPEEDS[0]} to {SPEEDS[1]}, got {speed}")
    if len(plan.tokens) > MAX_TOKENS:
        raise LimitError(f"expected at most {MAX_TOKENS} tokens in a sentence, got {len(plan.tokens)}")
    poses = [np.tile(rest_pose(), (REST_FRAMES, 1, 1))]
    frame, timeline, spans = REST_FRAMES, [], []
    for token, own in personal.over(plan.tokens):
        fast = speed * REPEATED if token.repeat > 1 else speed
        found = _find(token, fast) if own is None else (from_clip(own, fast), "taught")
        if found is None:
            continue
        segment, source = _made(token, found[0], speed), found[1]
        bridge = transition(poses[-1], segment.poses, speed)
        poses += [bridge, segment.poses]
        start = frame + len(bridge)
        frame = start + len(segment.poses)
        timeline.append(TimelineEntry(token.gloss, start / FPS, frame / FPS, source))
        spans += [Span(marker, start - len(bridge) // 2, frame) for marker in token.markers]
    if timeline:
        poses.append(transition(poses[-1], poses[0], speed))
    poses.append(poses[0])
    rotations = np.concatenate(poses)
    expressions, turn = animate(spans, len(rotations), timeline)
    _turn_head(rotations, turn)
    hips = np.tile(load_rig().offset[0], (len(rotations), 1))
    return Performance(
        FPS,
        BONES,
        continuous(rotations).astype(np.float32),
        {name: weights.astype(np.float32) for name, weights in expressions.items()},
        hips.astype(np.float32),
        tuple(timeline),
    )


def _made(token: Token, segment: Segment, speed: float) -> Segment:
    """A sign, repeated as its token asks; one that places somebody is followed by a pointing there."""
    pieces = [segment.poses] * token.repeat
    if token.locus is not None and token.kind in {"sign", "fingerspell"}:
        pointed = point("THERE", speed, token.locus)
        pieces += [] if pointed is None else [pointed.poses]
    joined = [pieces[0]]
    for piece in pieces[1:]:
        joined += [transition(joined[-1], piece, speed), piece]
    return Segment(np.concatenate(joined))


def _find(token: Token, speed: float) -> tuple[Segment, str] | None:
    """The motion of a token and its source; None only for a blank gloss."""
    gloss = token.gloss.strip()
    if token.kind != "fingerspell" and (value_of(gloss) is not None or any(c.isdecimal() for c in gloss)):
        segment = count(gloss, speed)
        return None if segment is None else (segment, "number")
    if token.kind != "fingerspell":
        found = Lexicon.load().find(gloss, token.source)
        pointed = point(gloss, speed, token.locus)
        if pointed is not None and (found is None or found[1] != "lexicon" or gloss.upper() in PRONOUNS):
            return pointed, "point"
        if found is not None:
            try:
                return _sign(found[0].gloss, speed), found[1]
            except SignspanError as error:
                _log.warning("%s is spelled: %s", gloss, error)
    segment = spell(gloss, speed)
    return None if segment is None else (segment, "fingerspell")


@lru_cache(maxsize=512)
def _sign(gloss: str, speed: float) -> Segment:
    return from_clip(Lexicon.load().motion(gloss), speed)


def _turn_head(rotations: Floats, turn: Floats) -> None:
    """Adds the markers' head turn, two fifths of it in the neck."""
    neck, head = BONES.index("neck"), BONES.index("head")
    frames = len(rotations)
    rotations[:, neck] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.4)), rotations[:, neck])
    rotations[:, head] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.6)), rotations[:, head])
