import numpy as np

from signspan.body.topology import LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER
from signspan.lexicon.index import Lexicon
from signspan.measure.apart.signing import SHOULDERS_Y, frames_of, signings


def test_the_avatar_stands_in_the_picture_as_a_person_would() -> None:
    frames = frames_of("BOOK", Lexicon.load())
    shoulders = frames[:, [POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_SHOULDER]]
    assert np.isfinite(shoulders).all()
    assert np.allclose(shoulders[0, :, 1], SHOULDERS_Y, atol=0.02)
    assert shoulders[0, 0, 0] > shoulders[0, 1, 0]  # the person's left is on the picture's right
    hands = frames[np.isfinite(frames[:, RIGHT_HAND.start, 0]), RIGHT_HAND]
    assert len(hands) > 5
    assert (hands[..., :2] > 0).all()
    assert (hands[..., :2] < 1).all()
    assert np.isnan(frames[-1, RIGHT_HAND]).all()  # at rest


def test_signs_that_are_chosen_are_read_at_a_known_frame() -> None:
    (first,) = signings(1)
    assert first.gloss
    assert 0 < first.ended_s <= first.decided / 30
    assert first.decided < len(first.frames)
