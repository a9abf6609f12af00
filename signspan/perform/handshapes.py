"""The handshapes of letters and digits, for the right hand: palm turns and finger bends.

Letters come from real hands: of some four hundred examples of a letter the one nearest their mean is taken.
J and Z keep a real signer's path; M, N, S, T and R, which differ in what landmarks hide, are made (`fists.py`).
Digits are put together from fingers of letters (`DIGITS`), for lack of data.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from signspan.perform.clean import PALM
from signspan.perform.fists import FISTS, crossed, fist
from signspan.perform.quaternion import IDENTITY, Floats, continuous, mean_smooth, unit
from signspan.perform.retarget import bend_fingers, fit_palm
from signspan.perform.rig import BONES, load_rig

# For each digit, the letters that lend thumb, index, middle, ring and little finger.
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
    stored = json.loads((files("signspan.perform") / "figure" / "handshapes.json").read_text("utf-8"))
    shapes = {
        letter: Handshape(unit(shape["palm"]), unit(shape["fingers"]), np.array(shape["path"]))
        for letter, shape in stored["letters"].items()
    }
    for digit, lenders in DIGITS.items():
        fingers = [shapes[lender].fingers[3 * k : 3 * k + 3] for k, lender in enumerate(lenders)]
        shapes[digit] = Handshape(shapes["B"].palm, np.concatenate(fingers), np.zeros((1, 3)))
    return shapes


def build_handshapes(static: Path, moving: Path, out: Path) -> None:
    """Writes `handshapes.json` from a pack of static hands (`landmarks` (N, 21, 3), `letter`) and J.json, Z.json.

    Both sources show mirrored pictures, so x is turned round to get the signer's right hand.
    """
    with np.load(static) as pack:
        points, names = pack["landmarks"].astype(np.float64) * [-1, -1, -1], pack["letter"]
    letters = {}
    for letter in sorted(set(names.tolist())):
        hands = points[names == letter]
        palm = fit_palm(hands, "right")
        fingers = bend_fingers(hands, palm, "right")
        features = np.concatenate([2 * _signed(palm[:, None]), _signed(fingers)], axis=1).reshape(len(hands), -1)
        best = int(np.linalg.norm(features - np.median(features, axis=0), axis=1).argmin())
        letters[letter] = {"palm": palm[best : best + 1], "fingers": fingers[best], "path": np.zeros((1, 3))}
    for letter in "JZ":
        path, palm = _moving(moving / f"{letter}.json")
        letters[letter] |= {"path": path, "palm": palm}
    letters["J"]["fingers"] = letters["I"]["fingers"]
    for letter in FISTS:
        letters[letter]["fingers"] = fist(letter, letters[letter]["fingers"][:3])
    letters["R"]["fingers"] = crossed(letters["R"]["fingers"])
    plain = {
        name: {key: np.round(value, 4).tolist() for key, value in shape.items()} for name, shape in letters.items()
    }
    out.write_text(json.dumps({"licence": "CC0-1.0, J and Z MIT", "letters": plain}) + "\n", "utf-8")


def _signed(turns: Floats) -> Floats:
    """Turns (N, B, 4) all on the side of the sphere that the first is on."""
    return np.asarray(np.where((turns * turns[:1]).sum(axis=-1, keepdims=True) < 0, -turns, turns))


def _moving(file: Path) -> tuple[Floats, Floats]:
    """The palm's path (T, 3) in metres round its start and its turns (T, 4), of one recorded letter."""
    hands = []
    for _, _, sides in json.loads(file.read_text("utf-8")):
        found = [side[:21] for side in sides if len(side) >= 21]
        hands.append(np.array(found[0], np.float64)[:, -3:] * [-1, -1, -640] if found else np.full((21, 3), np.nan))
    points = np.array([hand for hand in hands if np.isfinite(hand).all()])
    rest = load_rig().hand_points(load_rig().rest, np.tile(IDENTITY, (len(BONES), 1)), "right")
    size = np.quantile(np.linalg.norm(points[:, 9, :2] - points[:, 0, :2], axis=1), 0.9)
    scale = np.linalg.norm(rest[9] - rest[0]) / size
    path = points[:, list(PALM), :2].mean(axis=1) * scale
    bell = np.array([0.25, 0.5, 0.25])
    path = np.stack([np.convolve(np.pad(path[:, k], 1, mode="edge"), bell, "valid") for k in range(2)], axis=1)
    path = np.concatenate([path - path[0], np.zeros((len(path), 1))], axis=1)
    return path, mean_smooth(continuous(fit_palm(points, "right")), 5)
