"""A planned sentence as motion: looked up, pointed or spelled, joined, and given a face.

Nothing that was said is dropped: gloss, alias, the word behind the gloss, and at last the alphabet.
"""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from signspan.errors import LimitError
from signspan.events import Plan, TimelineEntry, Token
from signspan.perform import vrma
from signspan.perform.blend import transition
from signspan.perform.face import Span, animate
from signspan.perform.fingerspell import spell
from signspan.perform.lexicon import Lexicon
from signspan.perform.motion import Clip, Tracks
from signspan.perform.point import point
from signspan.perform.quaternion import IDENTITY, Floats, continuous, multiply, slerp
from signspan.perform.rig import BONES, load_rig, rest_pose
from signspan.perform.segment import FPS, Segment, from_clip

MAX_TOKENS = 400
REST_FRAMES = 4
NUMBERS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")


@dataclass(frozen=True)
class Performance:
    """A sentence in motion: `rotations` float32 (T, bones, 4), `hips` float32 (T, 3) metres, expression weights
    (T,), and when each token is signed. It starts and ends at rest."""

    fps: float
    bones: tuple[str, ...]
    rotations: Tracks
    hips: Tracks
    expressions: dict[str, Tracks]
    timeline: tuple[TimelineEntry, ...]

    @property
    def duration_s(self) -> float:
        return max(len(self.rotations) - 1, 0) / self.fps


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
    expressions, turn = animate(spans, len(rotations))
    _turn_head(rotations, turn)
    hips = np.tile(load_rig().offset[0], (len(rotations), 1))
    return Performance(
        FPS,
        BONES,
        continuous(rotations).astype(np.float32),
        hips.astype(np.float32),
        {name: weights.astype(np.float32) for name, weights in expressions.items()},
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
            return from_clip(lexicon.motion(found[0].gloss)), found[1]
    segment = spell(gloss)
    return None if segment is None else (segment, "fingerspell")


def _turn_head(rotations: Floats, turn: Floats) -> None:
    """Adds the markers' head turn, two fifths of it in the neck."""
    neck, head = BONES.index("neck"), BONES.index("head")
    frames = len(rotations)
    rotations[:, neck] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.4)), rotations[:, neck])
    rotations[:, head] = multiply(slerp(IDENTITY, turn, np.full(frames, 0.6)), rotations[:, head])


def timeline_of(performance: Performance) -> list[dict[str, Any]]:
    """The timeline as plain data, times in seconds."""
    return [
        {"gloss": e.gloss, "start_s": round(e.start_s, 3), "end_s": round(e.end_s, 3), "source": e.source}
        for e in performance.timeline
    ]


def to_vrma(performance: Performance) -> bytes:
    """The performance as a VRM Animation file, its timeline in the document's extras."""
    clip = Clip(performance.fps, performance.bones, performance.rotations, performance.expressions)
    return vrma.to_vrma(clip, {"timeline": timeline_of(performance)})


def to_json(performance: Performance) -> str:
    """The performance as JSON, for players without a glTF loader; quaternions are x, y, z, w, rounded to 1e-4."""
    return json.dumps(
        {
            "fps": performance.fps,
            "duration_s": round(performance.duration_s, 3),
            "bones": list(performance.bones),
            "rotations": np.round(performance.rotations.astype(np.float64), 4).tolist(),
            "hips": np.round(performance.hips.astype(np.float64), 4).tolist(),
            "expressions": {k: np.round(v.astype(np.float64), 3).tolist() for k, v in performance.expressions.items()},
            "timeline": timeline_of(performance),
        },
        separators=(",", ":"),
    )
