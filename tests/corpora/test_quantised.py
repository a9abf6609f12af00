"""Landmarks stored as differences come back as they were, and arrays that do not fit are refused."""

from typing import Any

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.corpora.quantised import is_quantised, landmarks_of
from signspan.errors import FormatError

SCALE = np.array([1024, 1024, 512], np.float32)


def packed(landmarks: np.ndarray) -> dict[str, Any]:
    """As the shared data's packs are written."""
    missing = np.isnan(landmarks[..., 0])
    steps = np.rint(np.where(missing[..., None], 0, landmarks) * SCALE).astype(np.int32)
    return {
        "deltas": np.diff(steps, axis=0, prepend=np.zeros_like(steps[:1])).astype(np.int16),
        "scale": SCALE,
        "missing": np.packbits(missing),
        "missing_shape": np.array(missing.shape),
    }


def test_landmarks_come_back(book: BodySequence) -> None:
    hands = book.landmarks[:, 468:489]
    pack = packed(hands)
    assert is_quantised(set(pack))
    np.testing.assert_allclose(landmarks_of(pack), hands, atol=1e-3)


def test_a_truth_value_for_each_hand_will_do(book: BodySequence) -> None:
    hands = np.stack([book.landmarks[:, 468:489], book.landmarks[:, 522:543]], axis=1)
    pack = packed(hands) | {"missing": np.isnan(hands[:, :, 0, 0])}
    del pack["missing_shape"]
    np.testing.assert_allclose(landmarks_of(pack), hands, atol=1e-3)


@pytest.mark.parametrize(
    "changed",
    [
        {"missing_shape": np.array([3, 21])},
        {"missing": np.zeros(4, np.uint8)},
        {"missing": np.zeros((2, 2), bool), "missing_shape": None},
    ],
)
def test_arrays_that_do_not_fit_are_refused(book: BodySequence, changed: dict[str, Any]) -> None:
    pack = {name: array for name, array in (packed(book.landmarks[:, 468:489]) | changed).items() if array is not None}
    with pytest.raises(FormatError, match="expected missing"):
        landmarks_of(pack)
