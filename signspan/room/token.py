"""Room tokens: who may enter which room in which role, until when, signed with HMAC-SHA256 (RFC 2104).

Form: base64url(RoomToken) "." base64url(tag), no padding. The tag covers CONTEXT and the token's bytes, so that
signatures made with the secret for other purposes are useless here; nothing is parsed before the tag is verified.
"""

import base64
import binascii
import hashlib
import hmac
import math

from google.protobuf.message import DecodeError

from signspan.errors import FormatError, InputError
from signspan.room.code import is_code
from signspan.wire import room_pb2 as wire

CONTEXT = b"signspan room token 1\n"
MAX_LENGTH = 256
MIN_SECRET = 32
LIFE_S = 12 * 3600


class TokenError(InputError):
    """An invalid token; the message is one word: token or token-expired."""


def sign(secret: bytes, room: str, role: wire.Role, expires_s: float) -> str:
    """A token for `room` in `role`, good until `expires_s` (seconds since 1970)."""
    _long_enough(secret)
    if not is_code(room):
        raise FormatError(f"expected a room code, got {len(room)} other characters")
    token = wire.RoomToken(room=room, role=role, expires_s=math.floor(expires_s)).SerializeToString()
    return f"{_text(token)}.{_text(_tag(secret, token))}"


def check(secret: bytes, text: str, room: str, now_s: float) -> wire.RoomToken:
    """What `text` allows in `room` now, or `TokenError`."""
    _long_enough(secret)
    body, dot, tag = text.partition(".")
    if len(text) > MAX_LENGTH or not dot:
        raise TokenError("token")
    data = _bytes(body)
    if not hmac.compare_digest(_tag(secret, data), _bytes(tag)):
        raise TokenError("token")
    token = wire.RoomToken()
    try:
        token.ParseFromString(data)
    except DecodeError as error:
        raise TokenError("token") from error
    if token.room != room or token.role not in (wire.ROLE_SIGNER, wire.ROLE_SPEAKER, wire.ROLE_WATCHER):
        raise TokenError("token")
    if token.expires_s <= now_s:
        raise TokenError("token-expired")
    return token


def _long_enough(secret: bytes) -> None:
    if len(secret) < MIN_SECRET:
        raise FormatError(f"expected a secret of at least {MIN_SECRET} bytes, got {len(secret)}")


def _tag(secret: bytes, data: bytes) -> bytes:
    return hmac.new(secret, CONTEXT + data, hashlib.sha256).digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise TokenError("token") from error
    if _text(data) != text:  # one spelling for each token
        raise TokenError("token")
    return data
