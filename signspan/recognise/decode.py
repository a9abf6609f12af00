"""From frame-wise evidence to signs: connectionist temporal classification (Graves et al. 2006), spike by spike.

A network trained this way is blank nearly always, with a short spike for each sign. A run of ticks that are more likely
a sign than blank is one sign, whose distribution is the run's mean weighted by how little blank each tick was: ticks of
one spike may disagree about the sign, and still are one sign. A run ends with a blank, so decoding is causal: a stream
decodes what a batch decodes.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from signspan.recognise.constants import CONSTANTS

_C: Final = CONSTANTS["decode"]
SPIKE: Final[float] = _C["spike"]  # a tick is part of a sign when blank is less likely than this


@dataclass(frozen=True, slots=True)
class Decoded:
    """A sign: its distribution over glosses (C,), and the time of its run."""

    probabilities: NDArray[np.float32]
    start_s: float
    end_s: float


@dataclass(slots=True)
class Decoder:
    """Feed ticks in order; a sign comes out when its run has ended."""

    _run: list[tuple[float, NDArray[np.float32], float]] = field(default_factory=list)

    def tick(self, blank: float, glosses: NDArray[np.float32], at_s: float) -> Decoded | None:
        """One tick at `at_s`: the blank's probability and the distribution over glosses (C,)."""
        if blank > SPIKE:
            return self.end()
        self._run.append((1 - blank, glosses, at_s))
        return None

    def end(self) -> Decoded | None:
        """The run in progress, if any, ends here: at a blank, or when the hands rest."""
        if not self._run:
            return None
        weights = np.array([weight for weight, _, _ in self._run], np.float32)
        mean = np.average([glosses for _, glosses, _ in self._run], axis=0, weights=weights)
        done = Decoded(mean.astype(np.float32), self._run[0][2], self._run[-1][2])
        self._run.clear()
        return done
