"""What happens to rooms."""

from typing import Any

from room_vectors.text import Step, b64, key, payload


def connect(at: float, socket: str, role: str, **more: Any) -> Step:
    """A socket opens."""
    return {"at": at, "do": "connect", "socket": socket, "role": f"ROLE_{role}", **more}


def say(at: float, socket: str, times: int = 1, **body: Any) -> Step:
    """A message comes."""
    return {"at": at, "do": "receive", "socket": socket, "times": times, "message": body}


def enter(at: float, socket: str, role: str, seq: int = 0, name: str = "", letter: str = "") -> list[Step]:
    """A socket opens and joins, with the key of its letter."""
    join: Step = {"resume": key(letter or socket)}
    if seq:
        join["seq"] = seq
    if name:
        join["name"] = name
    return [connect(at, socket, role), say(at, socket, join=join)]


def event(at: float, socket: str, do: str, **more: Any) -> Step:
    """Something else happens."""
    return {"at": at, "do": do, "socket": socket, **more}


def final(seq: int, text: str = "BOOK") -> Step:
    """A sentence."""
    return {"seq": seq, "payload": payload(text)}


PAIR = [*enter(1, "a", "SIGNER", name="Ada"), *enter(2, "b", "SPEAKER")]
BIG = "zeros:60000"

