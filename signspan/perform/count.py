"""Numbers as signers make them (Lapiak, handspeak.com; Vicars, lifeprint.com, describe the forms).

1 to 5 show the palm to the signer, 6 to 9 to the viewer; 10 shakes the thumb; 11 and 12 flick one finger and two,
13 to 15 beckon; 16 to 19 twist from 10 into the digit; the twenties start from L; 22 and other doubles move aside;
30 to 99 are digit after digit, 100 is 1 and C. Years go by pairs, telephone numbers digit by digit.
"""

import re
from functools import lru_cache
from typing import Final

import numpy as np

from signspan.motion.clip import FPS
from signspan.motion.quaternion import Floats, about, multiply, slerp
from signspan.perform.fingerspell import SLIDE, Shown, concatenate, held, spell
from signspan.perform.handshapes import Handshape, load_handshapes
from signspan.perform.segment import Segment

_UNITS: Final = (
    "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN "
    "EIGHTEEN NINETEEN"
).split()
_TENS: Final = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split()
_Y, _Z = np.eye(3)[1], np.eye(3)[2]
FLICK_S = 0.2  # one way
_INDEX, _MIDDLE, _THUMB = slice(3, 6), slice(6, 9), slice(0, 3)


def value_of(word: str) -> int | None:
    """The number of a gloss, in digits or in words up to NINETY-NINE or HUNDRED; None for anything else."""
    word = word.strip().upper().replace(",", "")
    if word.isdecimal():
        return int(word)
    if word in _UNITS:
        return _UNITS.index(word)
    if word in {"HUNDRED", "ONE-HUNDRED"}:
        return 100
    tens, _, unit = word.replace(" ", "-").partition("-")
    if tens in _TENS and (not unit or unit in _UNITS[1:10]):
        return 20 + 10 * _TENS.index(tens) + (_UNITS.index(unit) if unit else 0)
    return None


@lru_cache(maxsize=256)
def count(word: str, speed: float = 1.0) -> Segment | None:
    """The motion of a number; None for a blank. Anything but a plain number ("3.5", "0800 1234") is shown part
    by part."""
    value = value_of(word)
    if value is None:
        parts = [part for part in re.split(r"[^0-9]+", word) if part]
        return (
            concatenate([one for part in parts for one in _shown(part, speed)], speed) if parts else spell(word, speed)
        )
    digits = re.sub(r"\D", "", word)
    return concatenate(_shown(digits or str(value), speed), speed)


def _shown(digits: str, speed: float) -> list[Shown]:
    """The handshapes of a row of digits."""
    value = int(digits)
    if digits != str(value) or value > 9999 or (value > 2099 and value % 100):
        return _row(digits, speed)
    if value > 999:
        if 1100 <= value <= 2099 and value % 100 > 9 and not 2000 <= value < 2010:
            return [*_shown(digits[:2], speed), *_shown(digits[2:], speed)]  # a year
        return _row(digits, speed)
    if value > 99:
        rest = _shown(str(value % 100), speed) if value % 100 else []
        return [_digit(value // 100, speed), held(load_handshapes()["C"], speed), *rest]
    if value <= 9:
        return [_digit(value, speed, inwards=1 <= value <= 5)]
    if value <= 19:
        return _teen(value, speed)
    if value // 10 == value % 10:
        return [_digit(value // 10, speed), _digit(value % 10, speed, aside=-SLIDE)]
    if value < 30:
        opened = held(load_handshapes()["L"], speed)
        return [_pinch()] if value == 20 else [opened, _digit(value % 10, speed)]
    return [_digit(value // 10, speed), _digit(value % 10, speed)]


def _row(digits: str, speed: float) -> list[Shown]:
    """Digit by digit, doubled ones sliding aside."""
    shown, aside = [], 0.0
    for number, digit in enumerate(digits):
        aside = aside - SLIDE if number and digits[number - 1] == digit else 0.0
        shown.append(_digit(int(digit), speed, aside=aside))
    return shown


def _digit(digit: int, speed: float, inwards: bool = False, aside: float = 0.0) -> Shown:
    shape = load_handshapes()[str(digit)]
    palm = _inwards(shape.palm) if inwards else shape.palm
    return held(Handshape(palm, shape.fingers, shape.path), speed, aside)


def _inwards(palm: Floats) -> Floats:
    """A palm (T, 4) that faces the viewer, turned to the signer."""
    return multiply(about(_Y, np.pi), palm)


def _teen(value: int, speed: float) -> list[Shown]:
    shapes = load_handshapes()
    ten, inwards = shapes["10"].fingers, _inwards(shapes["10"].palm[0])
    if value == 10:
        swing = 0.45 * np.sin(2 * np.pi * np.linspace(0, 2, round(4 * FLICK_S * FPS)))
        side = multiply(about(_Y, np.pi / 2), shapes["10"].palm[0])  # the palm to the left, the thumb up
        return [Shown(multiply(about(_Y, swing), side), np.tile(ten, (len(swing), 1, 1)), np.zeros((len(swing), 3)))]
    if value >= 16:
        digit = shapes[str(value - 10)]
        turn = [Handshape(inwards[None], ten, np.zeros((1, 3))), Handshape(digit.palm, digit.fingers, np.zeros((1, 3)))]
        return [held(shape, speed) for shape in turn]
    closed, opened = {
        11: (shapes["S"].fingers, _with(shapes["S"].fingers, "1", _INDEX)),
        12: (shapes["S"].fingers, _with(_with(shapes["S"].fingers, "U", _INDEX), "U", _MIDDLE)),
        13: (_with(_beckoned("U"), "L", _THUMB), _with(shapes["U"].fingers, "L", _THUMB)),
        14: (_beckoned("4"), shapes["4"].fingers),
        15: (_with(_beckoned("4"), "5", _THUMB), _with(shapes["4"].fingers, "5", _THUMB)),
    }[value]
    share = 0.5 - 0.5 * np.cos(np.pi * np.linspace(0, 3, round(4 * FLICK_S * FPS)))  # out, in, out
    fingers = slerp(closed, opened, np.repeat(share[:, None], 15, axis=1))
    return [Shown(np.tile(inwards, (len(share), 1)), fingers, np.zeros((len(share), 3)))]


def _pinch() -> Shown:
    """20: thumb and index close twice."""
    shapes = load_handshapes()
    share = 0.5 - 0.5 * np.cos(np.pi * np.linspace(0, 4, round(5 * FLICK_S * FPS)))
    pinched = _with(_with(shapes["L"].fingers, "O", _INDEX), "O", _THUMB)
    fingers = slerp(shapes["L"].fingers, pinched, np.repeat(share[:, None], 15, axis=1))
    return Shown(np.tile(shapes["L"].palm, (len(share), 1)), fingers, np.zeros((len(share), 3)))


def _with(fingers: Floats, lender: str, bones: slice) -> Floats:
    """Finger turns (15, 4) with one finger from another handshape."""
    lent = fingers.copy()
    lent[bones] = load_handshapes()[lender].fingers[bones]
    return lent


def _beckoned(shape: str) -> Floats:
    """A handshape's fingers (15, 4), the straight ones bent at the knuckles by 70°."""
    fingers = load_handshapes()[shape].fingers.copy()
    for knuckle in (3, 6, 9, 12):
        if fingers[knuckle, 3] > 0.94:
            fingers[knuckle] = multiply(about(_Z, np.radians(70.0)), fingers[knuckle])
    return fingers
