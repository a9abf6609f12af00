"""Writes `proto/signspan/v1/vectors/*.json`: what a room, a device, tokens and codes do, for every language to do.

Run it after changing `signspan/room`: `python scripts/make_room_vectors.py`, and read what changed. Messages
stand as Protobuf's JSON, but for long payloads of zeros, which stand as "zeros:60000". A step with `times` is
done so often; its answer is the last one's.
"""

import base64
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from google.protobuf import json_format
from numpy.typing import NDArray

from signspan.body.files import read_landmarks
from signspan.body.topology import AXES, LEFT_HAND, POINTS
from signspan.errors import LimitError, SignspanError
from signspan.room import code, codec, limits, token
from signspan.room.action import Close, End, Erase, Keep, Send
from signspan.room.glimpse import PARTS, Glimpse, GlimpseReader, GlimpseWriter
from signspan.room.happening import Here, Out, Refused, Said, Showed, Signalled, Unsure
from signspan.room.peer import Peer
from signspan.room.room import Line, Room
from signspan.serve.wire import conversation_pb2
from signspan.serve.wire import room_pb2 as wire

ROOT = Path(__file__).parents[1]
VECTORS = ROOT / "proto" / "signspan" / "v1" / "vectors"
Step = dict[str, Any]


def b64(data: bytes) -> str:
    """As Protobuf's JSON writes bytes."""
    return base64.b64encode(data).decode()


def expanded(row: Any) -> Any:
    """With the payloads that stand for many zeros."""
    if isinstance(row, dict):
        return {name: expanded(value) for name, value in row.items()}
    zeros = isinstance(row, str) and row.startswith("zeros:")
    return b64(bytes(int(row[6:]))) if zeros else row


def folded(row: Any) -> Any:
    """The other way round."""
    if isinstance(row, dict):
        return {name: folded(value) for name, value in row.items()}
    long = isinstance(row, str) and len(row) > 4_000
    return f"zeros:{len(base64.b64decode(row))}" if long else row


def payload(text: str) -> str:
    """Opaque bytes that are easy to read in the vectors."""
    return b64(text.encode())


def key(letter: str) -> str:
    """Sixteen bytes to come back with."""
    return b64(letter.encode() * 16)


# ---- the room --------------------------------------------------------------------------------------------


def play_room(watchers: bool, steps: list[Step]) -> list[Step]:
    """Each step with what the room answers."""
    room = Room.open(watchers, 0.0)
    kept = {room.kept().key: room.kept().data}
    answered = []
    for step in steps:
        for _ in range(step.get("times", 1)):
            if step["do"] == "restart":
                lines = [Line(s, wire.Role.Value(r), 1e9, 0.0, step["at"]) for s, r in step["open"].items()]
                room = Room.restore(kept, lines, step["at"])
                actions = []
            else:
                actions = room_step(room, step)
            for action in actions:
                if isinstance(action, Keep):
                    kept[action.key] = action.data
                elif isinstance(action, Erase):
                    del kept[action.key]
        answered.append({**step, "answer": [room_row(action) for action in actions], "due": room.due()})
    return answered


def room_step(room: Room, step: Step) -> list[Any]:
    """One step."""
    at, socket = step["at"], step.get("socket", "")
    match step["do"]:
        case "connect":
            return room.connect(socket, wire.Role.Value(step["role"]), step.get("expires_s", 1e9), at)
        case "receive":
            return room.receive(socket, sent(step), at)
        case "text":
            return room.text(socket, at)
        case "drop":
            return room.drop(socket, at)
        case "alive":
            room.alive(socket, at)
            return []
    return room.tick(at)


def sent(step: Step) -> bytes:
    """The bytes of a step: a message, or hex, or so many zeros."""
    if "hex" in step:
        return bytes.fromhex(step["hex"])
    if "zeros" in step:
        return bytes(step["zeros"])
    return json_format.ParseDict(expanded(step["message"]), wire.ToRoom()).SerializeToString()


def room_row(action: Any) -> Step:
    """An action as it stands in the vectors."""
    match action:
        case Send():
            return {
                "send": action.socket,
                "message": folded(json_format.MessageToDict(wire.FromRoom.FromString(action.data))),
            }
        case Close():
            return {"close": action.socket, "code": action.code, "reason": action.reason}
        case Keep():
            state = wire.KeptRoom() if action.key == "room" else wire.KeptFinal()
            state.ParseFromString(action.data)
            return {"keep": action.key, "message": folded(json_format.MessageToDict(state))}
        case Erase():
            return {"erase": action.key}
        case End():
            return {"end": True}
    raise AssertionError(action)


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

