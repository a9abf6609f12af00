from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, POSE, RIGHT_HAND
from signspan.perceive.legacy import LegacyHolistic
from signspan.perceive.sequence import read_body

pytestmark = pytest.mark.slow


def test_a_real_clip_is_seen_as_it_was_before(fixtures: Path, book: BodySequence) -> None:
    seen = read_body(fixtures / "book.mp4")
    assert len(seen) == len(book)
    assert np.isfinite(seen.landmarks[:, POSE, 0]).mean() > 0.95
    hands = np.isfinite(seen.landmarks[:, [LEFT_HAND.start, RIGHT_HAND.start], 0]).any(axis=1)
    assert hands.mean() > 0.5
    assert np.nanmedian(np.abs(seen.landmarks[:, POSE, :2] - book.landmarks[:, POSE, :2])) < 0.01


def test_an_empty_room_has_nobody_in_it() -> None:
    with LegacyHolistic() as perceiver:
        points = perceiver.perceive(np.full((240, 320, 3), 90, np.uint8), 0.0)
    assert np.isnan(points).all()
