"""Percentiles of milliseconds."""

from collections.abc import Sequence

import numpy as np


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99, to a tenth; empty for no values."""
    return {f"p{q}": round(float(np.percentile(values, q)), 1) for q in (50, 95, 99)} if values else {}
