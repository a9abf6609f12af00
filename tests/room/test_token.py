import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError
from signspan.room import token
from signspan.wire import room_pb2 as wire

SECRET = bytes(range(32))
ROOM = "K7QM2XRD4T"


def test_a_token_opens_its_room_in_its_role_until_it_expires() -> None:
    text = token.sign(SECRET, ROOM, wire.ROLE_SPEAKER, 100)
    assert token.check(SECRET, text, ROOM, 99.9).role == wire.ROLE_SPEAKER
    with pytest.raises(token.TokenError, match="^token-expired$"):
        token.check(SECRET, text, ROOM, 100)
    with pytest.raises(token.TokenError, match="^token$"):
        token.check(SECRET, text, "0000000000", 99)


def test_the_secret_signs_nothing_else() -> None:
    """A bare HMAC of the same bytes, as some other use of the secret would make, opens nothing."""
    data = wire.RoomToken(room=ROOM, role=wire.ROLE_SIGNER, expires_s=100).SerializeToString()
    bare = hmac.new(SECRET, data, hashlib.sha256).digest()
    text = f"{token._text(data)}.{token._text(bare)}"
    with pytest.raises(token.TokenError):
        token.check(SECRET, text, ROOM, 0)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(FormatError, match="expected a secret of at least 32 bytes, got 5"):
        token.sign(b"short", ROOM, wire.ROLE_SIGNER, 100)
    with pytest.raises(FormatError, match="expected a secret"):
        token.check(b"", "x.y", ROOM, 0)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.from_regex(r"[A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{43}", fullmatch=True))
def test_no_other_text_opens_anything(text: str) -> None:
    with pytest.raises(token.TokenError):
        token.check(SECRET, text, ROOM, 0)
