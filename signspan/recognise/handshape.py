"""One spelling hand, frame by frame, to probabilities of letters.

The model's input is a `LetterWindow`: one hand over 15 steps of 40 ms; the output is for the middle one. The hand is
always a right hand (a left one is mirrored), in units of image height with y down; the features that make it
independent of place, size and side of the picture are computed in the exported graph
(`signspan/train/letter_model.py`), so that training, Python and browser cannot differ. Its rotation in the picture is
kept: G and Q, K and P, H and U differ in little else.

`packages/recognise/src/handshape.ts` is the same code; `tests/vectors/spelling.json` holds both to it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from signspan.body.topology import AXES, HAND_POINTS, LEFT_HAND, RIGHT_HAND, WRIST
from signspan.errors import FormatError
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.network import open_network

WEIGHTS = Path(__file__).with_name("weights")
LETTERS: Final = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
NONE: Final = len(LETTERS)  # the class of hands that show no letter: idle, on their way, other signs
_C: Final = CONSTANTS["handshape"]
STEPS: Final[int] = _C["steps"]
FOCUS: Final = STEPS // 2
STEP_S: Final[float] = _C["step_s"]
MAX_GAP_S: Final[float] = _C["max_gap_s"]  # interpolated over; after longer ones the hand counts as absent

Hand = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LetterWindow:
    """`hand` (15, 21, 3) in units of image height, zero where absent; `present` (15,), one where it is there."""

    hand: Hand
    present: NDArray[np.float32]

    def __post_init__(self) -> None:
        if (self.hand.shape, self.present.shape) != ((STEPS, HAND_POINTS, AXES), (STEPS,)):
            raise FormatError(
                f"expected a hand ({STEPS}, {HAND_POINTS}, {AXES}) and presence ({STEPS},), "
                f"got {self.hand.shape} and {self.present.shape}"
            )


def side_of(landmarks: NDArray[np.float32], side: str, aspect: float) -> Hand | None:
    """The `right` or `left` hand of a frame (543, 3) as a right hand (21, 3) in image heights; None where unseen."""
    points = landmarks[RIGHT_HAND if side == "right" else LEFT_HAND]
    if not np.isfinite(points[WRIST]).all():
        return None
    x = aspect if side == "right" else -aspect
    return np.asarray(points * np.array([x, 1, aspect], np.float32), np.float32)


def windows_of(times: NDArray[np.float64], hands: Hand, at: NDArray[np.float64]) -> list[LetterWindow]:
    """Windows round the moments `at` (N,) of a hand seen at `times` (T,) as `hands` (T, 21, 3), both in seconds."""
    grid = at[:, None] + (np.arange(STEPS) - FOCUS) * STEP_S
    points, present = at_times(times, hands, grid.ravel())
    shape = (len(at), STEPS)
    return [
        LetterWindow(hand, seen)
        for hand, seen in zip(points.reshape(*shape, HAND_POINTS, AXES), present.reshape(shape), strict=True)
    ]


def at_times(times: NDArray[np.float64], hands: Hand, at: NDArray[np.float64]) -> tuple[Hand, NDArray[np.float32]]:
    """The hand at moments `at` (N,), interpolated: points (N, 21, 3), zero where it was not seen, presence (N,).

    Up to a step before the first detection and after the last, the nearest one counts; beyond that, none.
    """
    if len(times) == 0:
        return np.zeros((len(at), HAND_POINTS, AXES), np.float32), np.zeros(len(at), np.float32)
    after = np.clip(np.searchsorted(times, at), 0, len(times) - 1)
    before = np.clip(after - (times[after] > at), 0, len(times) - 1)
    gap = times[after] - times[before]
    share = np.clip((at - times[before]) / np.maximum(gap, 1e-6), 0, 1)
    near = np.minimum(np.abs(at - times[before]), np.abs(times[after] - at))
    present = (near <= STEP_S) | ((gap <= MAX_GAP_S) & (at >= times[0]) & (at <= times[-1]))
    mixed = hands[before] + (hands[after] - hands[before]) * share[:, None, None].astype(np.float32)
    return np.where(present[:, None, None], mixed, 0).astype(np.float32), present.astype(np.float32)


class LetterReader:
    """Windows to calibrated probabilities of `LETTERS` and, last, of no letter."""

    def __init__(
        self, session: onnxruntime.InferenceSession, confusions: NDArray[np.float64], double: list[float]
    ) -> None:
        self._session = session
        self.confusions = confusions  # (26, 26): given a letter, the chance of reading another; rows sum to one
        self.double = double  # weights of `letters.traits`

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Loads `letters.onnx` and `letters.json` of `folder`."""
        session = open_network(folder, "letters.onnx", "letters.json")
        outputs = session.get_outputs()[0].shape[-1]
        if outputs != NONE + 1:
            raise FormatError(f"expected {NONE + 1} outputs of letters.onnx, got {outputs}")
        config = json.loads((folder / "letters.json").read_text())
        return cls(session, np.array(config["confusions"], np.float64), config["double"])

    def read(self, windows: Sequence[LetterWindow]) -> NDArray[np.float32]:
        """Probabilities (N, 27)."""
        if not windows:
            return np.zeros((0, NONE + 1), np.float32)
        fed = {name: np.stack([getattr(window, name) for window in windows]) for name in ("hand", "present")}
        return np.asarray(self._session.run(["probabilities"], fed)[0], np.float32)
