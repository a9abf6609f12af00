"""Words letter by letter and numbers digit by digit, in front of the right shoulder.

A letter is held long enough to be read (Deaf viewers ask for that), a doubled letter slides to the side, and
spelling ends in a short hold. Letters with accents are spelled by their base letter; what has no handshape at all
is spelled by the names of its characters ("ю" by C-Y-R-…), so that nothing a person said is ever dropped.
"""

import unicodedata
from functools import lru_cache

import numpy as np

from signspan.perform.handshapes import Handshape, load_handshapes
from signspan.perform.quaternion import Floats, slerp
from signspan.perform.segment import FPS, Segment, ease, hold_right

HOLD_S, MOVE_S, PAUSE_S, SLIDE = 0.24, 0.14, 0.25, 0.055
PLACE = np.array([-0.225, 1.235, 0.27])  # metres, the palm's centre
LONGEST = 64  # letters of one word


def letters_of(word: str) -> list[str]:
    """The handshapes that spell a word: A–Z, 0–9 and 10; never empty for a word that is not blank."""
    if word == "10":
        return ["10"]
    spelled = []
    for character in unicodedata.normalize("NFKD", word):
        if character.upper() in load_handshapes():
            spelled.append(character.upper())
        elif unicodedata.decimal(character, None) is not None:
            spelled.append(str(unicodedata.decimal(character)))
    if not spelled and word.strip():
        name = unicodedata.name(word.strip()[0], "sign").split()[-1]
        spelled = [letter for letter in name.upper() if letter in load_handshapes()] or ["X"]
    return spelled[:LONGEST]


@lru_cache(maxsize=256)
def spell(word: str) -> Segment | None:
    """The motion of a spelled word or number; None for a blank one."""
    names = letters_of(word)
    if not names:
        return None
    place, palms, fingers = [], [], []
    aside = 0.0
    previous: tuple[Floats, Floats, Floats] | None = None
    for number, name in enumerate(names):
        shape = load_handshapes()[name]
        aside = aside - SLIDE if number and names[number - 1] == name else 0.0
        start, palm, bend = PLACE + np.array([aside, 0, 0]), shape.palm[0], shape.fingers
        if previous is not None:
            share = ease(round(MOVE_S * FPS) + 2)[1:-1]
            place.append(previous[0] + (start - previous[0]) * share[:, None])
            palms.append(slerp(previous[1], palm, share))
            fingers.append(slerp(previous[2], bend, np.repeat(share[:, None], 15, axis=1)))
        stay, turn = _stay(shape)
        place.append(start + stay)
        palms.append(turn)
        fingers.append(np.tile(bend, (len(stay), 1, 1)))
        previous = (place[-1][-1], turn[-1], bend)
    last = round(PAUSE_S * FPS)  # the last letter stays a little, so that the word has an end
    place.append(np.tile(place[-1][-1], (last, 1)))
    palms.append(np.tile(palms[-1][-1], (last, 1)))
    fingers.append(np.tile(fingers[-1][-1], (last, 1, 1)))
    return Segment(hold_right(np.concatenate(place), np.concatenate(palms), np.concatenate(fingers)))


def _stay(shape: Handshape) -> tuple[Floats, Floats]:
    """Path (T, 3) and turns (T, 4) while a letter is shown."""
    if len(shape.path) > 1:
        return shape.path, shape.palm
    frames = round(HOLD_S * FPS)
    return np.zeros((frames, 3)), np.tile(shape.palm, (frames, 1))
