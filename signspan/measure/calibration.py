"""How well probabilities are calibrated."""

import numpy as np
from numpy.typing import NDArray


def expected_calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 15) -> float:
    """ECE: mean gap between confidence (N,) and accuracy over equal-width bins, weighted by their size.

    Naeini, Cooper & Hauskrecht 2015; bins as in Guo et al. 2017.
    """
    if len(confidence) == 0:
        return 0.0
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gap = 0.0
    for number in range(bins):
        inside = place == number
        if inside.any():
            gap += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(gap)
