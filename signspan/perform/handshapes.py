"""The handshapes of letters and digits, for the right hand: palm turns and finger bends.

`signspan/tools/handshapes.py` makes the letters from real hands. For lack of data, digits combine fingers of letters
(`DIGITS`).
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from signspan.motion.quaternion import Floats, unit

# For each digit, the letters from which thumb, index, middle, ring and little finger are taken.
DIGITS: Final = {
    "0": "OOOOO",
    "1": "SDSSS",
    "2": "VVVVV",
    "3": "LVVVV",
    "4": "BWWWI",
    "5": "LWWWI",
    "6": "WWWWW",
    "7": "DWWDI",
    "8": "DWDWI",
    "9": "FFFFF",
    "10": "LAAAA",
}


@dataclass(frozen=True)
class Handshape:
    """`palm` (T, 4) world turns and `path` (T, 3) metres from its place, one frame unless the hand moves;
    `fingers` (15, 4) local turns of the right hand's bones."""

    palm: Floats
    fingers: Floats
    path: Floats


@lru_cache(maxsize=1)
def load_handshapes() -> dict[str, Handshape]:
    """The 26 letters and the digits 0 to 10 by name."""
    stored = json.loads((files("signspan.perform") / "alphabet" / "handshapes.json").read_text("utf-8"))
    shapes = {
        letter: Handshape(unit(shape["palm"]), unit(shape["fingers"]), np.array(shape["path"]))
        for letter, shape in stored["letters"].items()
    }
    for digit, lenders in DIGITS.items():
        fingers = [shapes[lender].fingers[3 * k : 3 * k + 3] for k, lender in enumerate(lenders)]
        shapes[digit] = Handshape(shapes["B"].palm, np.concatenate(fingers), np.zeros((1, 3)))
    return shapes