# ---- a device --------------------------------------------------------------------------------------------


def play_peer(steps: list[Step]) -> list[Step]:
    """Each step with what the device wants sent and what it learnt."""
    peer = Peer("Ada", b"a" * 16, 0.0)
    answered = []
    for step in steps:
        happenings: list[Any] = []
        for _ in range(step.get("times", 1)):
            happenings = peer_step(peer, step)
        answered.append({**step, "answer": [peer_row(happening) for happening in happenings]})
    return answered


def peer_step(peer: Peer, step: Step) -> list[Any]:
    """One step."""
    at, data = step["at"], base64.b64decode(step.get("payload", ""))
    match step["do"]:
        case "opened":
            return peer.opened(at)
        case "lost":
            peer.lost()
            return []
        case "alive":
            peer.alive(at)
            return []
        case "final":
            return peer.final(data, at)
        case "passing":
            return peer.passing(data, at)
        case "show":
            return peer.show(data, at)
        case "signal":
            return peer.signal(step["peer"], data, at)
        case "receive":
            return peer.receive(
                json_format.ParseDict(expanded(step["message"]), wire.FromRoom()).SerializeToString(), at
            )
        case "bye":
            return peer.bye()
    return peer.tick(at)


def peer_row(happening: Any) -> Step:
    """A happening as it stands in the vectors."""
    name = type(happening).__name__
    match happening:
        case Out():
            return {"out": json_format.MessageToDict(wire.ToRoom.FromString(happening.data))}
        case Unsure():
            return {name: {"payloads": [b64(data) for data in happening.payloads]}}
        case Here():
            return {name: {"members": [json_format.MessageToDict(member) for member in happening.members]}}
        case Said() | Showed() | Signalled():
            return {name: folded({**asdict(happening), "payload": b64(happening.payload)})}
        case Refused():
            return {name: {"code": happening.code, "retryS": happening.retry_s}}
    return {name: asdict(happening)}


def do(at: float, what: str, text: str = "", **more: Any) -> Step:
    """The device does something."""
    return {"at": at, "do": what, **({"payload": payload(text)} if text else {}), **more}


def hear(at: float, times: int = 1, **body: Any) -> Step:
    """The room says something."""
    return {"at": at, "do": "receive", "times": times, "message": body}


def welcome(at: float, member: int = 1, **more: Any) -> Step:
    """The room lets it in."""
    rows = [{"id": member, "role": "ROLE_SIGNER", "name": "Ada", "present": True}]
    return hear(at, welcome={"member": member, "role": "ROLE_SIGNER", "members": rows, **more})


PEERS: dict[str, list[Step]] = {
    "says nothing before it is let in": [
        do(0, "final", "early"),
        do(0, "passing", "lost"),
        do(1, "opened"),
        do(1, "show", "lost too"),
        welcome(2),
        do(3, "passing", "now"),
        do(3, "signal", "offer", peer=2),
        hear(4, ack={"seq": 1}),
        do(5, "bye"),
    ],
    "says again what was not acknowledged, and hears nothing twice": [
        do(0, "opened"),
        welcome(0, seq=4),
        do(1, "final", "one"),
        do(1, "final", "two"),
        hear(2, talk={"seq": 5, "member": 2, "payload": payload("heard")}),
        do(3, "lost"),
        do(3, "final", "three"),
        do(4, "opened"),
        welcome(4, received=1),
        hear(4, talk={"seq": 5, "member": 2, "payload": payload("heard")}),
        hear(4, talk={"seq": 7, "member": 2, "payload": payload("next")}),
        hear(5, ack={"seq": 3}),
    ],
    "flies so many at once, and waits when told": [
        do(0, "opened"),
        welcome(0),
        do(1, "final", "x", times=17),
        hear(2, ack={"seq": 1}),
        hear(3, ack={"seq": 1, "retryMs": 500}),
        do(3.4, "tick"),
        do(3.5, "tick"),
    ],
    "forgotten by the room": [
        do(0, "opened"),
        welcome(0),
        do(1, "final", "perhaps"),
        do(2, "lost"),
        do(2, "final", "never sent"),
        do(3, "opened"),
        welcome(3, member=4, seq=9),
        hear(4, talk={"seq": 10, "member": 2, "payload": payload("new")}),
    ],
    "reloaded, with its key": [
        do(0, "final", "after"),
        do(0, "opened"),
        welcome(0, received=8, seq=3, missed=2),
    ],
    "acknowledges what passes by once it is much": [
        do(0, "opened"),
        welcome(0),
        hear(1, 4, seen={"member": 2, "payload": "zeros:8000"}),
        hear(1, seen={"member": 2, "payload": "zeros:8000"}),
        hear(1, signal={"peer": 2, "payload": payload("answer")}),
        hear(1, talk={"member": 2, "payload": payload("partial")}),
    ],
    "keeps to the rates by itself": [
        do(0, "opened"),
        welcome(0),
        do(1, "show", times=80),
        do(1, "show"),
        do(2, "show"),
    ],
    "pings, and notices a dead line": [
        do(0, "opened"),
        welcome(1),
        do(9, "tick"),
        do(10, "tick"),
        do(11, "alive"),
        do(20, "tick"),
        do(24, "tick"),
        do(25, "tick"),
        do(26, "tick"),
    ],
    "is told why": [
        do(0, "opened"),
        hear(1, error={"code": "role-taken", "retryS": 60}),
        hear(1, presence={"members": []}),
    ],
}

