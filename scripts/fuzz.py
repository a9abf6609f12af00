"""Looks for untrusted bytes that cause anything but a documented error: `fuzz.py SECONDS`.

Coverage-guided (atheris, libFuzzer) over every decoder that a socket, a page or a user's file reaches. The first byte
of an input selects the decoder; the rest is its input. Starts from real messages, including the shared vectors. An
input that fails is written to runs/fuzz and named.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import atheris
import cv2
import numpy as np

ROOT = Path(__file__).parents[1]
VECTORS = ROOT / "proto" / "signspan" / "v1" / "vectors"
FOUND = ROOT / "runs" / "fuzz"
NOW = 1_800_000_000.0

with atheris.instrument_imports(include=["signspan"]):
    from signspan.body.files import read_landmarks
    from signspan.converse.conversation import Conversation
    from signspan.errors import SignspanError
    from signspan.lexicon.index import Lexicon
    from signspan.motion import packed
    from signspan.perceive import jpeg
    from signspan.recognise.book import Book
    from signspan.room import code, token
    from signspan.room.landmark_packet import LandmarkPacketReader, LandmarkPacketWriter
    from signspan.room.peer import Peer
    from signspan.room.room import Room
    from signspan.wire import conversation as codec
    from signspan.wire import conversation_pb2, room_pb2
    from signspan.wire import landmarks as body_wire
    from signspan.wire import room as room_codec


def conversation(data: bytes) -> None:
    """A page's message, handled by the conversation."""
    message = codec.decode(data)
    talk = Conversation()
    match message.WhichOneof("body"):
        case "gloss":
            codec.stamps_of(message.gloss.stamps, 0.0)
            talk.signed(codec.gloss_of(message.gloss), {}, 0.0)
        case "unsure":
            talk.unsure(codec.unsure_of(message.unsure), {}, 0.0)
        case "choice":
            talk.chose(codec.choice_of(message.choice), 0.0)
        case "typed":
            codec.typed_of(message.typed)
        case "relayed":
            codec.relayed_of(message.relayed)
        case "taught":
            packed.unpack(codec.taught_of(message.taught)[1])
        case "landmarks":
            body_wire.unpack(message.landmarks.points)


def room(data: bytes) -> None:
    """A member's input, split into messages; the room answers everything and raises nothing."""
    place = Room.open(True, NOW)
    for at, role in enumerate((room_pb2.ROLE_SIGNER, room_pb2.ROLE_SPEAKER)):
        name = "ab"[at]
        place.connect(name, role, NOW + 60, NOW)
        joins = room_pb2.ToRoom(join=room_pb2.Join(resume=name.encode() * 16))
        place.receive(name, joins.SerializeToString(), NOW)
    while data:
        size, data = data[0], data[1:]
        place.receive("ab"[size % 2], data[:size], NOW)
        data = data[size:]
    place.tick(NOW + 30)


def peer(data: bytes) -> None:
    """A room's messages to a device."""
    device = Peer("", b"a" * 16, NOW)
    device.opened(NOW)
    while data:
        size, data = data[0], data[1:]
        device.receive(data[:size], NOW)
        data = data[size:]


TARGETS: dict[str, Callable[[bytes], object]] = {
    "conversation": conversation,
    "room": room,
    "peer": peer,
    "room message": room_codec.decode,
    "room answer": room_codec.decode_answer,
    "recording": codec.recording_of,
    "landmark packet": lambda data: LandmarkPacketReader().read(data),
    "landmarks": body_wire.unpack,
    "picture": jpeg.decode,
    "motion": packed.unpack,
    "book": Book.decode,
    "token": lambda data: token.check(b"s" * 32, data.decode("utf-8", "replace"), "K7QM2XRD4T", NOW),
    "code": lambda data: code.parse_code(data.decode("utf-8", "replace")),
}
NAMES = list(TARGETS)


def seeds() -> dict[str, list[bytes]]:
    """Real inputs, for targets that have any."""
    messages = [bytes.fromhex(row["hex"]) for row in json.loads((VECTORS / "message.json").read_text())]
    client = conversation_pb2.ClientMessage
    said = [
        client(gloss={"gloss": "BOOK", "probability": 0.9, "alternatives": [{"gloss": "READ", "probability": 0.1}]}),
        client(unsure={"alternatives": [{"gloss": "BOOK", "probability": 0.5}]}),
        client(choice={"id": 1, "gloss": "BOOK"}),
        client(typed={"text": "Hello.", "ref": 1}),
        client(relayed={"sentence": {"speaker": 1, "text": "I read.", "certainty": 0.5, "glosses": ["I", "READ"]}}),
        client(landmarks={"captured_s": 1.0, "points": bytes(543 * 6)}),
        client(stamp={"sentence_id": 1, "t6": 1.0}),
    ]
    recording = conversation_pb2.Recording(gloss="BOOK", aspect=1.5, frames=[{"points": bytes(543 * 6)}])
    answer = room_pb2.FromRoom
    answers = [
        answer(welcome={"member": 1, "role": 1, "seq": 2, "members": [{"id": 1, "role": 1}]}).SerializeToString(),
        answer(talk={"seq": 3, "member": 2, "payload": b"x"}).SerializeToString(),
        answer(ack={"seq": 1, "retry_ms": 500}).SerializeToString(),
        answer(error={"code": "rate", "retry_s": 1}).SerializeToString(),
    ]
    clip = read_landmarks(ROOT / "tests" / "fixtures" / "book.npz")
    writer = LandmarkPacketWriter(1)
    packets = [writer.write(at + 1, 33 * at, clip.aspect, points) for at, points in enumerate(clip.landmarks[40:43])]
    tokens = [row["token"].encode() for row in json.loads((VECTORS / "token.json").read_text())["cases"]]
    return {
        "conversation": [message.SerializeToString() for message in said],
        "recording": [recording.SerializeToString()],
        "room message": messages,
        "room": [bytes([len(data)]) + data for data in messages if len(data) < 256],
        "room answer": answers,
        "peer": [bytes([len(data)]) + data for data in answers if len(data) < 256],
        "token": tokens,
        "code": [b"K7QM2-XRD4T"],
        "landmarks": [bytes(543 * 6)],
        "book": [b'{"format": 1, "language": "ase", "signs": []}'],
        "landmark packet": packets,
        "motion": [packed.pack(Lexicon.load().motion("HELLO"))],
        "picture": [cv2.imencode(".jpg", np.full((16, 16, 3), 128, np.uint8))[1].tobytes()],
    }


def main(seconds: float) -> None:
    """Fuzzes for so long, then prints how many inputs each decoder got and rejected."""
    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, inputs in seeds().items():
        for at, data in enumerate(inputs):
            (corpus / f"{name.replace(' ', '-')}-{at}").write_bytes(bytes([NAMES.index(name)]) + data)
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    ends = time.monotonic() + seconds

    def one(data: bytes) -> None:
        if time.monotonic() > ends:
            print(json.dumps({"seconds": seconds, "tried": tried, "refused": refused}))
            sys.stdout.flush()
            os._exit(0)  # libFuzzer leaves no other way out
        if not data:
            return
        name = NAMES[data[0] % len(NAMES)]
        tried[name] += 1
        try:
            TARGETS[name](data[1:])
        except SignspanError as error:
            if "\n" in str(error):
                raise ValueError(f"expected an error of one line, got {str(error)!r}") from error
            refused[name] += 1

    options = ["-max_len=16384", "-timeout=20", "-rss_limit_mb=4096", f"-artifact_prefix={FOUND}/", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0)