ROOMS: dict[str, tuple[bool, list[Step]]] = {
    "two meet, talk, signal and leave": (
        False,
        [
            *PAIR,
            say(3, "a", signal={"peer": 2, "payload": payload("offer")}),
            say(3, "b", signal={"peer": 9, "payload": payload("to nobody")}),
            say(3, "b", signal={"peer": 2, "payload": payload("to itself")}),
            say(4, "a", seen={"payload": payload("points")}),
            say(4, "a", talk={"payload": payload("partial")}),
            say(5, "a", talk=final(1)),
            say(5, "b", ack={"seq": 1, "bytes": 4}),
            say(6, "b", talk=final(1, "Which book?")),
            say(6, "a", ack={"seq": 2, "bytes": 11}),
            say(7, "a", bye={}),
            say(8, "b", bye={}),
            {"at": 68, "do": "tick"},
            {"at": 600, "do": "tick"},
        ],
    ),
    "a final is passed on once, however often it comes": (
        False,
        [
            *PAIR,
            say(3, "a", talk=final(1)),
            say(3, "a", talk=final(1)),
            say(3, "a", talk=final(3, "too soon")),
            say(3, "a", talk=final(2, "in turn")),
            say(3, "a", talk=final(1, "replayed")),
        ],
    ),
    "back after a drop, with what was said meanwhile": (
        False,
        [
            *PAIR,
            say(3, "a", talk=final(1, "one")),
            event(4, "b", "drop"),
            say(5, "a", talk=final(2, "two")),
            say(5, "a", talk={"payload": payload("passes by")}),
            say(5, "a", signal={"peer": 2, "payload": payload("lost")}),
            *enter(6, "b2", "SPEAKER", seq=1, letter="b"),
            say(7, "b2", ack={"seq": 2, "bytes": 3}),
        ],
    ),
    "the sender drops before its acknowledgement": (
        False,
        [
            *PAIR,
            say(3, "a", talk=final(1)),
            event(3, "a", "drop"),
            *enter(4, "a2", "SIGNER", letter="a"),
            say(4, "a2", talk=final(1)),
            say(4, "a2", talk=final(2, "PEN")),
        ],
    ),
    "the newer of two lines counts": (
        False,
        [*PAIR, *enter(3, "b2", "SPEAKER", letter="b"), say(4, "b", talk=final(1)), say(4, "b2", talk=final(1))],
    ),
    "the same key in another role is another member": (False, [*PAIR, *enter(3, "c", "SPEAKER", letter="a")]),
    "more was heard than was said": (
        False,
        [
            *PAIR,
            event(3, "b", "drop"),
            *enter(4, "b2", "SPEAKER", seq=7, letter="b"),
            say(5, "a", ack={"seq": 9}),
        ],
    ),
    "who stays away is parted with, and its finals forgotten": (
        False,
        [
            *PAIR,
            event(3, "b", "drop"),
            say(4, "a", talk=final(1)),
            event(62, "a", "alive"),
            {"at": 62.5, "do": "tick"},
            {"at": 63, "do": "tick"},
            *enter(64, "b2", "SPEAKER", letter="b"),
        ],
    ),
    "a third signer is refused": (False, [*PAIR, *enter(3, "c", "SIGNER"), *enter(3, "d", "WATCHER")]),
    "a third signer watches where watchers are let in": (
        True,
        [
            *PAIR,
            *enter(3, "c", "SIGNER"),
            *enter(3, "d", "WATCHER"),
            say(4, "a", talk=final(1)),
            say(4, "b", ack={"seq": 1}),
            say(4, "c", ack={"seq": 1}),
            say(4, "d", talk={"payload": payload("heckling")}),
        ],
    ),
    "watchers are counted": (
        True,
        [*PAIR, *(s for n in range(7) for s in enter(3, f"w{n}", "WATCHER", letter=str(n)))],
    ),
    "sockets are counted": (False, [connect(1, f"s{n}", "SIGNER") for n in range(17)]),
    "nobody comes": (False, [{"at": 599, "do": "tick"}, {"at": 600, "do": "tick"}]),
    "a socket that never joins": (
        False,
        [connect(1, "a", "SIGNER"), {"at": 10, "do": "tick"}, {"at": 11, "do": "tick"}],
    ),
    "a silent line": (
        False,
        [
            *PAIR,
            event(30, "a", "alive"),
            {"at": 62, "do": "tick"},
            {"at": 90, "do": "tick"},
            {"at": 122, "do": "tick"},
            {"at": 150, "do": "tick"},
            {"at": 600, "do": "tick"},
        ],
    ),
    "a token runs out": (
        False,
        [
            connect(1, "a", "SIGNER", expires_s=20),
            say(2, "a", join={"resume": key("a")}),
            connect(2, "b", "SPEAKER", expires_s=19),
            {"at": 19, "do": "tick"},
            say(20, "a", talk=final(1)),
        ],
    ),
    "what is not the protocol": (
        False,
        [
            *(step for n in range(9) for step in [connect(1, f"s{n}", "SIGNER")]),
            event(2, "s0", "text"),
            event(2, "s1", "receive", zeros=65537),
            event(2, "s2", "receive", zeros=65536),
            event(2, "s3", "receive", hex=""),
            event(2, "s4", "receive", hex="0a03"),
            event(2, "s5", "receive", hex="ff"),
            say(2, "s6", talk=final(1)),
            say(2, "s7", join={"resume": b64(b"short")}),
            say(2, "s8", join={"resume": key("a"), "name": "two\nlines"}),
            event(2, "nobody", "receive", hex="00"),
            *enter(3, "a", "SIGNER"),
            say(3, "a", join={"resume": key("a")}),
            *enter(4, "b", "SIGNER"),
            event(4, "b", "receive", zeros=65537),
            *enter(5, "c", "SIGNER", name="٠" * 40),
            event(5, "c", "text"),
            *enter(5, "d", "SIGNER", name="x" * 41),
            *enter(6, "e", "SIGNER", name="\u202eadA"),
        ],
    ),
    "ten times too many frames": (
        False,
        [*PAIR, say(3, "a", 80, seen={}), say(3, "a", 300, seen={}), say(3, "a", seen={})],
    ),
    "a heap of sentences after a stall": (
        False,
        [
            *PAIR,
            *(say(3, "a", talk=final(n)) for n in range(1, 61)),
            say(3, "a", talk=final(61)),
            say(3.5, "a", talk=final(61)),
        ],
    ),
    "too many signals": (
        False,
        [*PAIR, say(3, "a", 100, signal={"peer": 2}), say(3, "a", 300, signal={"peer": 2}), say(3, "a", signal={})],
    ),
    "who does not read gets no more of what passes by": (
        False,
        [
            *PAIR,
            say(3, "a", 9, seen={"payload": BIG}),
            say(3, "a", seen={"payload": payload("dropped")}),
            say(3, "a", talk=final(1)),
            say(3, "b", ack={"seq": 1, "bytes": 60_000}),
            say(3, "a", seen={"payload": payload("arrives")}),
        ],
    ),
    "who does not acknowledge is behind": (
        False,
        [
            *PAIR,
            *(say(3 + n, "a", talk={"seq": n, "payload": BIG}) for n in range(1, 19)),
            *enter(22, "b2", "SPEAKER", 0, "", "b"),
        ],
    ),
    "a restart with no line left": (
        False,
        [
            *PAIR,
            say(3, "a", talk=final(1)),
            {"at": 4, "do": "restart", "open": {}},
            *enter(5, "a2", "SIGNER", letter="a"),
            say(5, "a2", talk=final(1)),
            say(5, "a2", talk=final(2, "PEN")),
            *enter(6, "b2", "SPEAKER", letter="b"),
        ],
    ),
    "a sleep with the lines open": (
        False,
        [
            *PAIR,
            say(3, "a", talk=final(1)),
            {"at": 20, "do": "restart", "open": {"a": "ROLE_SIGNER", "b": "ROLE_SPEAKER", "c": "ROLE_SPEAKER"}},
            say(21, "b", ack={"seq": 1}),
            say(21, "b", talk=final(1, "Yes?")),
            say(21, "c", join={"resume": key("c")}),
            event(22, "a", "drop"),
        ],
    ),
}
