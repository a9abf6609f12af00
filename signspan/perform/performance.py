"""A planned sentence as motion: looked up, pointed or spelled, joined, and given a face.

Nothing that was said is dropped: gloss, alias, the word behind the gloss, and at last the alphabet.
"""

from functools import lru_cache

import numpy as np

from signspan.errors import LimitError
from signspan.events import Plan, TimelineEntry, Token
from signspan.perform.blend import transition
from signspan.perform.face import Span, animate
from signspan.perform.fingerspell import spell
from signspan.perform.lexicon import Lexicon
from signspan.perform.motion import Performance
from signspan.perform.point import point
from signspan.perform.quaternion import IDENTITY, Floats, continuous, multiply, slerp
from signspan.perform.rig import BONES, load_rig, rest_pose
from signspan.perform.segment import FPS, Segment, from_clip

__all__ = ["Performance", "perform"]

MAX_TOKENS = 400
REST_FRAMES = 4
NUMBERS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")


def perform(plan: Plan) -> Performance:
    """The motion of a plan; an empty plan is a moment of rest.

    Raises `LimitError` past `MAX_TOKENS`.
    """
    if len(plan.tokens) > MAX_TOKENS:
        raise LimitError(f"expected at most {MAX_TOKENS} tokens in a sentence, got {len(plan.tokens)}")
    poses = [np.tile(rest_pose(), (REST_FRAMES, 1, 1))]
    frame, timeline, spans = REST_FRAMES, [], []
    for token in plan.tokens:
        found = _find(token)
        if found is None:
            continue
        segment, source = found
        bridge = transition(poses[-1][-1], segment.poses[0])
        poses += [bridge, segment.poses]
        start = frame + len(bridge)
        frame = start + len(segment.poses)
        timeline.append(TimelineEntry(token.gloss, start / FPS, frame / FPS, source))
        spans += [Span(marker, start - len(bridge) // 2, frame) for marker in token.markers]
    if timeline:
        poses.append(transition(poses[-1][-1], rest_pose()))
    poses.append(np.tile(rest_pose(), (REST_FRAMES, 1, 1)))
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


def _find(token: Token) -> tuple[Segment, str] | None:
    """The motion of a token and where it came from; None only where the gloss is blank."""
    gloss = token.gloss.strip()
    if token.kind == "number" or gloss.isdecimal() or gloss.upper() in NUMBERS:
        digits = str(NUMBERS.index(gloss.upper())) if gloss.upper() in NUMBERS else gloss
        segment = spell(digits)
        return None if segment is None else (segment, "number")
    if token.kind != "fingerspell":
        lexicon = Lexicon.load()
        found = lexicon.find(gloss, token.source)
        pointed = point(gloss)
        if pointed is not None and (found is None or found[1] != "lexicon"):
            return pointed, "point"
        if found is not None:
            return _sign(found[0].gloss), found[1]
    segment = spell(gloss)
    return None if segment is None else (segment, "fingerspell")


@lru_cache(maxsize=512)
def _sign(gloss: str) -> Segment:
    return from_clip(Lexicon.load().motion(gloss))


def _turn_head(rotations: Floats, turn: Floats) -> None:
    """Adds the markers' head turn, two fifths of it in the neck."""
    neck, head = BONES.index("neck"), BONES.index("head")
    frames = len(rotations)
    rotations[:, neck] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.4)), rotations[:, neck])
    rotations[:, head] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.6)), rotations[:, head])
