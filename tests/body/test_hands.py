import numpy as np
import pytest

from signspan.body.hands import STEPS, activity, hands_of, prepare, resample
from signspan.body.sequence import BodySequence
from signspan.errors import FormatError


def test_the_busier_hand_comes_first_whichever_side_it_is(book: BodySequence) -> None:
    hands = hands_of(book.landmarks)
    swapped = hands[:, ::-1]
    a, b = prepare(hands, book.aspect), prepare(swapped, book.aspect)
    assert np.array_equal(a, b, equal_nan=True)
    assert activity(a[:, 0]) >= activity(a[:, 1])


def test_the_same_sign_at_half_the_frame_rate_is_nearly_the_same_window(book: BodySequence) -> None:
    hands = hands_of(book.landmarks)
    seen = np.nonzero(np.isfinite(hands[:, :, 0, 0]).all(axis=1))[0]
    piece = prepare(hands[seen[0] : seen[-1] + 1], book.aspect)
    full, _ = resample(piece)
    half, _ = resample(piece[::2] if len(piece) % 2 else piece[:-1:2])
    assert np.median(np.abs(full - half)) < 0.01


def test_absent_hands_are_zero_and_marked(book: BodySequence) -> None:
    hands = hands_of(book.landmarks)[:20].copy()
    hands[:, 1] = np.nan
    points, present = resample(prepare(hands, book.aspect))
    assert points.shape == (STEPS, 2, 21, 3)
    assert not present[:, 1].any()
    assert not points[:, 1].any()
    assert np.isfinite(points).all()


def test_one_frame_and_no_hands_are_windows_too() -> None:
    points, present = resample(prepare(np.full((1, 2, 21, 3), np.nan, np.float32), 1.0))
    assert not present.any()
    assert not points.any()


def test_wrong_shapes_are_named() -> None:
    with pytest.raises(FormatError, match=r"expected hands \(T, 2, 21, 3\), got \(4, 21, 3\)"):
        prepare(np.zeros((4, 21, 3), np.float32), 1.0)
