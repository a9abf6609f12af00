"""Tokens and codes: access to rooms."""

from google.protobuf import json_format

from room_vectors.text import Step
from signspan.errors import SignspanError
from signspan.room import code, token
from signspan.wire import room_pb2 as wire

SECRET = bytes(range(32))
NOW = 1_800_000_000
ROOM = "K7QM2XRD4T"


def tokens() -> Step:
    """Valid and invalid tokens."""
    good = token.sign(SECRET, ROOM, wire.ROLE_SIGNER, NOW + 60)
    body, _, tag = good.partition(".")
    other = token.sign(bytes(32), ROOM, wire.ROLE_SIGNER, NOW + 60)
    texts = {
        "good": good,
        "a watcher's": token.sign(SECRET, ROOM, wire.ROLE_WATCHER, NOW + 1.9),
        "expired": token.sign(SECRET, ROOM, wire.ROLE_SPEAKER, NOW),
        "of another room": token.sign(SECRET, "0000000000", wire.ROLE_SIGNER, NOW + 60),
        "of another secret": other,
        "of no role": token.sign(SECRET, ROOM, wire.ROLE_UNSPECIFIED, NOW + 60),
        "no tag": body,
        "empty tag": f"{body}.",
        "half a tag": f"{body}.{tag[:20]}",
        "padded": f"{good}=",
        "another alphabet": good.replace("_", "/").replace("-", "+") + "+",
        "a changed sign": ("A" if good[0] != "A" else "B") + good[1:],
        "a loose last bit": good[:-1] + chr(ord(good[-1]) + 1),
        "no signs": "",
        "not ASCII": f"é{good}",
        "far too long": "A" * 300 + "." + tag,
    }
    cases = []
    for name, text in texts.items():
        try:
            row = json_format.MessageToDict(token.check(SECRET, text, ROOM, NOW))
        except SignspanError as error:
            row = {"error": str(error)}
        cases.append({"name": name, "token": text, "answer": row})
    return {"secret": SECRET.hex(), "room": ROOM, "now_s": NOW, "cases": cases}


def codes() -> Step:
    """Random bytes to codes, and what people type."""
    random = [bytes(range(10)), bytes(range(246, 256)), bytes([32, 64, 96, 31, 63, 95, 19, 7, 220, 130])]
    typed = [
        "k7qm2-xrd4t",
        " K7QM2 XRD4T ",
        "oil00-00000",
        "K7QM2-XRD4",
        "K7QM2-XRD4TT",
        "UUUUU-UUUUU",
        "",
        "K7QM2/XRD4T",
        "K7QM2\u2013XRD4T",
        "k7qm2\u00a0xrd4t\t",
    ]
    return {
        "codes": [
            {"hex": data.hex(), "code": code.code_of(data), "shown": code.shown(code.code_of(data))} for data in random
        ],
        "typed": [{"text": text, "code": code.parse_code(text)} for text in typed],
    }
