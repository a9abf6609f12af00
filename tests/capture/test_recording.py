"""A camera's recording as a motion: at any rate of frames, in bounds, and with a plain reason where it cannot be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.capture.recording import recorded
from signspan.errors import InputError, LimitError, SignspanError
from signspan.motion.clip import FPS
from signspan.motion.packed import unpack
from signspan.motion.rig import load_rig
from signspan.perform.personal import MAX_SIGN_BYTES
from signspan.perform.segment import from_clip


def clock(book: BodySequence, rate: float) -> np.ndarray:
    return np.arange(len(book)) / rate


def test_a_slow_and_uneven_camera_gives_the_same_movement(book: BodySequence) -> None:
    times = clock(book, book.fps)
    kept = np.flatnonzero(np.random.default_rng(3).random(len(book)) < 0.5)
    rig = load_rig()
    paths = []
    for frames in (np.arange(len(book)), kept):
        packed = recorded(book.landmarks[frames], times[frames], book.aspect)
        clip = unpack(packed)
        assert clip.fps == FPS
        assert len(packed) < MAX_SIGN_BYTES
        hands = rig.forward(from_clip(clip).poses)[0][:, [rig.index("leftHand"), rig.index("rightHand")]]
        share = np.linspace(0, len(hands) - 1, 40)
        paths.append(np.stack([hands[round(float(at))] for at in share]))
    span = np.linalg.norm(rig.rest[rig.index("leftUpperArm")] - rig.rest[rig.index("rightUpperArm")])
    apart = np.linalg.norm(paths[0] - paths[1], axis=-1) / span
    assert np.median(apart) < 0.15
    travelled = np.linalg.norm(paths[0].max(axis=0) - paths[0].min(axis=0), axis=-1).max() / span
    assert travelled > 0.3


@pytest.mark.parametrize(
    ("rate", "error", "message"),
    [(4.0, InputError, "at least 5 frames a second"), (8.0, LimitError, "at most 10 s, got 13.0 s")],
)
def test_time_has_bounds(book: BodySequence, rate: float, error: type[Exception], message: str) -> None:
    cut = 30 if rate < 5 else len(book)
    with pytest.raises(error, match=message):
        recorded(book.landmarks[:cut], clock(book, rate)[:cut], book.aspect)


@pytest.mark.parametrize("times", [[0.0], [0.0, 0.0], [1.0, 0.5], [0.0, float("nan")], []])
def test_frames_come_one_after_the_other(book: BodySequence, times: list[float]) -> None:
    with pytest.raises(InputError, match="one after the other"):
        recorded(book.landmarks[: len(times)], np.array(times), book.aspect)


def test_without_hands_there_is_nothing_to_sign(book: BodySequence) -> None:
    landmarks = book.landmarks.copy()
    landmarks[:, LEFT_HAND] = landmarks[:, RIGHT_HAND] = np.nan
    with pytest.raises(InputError, match="a hand is seen, found none"):
        recorded(landmarks, clock(book, book.fps), book.aspect)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 0.9), st.floats(0, 0.3), st.integers(2, 60))
def test_any_landmarks_are_a_motion_or_one_line(seed: int, missing: float, noise: float, frames: int) -> None:
    rng = np.random.default_rng(seed)
    landmarks = rng.normal(0.5, noise, (frames, 543, 3)).astype(np.float32)
    landmarks[rng.random((frames, 543)) < missing] = np.nan
    try:
        clip = unpack(recorded(landmarks, np.cumsum(rng.uniform(0.01, 0.1, frames)), 4 / 3))
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        assert np.isfinite(clip.rotations).all()
