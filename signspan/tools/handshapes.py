"""Makes the handshapes of the letters: `signspan/perform/alphabet/handshapes.json`.

Letters come from real hands: of about four hundred examples of a letter, the one nearest their mean. J and Z keep a
real signer's path; M, N, S, T and R, whose differences landmarks do not show, are constructed (`fists.py`).
"""

import json
from pathlib import Path

import numpy as np

from signspan.capture.clean import PALM
from signspan.capture.retarget import bend_fingers, fit_palm
from signspan.motion.quaternion import IDENTITY, Floats, continuous, mean_smooth
from signspan.motion.rig import BONES, load_rig
from signspan.tools.fists import FISTS, crossed, fist


def build_handshapes(static: Path, moving: Path, out: Path) -> None:
    """Writes `handshapes.json` from a pack of static hands (`landmarks` (N, 21, 3), `letter`) and J.json, Z.json.

    Both sources show mirrored pictures, so x is flipped to get the signer's right hand.
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
    """Turns (N, B, 4), all on the same hemisphere as the first."""
    return np.asarray(np.where((turns * turns[:1]).sum(axis=-1, keepdims=True) < 0, -turns, turns))


def _moving(file: Path) -> tuple[Floats, Floats]:
    """The palm's path (T, 3) in metres from its start and its turns (T, 4), of one recorded letter."""
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
