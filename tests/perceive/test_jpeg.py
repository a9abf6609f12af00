import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError, SignspanError
from signspan.perceive.jpeg import decode, size_of
from signspan.perceive.video import Video


def jpeg(image: np.ndarray, **options: int) -> bytes:
    return cv2.imencode(".jpg", image[..., ::-1], [getattr(cv2, name) for pair in options.items() for name in pair])[
        1
    ].tobytes()


@pytest.fixture(scope="module")
def picture(fixtures: Path) -> np.ndarray:
    return next(iter(Video(fixtures / "book.mp4"))).image


def test_a_picture_comes_back_with_its_colours(picture: np.ndarray) -> None:
    data = jpeg(picture)
    assert size_of(data) == picture.shape[1::-1]
    assert np.abs(decode(data).astype(int) - picture).mean() < 5


def test_a_small_picture_is_an_eighth(picture: np.ndarray) -> None:
    small = decode(jpeg(picture), small=True)
    assert small.shape[:2] == tuple(-(-side // 8) for side in picture.shape[:2])


def test_a_progressive_one_is_read_too(picture: np.ndarray) -> None:
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1].tobytes()
    assert decode(data).shape == picture.shape


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded(picture: np.ndarray) -> None:
    data = bytearray(jpeg(picture))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    with pytest.raises(LimitError, match="up to 1920 px a side, got 60000×60000"):
        decode(bytes(data))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0\x00\x00", b"\xff\xd8" + b"\xff" * 99]
)
def test_what_is_no_jpeg_is_named(data: bytes) -> None:
    with pytest.raises(FormatError, match="expected a JPEG picture"):
        decode(data)


@given(st.binary(max_size=400), st.integers(0, 3000), st.integers(0, 8))
def test_any_bytes_are_a_picture_or_a_named_error(noise: bytes, at: int, cut: int) -> None:
    whole = cv2.imencode(".jpg", np.full((64, 48, 3), 90, np.uint8))[1].tobytes()
    for data in (noise, b"\xff\xd8" + noise, whole[: at % len(whole)] + noise + whole[at % len(whole) + cut :]):
        try:
            assert decode(data).dtype == np.uint8
        except SignspanError as error:
            assert "\n" not in str(error)
