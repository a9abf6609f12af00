from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError
from signspan.room import code
from signspan.room.room import Room
from signspan.wire import room as codec
from signspan.wire import room_pb2 as wire

joins = st.builds(
    lambda name, resume, seq: wire.ToRoom(join=wire.Join(name=name, resume=resume, seq=seq)).SerializeToString(),
    st.text(max_size=50),
    st.binary(min_size=14, max_size=17),
    st.integers(0, 2**32 - 1),
)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200) | joins)
def test_any_bytes_are_a_message_or_a_named_error(data: bytes) -> None:
    for read in (codec.decode, codec.decode_answer):
        try:
            message = read(data)
        except (FormatError, LimitError) as error:
            assert "\n" not in str(error)
        else:
            assert message.WhichOneof("body")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=60) | joins, max_size=6))
def test_a_room_survives_any_bytes(messages: list[bytes]) -> None:
    room = Room.open(True, 0.0)
    room.connect("a", wire.ROLE_SIGNER, 1e9, 0.0)
    for data in messages:
        room.receive("a", data, 1.0)
    assert room.due() > 1


@settings(max_examples=300)
@given(st.text(max_size=20))
def test_a_code_is_read_or_is_none(text: str) -> None:
    found = code.parse_code(text)
    assert found is None or code.is_code(found)


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_as_it_is_shown(random: bytes) -> None:
    made = code.code_of(random)
    assert code.parse_code(code.shown(made).lower()) == made
