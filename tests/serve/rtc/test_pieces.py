import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError, SignspanError
from signspan.serve.rtc.pieces import PIECE, Joiner, cut


@given(st.lists(st.binary(max_size=40) | st.integers(0, 3 * PIECE).map(bytes), max_size=6))
def test_messages_come_out_as_they_went_in(messages: list[bytes]) -> None:
    joiner, pieces = Joiner(4 * PIECE), [piece for message in messages for piece in cut(message)]
    assert all(len(piece) <= PIECE + 1 for piece in pieces)
    assert [whole for piece in pieces if (whole := joiner.feed(piece)) is not None] == messages


def test_a_message_is_no_longer_than_allowed_however_it_is_cut() -> None:
    joiner = Joiner(100)
    assert joiner.feed(b"\0" + bytes(100)) == bytes(100)
    with pytest.raises(LimitError, match="expected at most 100 bytes"):
        joiner.feed(b"\0" + bytes(101))
    joiner = Joiner(100)
    assert [joiner.feed(b"\1x") for _ in range(100)] == [None] * 100
    with pytest.raises(LimitError, match="expected at most 100 bytes"):
        joiner.feed(b"\1x")


def test_what_is_no_piece_is_named() -> None:
    for piece in (b"", b"\2x", b"x"):
        with pytest.raises(FormatError, match="expected a piece"):
            Joiner(100).feed(piece)


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_any_pieces_are_messages_or_a_named_error(pieces: list[bytes]) -> None:
    joiner = Joiner(100)
    try:
        for piece in pieces:
            whole = joiner.feed(piece)
            assert whole is None or len(whole) <= 100
    except SignspanError as error:
        assert "\n" not in str(error)
