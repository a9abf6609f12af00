"""Signs as packed bytes: what comes back is what went in, and anything else is a clear error."""

import lzma
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError
from signspan.lexicon.index import Lexicon
from signspan.motion.clip import Clip
from signspan.motion.packed import MAX_FRAMES, pack, unpack
from signspan.motion.quaternion import angle_between
from signspan.motion.vrma import to_vrma

SIGN = Lexicon.load().motion("BOOK")
PACKED = pack(SIGN)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(1, 240, width=32))
def test_any_motion_comes_back_within_a_tenth_of_a_degree(seed: int, frames: int, fps: float) -> None:
    turns = np.random.default_rng(seed).normal(size=(frames, 3, 4))
    turns /= np.linalg.norm(turns, axis=-1, keepdims=True)
    clip = unpack(pack(Clip(fps, ("head", "leftHand", "rightIndexDistal"), turns.astype(np.float32))))
    assert (clip.fps, clip.bones) == (fps, ("head", "leftHand", "rightIndexDistal"))
    assert np.degrees(angle_between(clip.rotations, turns)).max() < 0.1
    assert ((clip.rotations[1:] * clip.rotations[:-1]).sum(axis=-1) >= -1e-3).all()


def test_packing_what_was_packed_changes_nothing() -> None:
    assert pack(unpack(PACKED)) == PACKED


def test_a_packed_sign_is_less_than_half_of_a_compressed_vrma_of_the_same() -> None:
    assert len(PACKED) < 0.6 * len(lzma.compress(to_vrma(SIGN)))


def test_a_sign_without_frames_or_without_end_is_refused() -> None:
    for frames in (0, MAX_FRAMES + 1):
        turns = np.tile(np.float32([0, 0, 0, 1]), (frames, 1, 1))
        with pytest.raises(LimitError, match=str(MAX_FRAMES)):
            pack(Clip(30, ("head",), turns))


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\0" * 200_000_000,
        struct.pack("<4sfHB", b"VRMA", 30, 1, 1) + b"\0" + b"\0" * 8,
        struct.pack("<4sfHB", b"SGN1", float("nan"), 1, 1) + b"\0" + b"\0" * 8,
        struct.pack("<4sfHB", b"SGN1", 30, 2, 1) + b"\0" + b"\0" * 8,
        struct.pack("<4sfHB", b"SGN1", 30, 1, 1) + b"\xff" + b"\0" * 8,
        struct.pack("<4sfHB", b"SGN1", 30, 1, 1) + b"\0" + b"\0" * 8,
    ],
    ids=["empty", "bomb", "magic", "frame rate", "length", "bone", "no rotation"],
)
def test_what_is_no_sign_is_one_line(plain: bytes) -> None:
    with pytest.raises(FormatError, match="packed sign") as caught:
        unpack(lzma.compress(plain))
    assert "\n" not in str(caught.value)


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=400).map(lzma.compress)))
def test_any_bytes_give_a_motion_or_a_clear_error(content: bytes) -> None:
    with pytest.raises(FormatError):
        unpack(content)


@settings(max_examples=100)
@given(st.integers(0, len(PACKED) - 1), st.binary(min_size=1, max_size=8))
def test_flipped_bytes_give_a_motion_or_a_clear_error(at: int, noise: bytes) -> None:
    try:
        clip = unpack((PACKED[:at] + noise + PACKED[at + len(noise) :])[: len(PACKED)])
    except FormatError as error:
        assert "\n" not in str(error)
    else:
        np.testing.assert_allclose(np.linalg.norm(clip.rotations, axis=-1), 1, atol=1e-5)
