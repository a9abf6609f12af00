"""Words letter by letter, in front of the right shoulder.

Letters are held long enough to be read (Deaf viewers ask for that), even in fast signing; a doubled letter slides to
the side, and spelling ends in a short hold. Accented letters are spelled as their base letter; characters without any
handshape by their Unicode names ("ю" as C-Y-R-…), so that nothing is dropped.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from signspan.motion.clip import FPS
from signspan.motion.quaternion import Floats, slerp
from signspan.perform.handshapes import Handshape, load_handshapes
from signspan.perform.segment import Segment, ease, hold_right

HOLD_S, MOVE_S, PAUSE_S, SLIDE = 0.24, 0.14, 0.25, 0.055
MIN_HOLD_S, MIN_MOVE_S = 0.19, 0.12  # less than this, and letters blur, at any signing speed
PLACE = np.array([-0.225, 1.235, 0.27])  # metres, the palm's centre
MAX_LETTERS = 64  # letters of one word


@dataclass(frozen=True)
class Shown:
    """A handshape while it is shown: `palm` (T, 4), `fingers` (T, 15, 4), `path` (T, 3) metres from `PLACE`."""

    palm: Floats
    fingers: Floats
    path: Floats


def letters_of(word: str) -> list[str]:
    """The handshapes that spell a word: A–Z and 0–9; never empty for a word that is not blank."""
    spelled = []
    for character in unicodedata.normalize("NFKD", word):
        if character.upper() in load_handshapes():
            spelled.append(character.upper())
        elif unicodedata.decimal(character, None) is not None:
            spelled.append(str(unicodedata.decimal(character)))
    if not spelled and word.strip():
        name = unicodedata.name(word.strip()[0], "sign").split()[-1]
        spelled = [letter for letter in name.upper() if letter in load_handshapes()] or ["X"]
    return spelled[:MAX_LETTERS]


@lru_cache(maxsize=256)
def spell(word: str, speed: float = 1.0) -> Segment | None:
    """The motion of a spelled word or a row of digits; None for a blank one."""
    names = letters_of(word)
    if not names:
        return None
    shown, aside = [], 0.0
    for number, name in enumerate(names):
        aside = aside - SLIDE if number and names[number - 1] == name else 0.0
        shown.append(held(load_handshapes()[name], speed, aside))
    return concatenate(shown, speed)


def held(shape: Handshape, speed: float, aside: float = 0.0) -> Shown:
    """A handshape held as long as it takes to read, or its own path at its own speed, `aside` metres to the left."""
    frames = len(shape.path) if len(shape.path) > 1 else round(max(HOLD_S / speed, MIN_HOLD_S) * FPS)
    moving = len(shape.path) > 1
    path = shape.path if moving else np.zeros((frames, 3))
    palm = shape.palm if moving else np.tile(shape.palm, (frames, 1))
    return Shown(palm, np.tile(shape.fingers, (frames, 1, 1)), path + np.array([aside, 0, 0]))


def concatenate(shown: Sequence[Shown], speed: float) -> Segment:
    """Handshapes one after the other; the last is held a little, to mark the end of the word."""
    between = ease(round(max(MOVE_S / speed, MIN_MOVE_S) * FPS) + 2)[1:-1]
    pieces: list[Shown] = []
    for next_ in shown:
        if pieces:
            last = pieces[-1]
            step = next_.path[0] - last.path[-1]
            fingers = slerp(last.fingers[-1], next_.fingers[0], np.repeat(between[:, None], 15, axis=1))
            path = last.path[-1] + step * between[:, None]
            pieces.append(Shown(slerp(last.palm[-1], next_.palm[0], between), fingers, path))
        pieces.append(next_)
    stay = round(max(PAUSE_S / speed, MIN_HOLD_S) * FPS)
    last = pieces[-1]
    pieces.append(
        Shown(
            np.tile(last.palm[-1], (stay, 1)),
            np.tile(last.fingers[-1], (stay, 1, 1)),
            np.tile(last.path[-1], (stay, 1)),
        )
    )
    place = PLACE + np.concatenate([piece.path for piece in pieces])
    palm = np.concatenate([piece.palm for piece in pieces])
    return Segment(hold_right(place, palm, np.concatenate([piece.fingers for piece in pieces])))
