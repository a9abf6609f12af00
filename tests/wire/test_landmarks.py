import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError
from signspan.wire import landmarks as wire


def test_a_real_frame_survives_within_the_stated_error(book: BodySequence) -> None:
    frame = book.landmarks[len(book) // 2]
    back = wire.unpack(wire.pack(frame))
    assert (np.isnan(back) == np.isnan(frame)).all()
    assert np.nanmax(np.abs(back - frame)) <= 6.2e-5


@given(st.binary(max_size=wire.BYTES + 10))
def test_any_bytes_are_points_or_a_named_error(data: bytes) -> None:
    if len(data) == wire.BYTES:
        assert wire.unpack(data).shape == (543, 3)
    else:
        with pytest.raises(FormatError, match=f"expected {wire.BYTES} bytes of landmarks, got {len(data)}"):
            wire.unpack(data)


@given(st.binary(min_size=wire.BYTES, max_size=wire.BYTES))
def test_unpacking_is_stable(data: bytes) -> None:
    points = wire.unpack(data)
    assert np.array_equal(wire.unpack(wire.pack(points)), points, equal_nan=True)
