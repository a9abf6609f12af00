"""A pointing goes to the place of whom it means."""

import numpy as np
import pytest

from signspan.events import Locus
from signspan.motion.clip import FPS
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import load_rig
from signspan.perform.point import point

RIG = load_rig()
HAND = RIG.index("rightHand")


def end(gloss: str, locus: Locus | None) -> float:
    """Where the hand ends, in metres towards the signer's left."""
    segment = point(gloss, 1.0, locus)
    assert segment is not None
    return float(RIG.forward(segment.poses[-1:])[0][0, HAND, 0])


@pytest.mark.parametrize("gloss", ["SHE", "HE", "IT", "HIS", "THEIR"])
def test_the_four_places_are_in_their_order(gloss: str) -> None:
    ends = [end(gloss, locus) for locus in ("far-right", "right", "left", "far-left")]
    assert ends == sorted(ends)
    assert min(np.diff(ends)) > 0.03


def test_without_a_place_it_is_the_right() -> None:
    assert end("SHE", None) == end("SHE", "right")


@pytest.mark.parametrize("gloss", ["I", "YOU", "MY", "WE", "YOUR"])
def test_first_and_second_person_stay_where_they_are(gloss: str) -> None:
    assert end(gloss, "left") == end(gloss, None)


def test_a_group_is_a_sweep_from_right_to_left() -> None:
    segment = point("THEY", 1.0, "around")
    assert segment is not None
    across = RIG.forward(segment.poses)[0][:, HAND, 0]
    assert across[-1] - across[0] > 0.12
    assert float(angle_between(segment.poses[1:], segment.poses[:-1]).max() * FPS) < np.radians(900)
