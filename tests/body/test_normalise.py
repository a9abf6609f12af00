import numpy as np

from signspan.body.normalise import isotropic, normalise, origin
from signspan.body.sequence import BodySequence
from signspan.body.topology import FACE, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER


def test_shoulders_lie_one_unit_apart_about_the_origin(book: BodySequence) -> None:
    pose = normalise(book)[:, POSE]
    left, right = pose[:, LEFT_SHOULDER, :2], pose[:, RIGHT_SHOULDER, :2]
    assert np.allclose(np.linalg.norm(left - right, axis=1), 1, atol=1e-4)
    assert np.allclose((left + right) / 2, 0, atol=1e-4)


def test_moving_and_resizing_the_signer_changes_nothing(book: BodySequence) -> None:
    moved = BodySequence(book.landmarks * 0.5 + np.array([0.2, 0.3, 0], np.float32), book.fps, book.aspect)
    a, b = normalise(book)[:, RIGHT_HAND, :2], normalise(moved)[:, RIGHT_HAND, :2]
    assert np.nanmax(np.abs(a - b)) < 1e-3


def test_what_stands_in_for_missing_shoulders(book: BodySequence) -> None:
    whole = origin(isotropic(book))
    headless = book.landmarks.copy()
    headless[:, POSE] = np.nan
    by_face = origin(isotropic(BodySequence(headless, book.fps, book.aspect)))
    headless[:, FACE] = np.nan
    by_hands = origin(isotropic(BodySequence(headless, book.fps, book.aspect)))
    nobody = origin(np.full((3, 543, 3), np.nan, np.float32))
    kinds = [o.stands_in for o in (whole, by_face, by_hands, nobody)]
    assert kinds == ["shoulders", "face", "hands", "nothing"]
    assert 0.5 < np.median(by_face.unit) / np.median(whole.unit) < 2
    assert 0.5 < np.median(by_hands.unit) / np.median(whole.unit) < 2


def test_shoulders_missing_in_some_frames_are_stood_in_for_by_the_others(book: BodySequence) -> None:
    holed = book.landmarks.copy()
    holed[5:9, POSE] = np.nan
    assert np.isfinite(normalise(BodySequence(holed, book.fps, book.aspect))[5:9, FACE]).all()