# ---- the rest --------------------------------------------------------------------------------------------

SECRET = bytes(range(32))
NOW = 1_800_000_000
ROOM = "K7QM2XRD4T"


def tokens() -> Step:
    """Tokens that open, and tokens that do not."""
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
    ]
    return {
        "codes": [
            {"hex": data.hex(), "code": code.code_of(data), "shown": code.shown(code.code_of(data))} for data in random
        ],
        "typed": [{"text": text, "code": code.read(text)} for text in typed],
    }


def bounds() -> Step:
    """Every limit by name."""
    plain = {name: value for name, value in vars(limits).items() if name.isupper() and isinstance(value, int | float)}
    rates = {kind: asdict(rate) for kind, rate in limits.RATES.items()}
    return {"limits": plain, "rates": rates, "patience": asdict(limits.PATIENCE)}


def messages() -> list[Step]:
    """Bytes that came from a device, and whether they are a message."""
    joins = wire.ToRoom(join=wire.Join(name="Ada é 手", resume=b"a" * 16, seq=7)).SerializeToString()
    raw = {
        "a join": joins,
        "an unknown field beside it": joins + bytes.fromhex("a20600"),
        "nothing": b"",
        "only an unknown field": bytes.fromhex("a20600"),
        "cut short": joins[:-3],
        "a length beyond the end": bytes.fromhex("0aff7f"),
        "an endless varint": b"\x1a\x0b\x08" + b"\xff" * 10,
        "a name that is no UTF-8": bytes.fromhex("0a150a01ff1210") + b"a" * 16,
        "a bye": bytes.fromhex("3200"),
    }
    rows = []
    for name, data in raw.items():
        try:
            answer = json_format.MessageToDict(codec.decode(data))
        except SignspanError:
            answer = None
        rows.append({"name": name, "hex": data.hex(), "answer": answer})
    return rows


# ---- glimpses of a signer --------------------------------------------------------------------------------

SHOWN = np.concatenate(PARTS)
UNSEEN = -32768


def shown_of(points: NDArray[np.float32]) -> str:
    """The points that are drawn as the vectors have them: int16 x and y, -32768 where there is none."""
    values = points[SHOWN, :2].astype(np.float64)
    steps = np.where(np.isfinite(values), np.rint(np.nan_to_num(values) * 8192), UNSEEN)
    return b64(steps.astype("<i2").tobytes())


def points_of(shown: str) -> NDArray[np.float32]:
    """The other way round: points (543, 3)."""
    steps = np.frombuffer(base64.b64decode(shown), "<i2").reshape(-1, 2)
    points = np.full((POINTS, AXES), np.nan, np.float32)
    points[SHOWN, :2] = np.where(steps == UNSEEN, np.nan, steps / 8192)
    points[SHOWN, 2] = 0
    return points


