"""From one sign's distribution to what a person sees: a gloss, a question, or nothing.

The question offers a conformal prediction set (Vovk et al. 2005; Sadinle et al. 2019): the glosses above a threshold
that includes the right one nine times in ten for signers the model never saw. `Thresholds` ship with the weights and
are measured (`signspan train calibrate`).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from signspan.errors import MissingError
from signspan.events import Alternative, Gloss, Unsure
from signspan.recognise.classifier import WEIGHTS

IDLE_CLASS = 0
IDLE_MOST = 0.2  # above this, nobody signed
IDLE_ASKED = 0.1  # stricter for questions: a quarter of needless ones lie above, and 1.8 % of the others
IDLE_AMONG = 0.4  # for both if the stretch is known to hold signs: there a missed sign is the worse mistake
MOST_OPTIONS = 6  # nobody reads a longer list
LEAST_MASS = 0.4  # if all options together have less, the sign is outside the vocabulary
LEAST_OPTION = 0.02


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
    probabilities: NDArray[np.float32],
    classes: tuple[str, ...],
    thresholds: Thresholds,
    start_s: float,
    end_s: float,
    among: bool = False,
) -> Gloss | Unsure | None:
    """The verdict on a distribution (C,) whose class 0 is idle: which sign, given that one was made.

    `among`: there are other signs beside it.
    """
    idle = probabilities[IDLE_CLASS]
    if idle > (IDLE_AMONG if among else IDLE_MOST):
        return None
    probabilities = probabilities / (1 - idle)
    order = [int(at) for at in np.argsort(-probabilities, kind="stable") if at != IDLE_CLASS]
    top = order[0]
    options = tuple(
        Alternative(classes[at], round(float(probabilities[at]), 4))
        for at in order[:MOST_OPTIONS]
        if probabilities[at] >= max(LEAST_OPTION, min(thresholds.in_set, float(probabilities[top])))
    )
    if probabilities[top] >= thresholds.sure:
        return Gloss(classes[top], round(float(probabilities[top]), 4), start_s, end_s, options)
    ranked = order[:MOST_OPTIONS]
    if float(probabilities[ranked].sum()) < LEAST_MASS or (idle > IDLE_ASKED and not among):
        return None
    return Unsure(options, start_s, end_s) if options else None
