"""A pack's points, whichever it keeps, lie where a body's do."""

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_HIP
from signspan.corpora.layout import Layout
from signspan.errors import FormatError

FACE = np.array([0, 10, 61, 291])


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ({}, [*range(468, 489), *range(522, 543)]),
        ({}, [*range(468, 489), *range(522, 543), *range(489, 522)]),
        ({}, list(range(543))),
        ({"face_index": FACE}, [*FACE, *range(468, 543)]),
        (
            {"face_index": FACE, "pose_names": ["LEFT_SHOULDER", "RIGHT_HIP"]},
            [POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_HIP, *FACE, *range(468, 489), *range(522, 543)],
        ),
    ],
    ids=["hands", "hands and pose", "whole", "webcam", "named pose"],
)
def test_what_a_pack_keeps_returns_to_its_place(
    names: dict[str, np.ndarray], kept: list[int], book: BodySequence
) -> None:
    body = Layout.of(names, len(kept)).body(book.landmarks[:, kept])
    np.testing.assert_array_equal(body[:, kept], book.landmarks[:, kept])
    assert np.isfinite(body[:, LEFT_HAND]).any() or np.isfinite(body[:, RIGHT_HAND]).any()
    others = np.setdiff1d(np.arange(543), kept)
    assert np.isnan(body[:, others]).all()


@pytest.mark.parametrize(
    ("names", "columns", "message"),
    [
        ({}, 60, "got 60 points"),
        ({"face_index": np.array([468])}, 76, "got 76 points"),
        ({"face_index": FACE}, 78, "got 78 points"),
        ({"face_index": FACE, "pose_names": ["KNEE"]}, 47, "got KNEE"),
    ],
)
def test_other_points_are_refused(names: dict[str, np.ndarray], columns: int, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        Layout.of(names, columns)