def glimpses() -> Step:
    """Frames of a real signer written, and packets read in an order that a network might choose."""
    book = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    frames = [book.landmarks[at] for at in (0, 30, 31, 32, 33, 34, 60, 104)]
    frames[4] = frames[4].copy()
    frames[4][LEFT_HAND] = np.nan  # a hand is lost for a frame, and comes back
    times = (0, 33, 67, 100, 133, 167, 700, 2_000)
    writer, written = GlimpseWriter(0xC0FFEE), []
    for number, (points, ms) in enumerate(zip(frames, times, strict=True), start=1):
        shown = shown_of(points)
        packet = writer.write(number, ms, 4 / 3, points_of(shown))
        written.append({"frame": number, "captured_ms": ms, "shown": shown, "hex": packet.hex()})
    packets = [bytes.fromhex(row["hex"]) for row in written]
    other = GlimpseWriter(0xBEEF).write(1, 0, 1.0, frames[1])
    scenes = {
        "in order": packets,
        "a delta without its keyframe": packets[2:],
        "overtaken": [packets[at] for at in (0, 1, 3, 2, 2, 5, 4, 7, 6)],
        "the page was loaded anew": [*packets[:3], other, packets[3], packets[0]],
        "nobody is there": [GlimpseWriter(1).write(1, 0, 1.0, np.full((POINTS, AXES), np.nan, np.float32))],
        "what is no glimpse": [packets[0], *broken(packets[0], packets[2])],
    }
    reads = [{"name": name, "steps": [*read_glimpses(data)]} for name, data in scenes.items()]
    return {"points": SHOWN.tolist(), "stream": 0xC0FFEE, "aspect": 4 / 3, "written": written, "read": reads}


def broken(keyframe: bytes, delta: bytes) -> list[bytes]:
    """Packets each of which is wrong in one way."""

    def changed(data: bytes, **fields: Any) -> bytes:
        message = conversation_pb2.Glimpse.FromString(data)
        for name, value in fields.items():
            message.ClearField(name)
            if isinstance(value, list):
                message.deltas.extend(value)
            else:
                setattr(message, name, value)
        return message.SerializeToString()

    count = len(conversation_pb2.Glimpse.FromString(delta).deltas)
    return [
        b"",
        b"\xff",
        keyframe[:-3],
        keyframe + bytes(1_101 - len(keyframe)),
        changed(keyframe, parts=16),
        changed(keyframe, parts=15),
        changed(keyframe, aspect=float("nan")),
        changed(keyframe, aspect=11.0),
        changed(keyframe, frame=0),
        changed(keyframe, points=b""),
        changed(keyframe, deltas=[1]),
        changed(delta, frame=9, key=9),
        changed(delta, frame=9, key=1, deltas=[0] * (count - 1)),
        changed(delta, frame=9, key=1, deltas=[0] * count),
        changed(delta, frame=9, key=8),
        changed(keyframe, frame=9),
        changed(keyframe, frame=10, key=9, points=b"", deltas=[40_000] * (len(keyframe) // 2)),
        changed(keyframe, frame=11, key=9, points=b"", deltas=[-40_000] * 138),
    ]


def read_glimpses(packets: list[bytes]) -> list[Step]:
    """Each packet with what one reader makes of it."""
    reader, steps = GlimpseReader(), []
    for packet in packets:
        answer: Any
        try:
            answer = glimpse_row(reader.read(packet))
        except SignspanError as error:
            answer = "too-big" if isinstance(error, LimitError) else "format"
        steps.append({"hex": packet.hex(), "answer": answer})
    return steps


def glimpse_row(glimpse: Glimpse | None) -> Step | None:
    """A glimpse as it stands in the vectors."""
    if glimpse is None:
        return None
    row = {"frame": glimpse.frame, "captured_ms": glimpse.captured_ms, "aspect": round(glimpse.aspect, 6)}
    return {**row, "shown": shown_of(glimpse.points)}


def vectors() -> dict[str, Any]:
    """Every file's content by its name."""
    rooms = [{"name": n, "watchers": w, "steps": play_room(w, steps)} for n, (w, steps) in ROOMS.items()]
    return {
        "room": rooms,
        "peer": [{"name": name, "steps": play_peer(steps)} for name, steps in PEERS.items()],
        "token": tokens(),
        "code": codes(),
        "limits": bounds(),
        "message": messages(),
        "glimpse": glimpses(),
    }


def main() -> None:
    """Writes them."""
    for name, content in vectors().items():
        (VECTORS / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
