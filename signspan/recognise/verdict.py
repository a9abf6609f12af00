"""From one sign's distribution to what a person sees: a gloss, a question, or nothing.

The question offers a conformal prediction set (Vovk et al. 2005; Sadinle et al. 2019): the glosses above a threshold
that includes the right one nine times in ten for signers the model never saw. `Thresholds` ship with the weights and
are measured (`signspan train calibrate`).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from signspan.errors import MissingError
from signspan.events import Alternative, Gloss, Unsure
from signspan.recognise.classifier import WEIGHTS
from signspan.recognise.constants import CONSTANTS

IDLE_CLASS = 0
_C: Final = CONSTANTS["verdict"]
IDLE_MAX: Final[float] = _C["idle_max"]  # above this, nobody signed
# Stricter for questions: a quarter of needless ones lie above, and 1.8 % of the others.
IDLE_ASKED: Final[float] = _C["idle_asked"]
# For both if the stretch is known to hold signs: there a missed sign is the worse mistake.
IDLE_AMONG: Final[float] = _C["idle_among"]
MAX_OPTIONS: Final[int] = _C["max_options"]  # nobody reads a longer list
MIN_MASS: Final[float] = _C["min_mass"]  # if all options together have less, the sign is outside the vocabulary
MIN_OPTION: Final[float] = _C["min_option"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A sign: its distribution over glosses (C,), class 0 idle, and its time."""

    probabilities: NDArray[np.float32]
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`sure`: a gloss at least this likely is committed. `in_set`: one at least this likely is in the 90 % set."""

    sure: float
    in_set: float

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Reads them from `isolated.json` of `folder`."""
        path = folder / "isolated.json"
        if not path.is_file():
            raise MissingError(f"expected isolated.json in {folder}")
        thresholds = json.loads(path.read_text())["thresholds"]
        return cls(float(thresholds["sure"]), float(thresholds["in_set"]))


def judge(
    sign: Decoded, classes: tuple[str, ...], thresholds: Thresholds, among: bool = False
) -> Gloss | Unsure | None:
    """The verdict on a sign's distribution (C,) whose class 0 is idle: which sign, given that one was made.

    `among`: there are other signs beside it.
    """
    probabilities, start_s, end_s = sign.probabilities, sign.start_s, sign.end_s
    idle = probabilities[IDLE_CLASS]
    if idle > (IDLE_AMONG if among else IDLE_MAX):
        return None
    probabilities = probabilities / (1 - idle)
    order = [int(at) for at in np.argsort(-probabilities, kind="stable") if at != IDLE_CLASS]
    top = order[0]
    options = tuple(
        Alternative(classes[at], round(float(probabilities[at]), 4))
        for at in order[:MAX_OPTIONS]
        if probabilities[at] >= max(MIN_OPTION, min(thresholds.in_set, float(probabilities[top])))
    )
    if probabilities[top] >= thresholds.sure:
        return Gloss(classes[top], round(float(probabilities[top]), 4), start_s, end_s, options)
    ranked = order[:MAX_OPTIONS]
    if float(probabilities[ranked].sum()) < MIN_MASS or (idle > IDLE_ASKED and not among):
        return None
    return Unsure(options, start_s, end_s) if options else None
