import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, POSE, RIGHT_HAND
from signspan.body.window import Window, window_of_body
from signspan.recognise.path import LENGTH, PER_HAND, apart, path_of, trimmed


def signing(book: BodySequence) -> BodySequence:
    seen = np.nonzero(np.isfinite(book.landmarks[:, [LEFT_HAND.start, RIGHT_HAND.start], 0]).any(axis=1))[0]
    return BodySequence(book.landmarks[seen[0] : seen[-1] + 1], book.fps, book.aspect)


@pytest.fixture(scope="module")
def window(book: BodySequence) -> Window:
    clip = signing(book)
    return trimmed(window_of_body(clip.landmarks, clip.aspect))


def mirrored(window: Window) -> Window:
    flip = np.array([-1, 1, 1], np.float32)
    return Window(window.hands * flip, window.present, window.anchor * np.array([-1, 1, 1, 1], np.float32))


def test_a_path_is_nothing_from_itself_its_mirror_image_and_exchanged_hands(window: Window) -> None:
    path = path_of(window)
    assert path.shape == (LENGTH, 2 * PER_HAND)
    exchanged = Window(window.hands[:, ::-1], window.present[:, ::-1], window.anchor)
    others = np.stack([path, path_of(mirrored(window)), path_of(exchanged)])
    np.testing.assert_allclose(apart(path, others), 0, atol=2e-3)


def test_speed_matters_less_than_another_sign(book: BodySequence, window: Window) -> None:
    clip = signing(book)
    uneven = clip.landmarks[np.sort(np.r_[np.arange(len(clip)), np.arange(len(clip) // 2)])]  # first half at half speed
    slow = path_of(trimmed(window_of_body(uneven, clip.aspect)))
    backwards = path_of(Window(window.hands[::-1], window.present[::-1], window.anchor))
    level = window.hands.copy()
    level[..., 1] = 2 * window.anchor[1] - level[..., 1]  # upside down: another handshape, another place
    other = path_of(Window(level * window.present[..., None, None], window.present, window.anchor))
    near, reverse, far = apart(path_of(window), np.stack([slow, backwards, other]))
    assert near < reverse
    assert near < far / 2


def test_a_path_keeps_its_size_when_the_signer_steps_back(book: BodySequence, window: Window) -> None:
    clip = signing(book)
    small = (clip.landmarks - 0.5) * np.array([0.5, 0.5, 0.5], np.float32) + 0.5
    distant = path_of(trimmed(window_of_body(small, clip.aspect)))
    assert apart(path_of(window), distant[None])[0] < 0.02


def test_trimming_takes_resting_hands_away(book: BodySequence) -> None:
    clip = signing(book)
    points = clip.landmarks.copy()
    hips = np.nanmedian(points[:, POSE][:, 23:25, 1])
    rest = np.repeat(points[:1], 20, axis=0)
    for hand in (LEFT_HAND, RIGHT_HAND):
        rest[:, hand] = points[len(points) // 2, hand]
        rest[:, hand, 1] += hips - np.nanmean(points[len(points) // 2, hand, 1])
    whole = window_of_body(np.concatenate([rest, points, rest]), clip.aspect)
    alone = trimmed(window_of_body(points, clip.aspect))
    far, near = apart(path_of(alone), np.stack([path_of(whole), path_of(trimmed(whole))]))
    assert near < far / 2


def test_no_hands_make_an_empty_path() -> None:
    nobody = Window(np.zeros((32, 2, 21, 3), np.float32), np.zeros((32, 2), np.float32), np.zeros(4, np.float32))
    assert trimmed(nobody) is nobody
    assert not path_of(nobody).any()
