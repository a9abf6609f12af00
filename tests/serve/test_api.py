import base64
import io
import math
import wave
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from signspan.body.sequence import BodySequence
from signspan.motion.packed import unpack
from signspan.motion.vrma import read_vrma
from signspan.wire import conversation as codec
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as body_wire

pytestmark = pytest.mark.slow


def test_health_page_models_and_figure_are_served_safely(client: TestClient) -> None:
    assert client.get("/api/health").json() == {"status": "ok", "ready": True}
    for path in ("/", "/models/isolated.onnx", "/models/isolated.json", "/avatar/signer.vrm", "/openapi.json"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["cross-origin-embedder-policy"] == "require-corp"


def test_words_cross_both_ways(client: TestClient) -> None:
    plans = client.post("/api/gloss", json={"text": "Where is the bathroom?"}).json()
    assert [token["gloss"] for token in plans[0]["tokens"]] == ["BATHROOM", "WHERE"]
    said = client.post("/api/english", json={"glosses": ["MAN", "DRINK", "WATER"]})
    assert said.json() == {"text": "The man is drinking water."}


def test_a_sentence_becomes_sound_and_motion(client: TestClient) -> None:
    sound = client.post("/api/say", json={"text": "Hello."})
    with wave.open(io.BytesIO(sound.content)) as file:
        assert file.getframerate() == 24_000
        assert file.getnframes() > 5_000
    (row,) = client.post("/api/sign", json={"text": "Hello, Anna."}).json()
    assert base64.b64decode(row["vrma"])[:4] == b"glTF"
    assert [entry["gloss"] for entry in row["timeline"]]


def test_a_landmark_file_is_recognised(client: TestClient, fixtures: Path) -> None:
    rows = client.post("/api/recognise", files={"file": ("book.npz", (fixtures / "book.npz").read_bytes())}).json()
    assert rows[-1]["type"] == "sentence"


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("/api/gloss", {"text": "   "}, "expected an English sentence"),
        ("/api/english", {"glosses": []}, "expected at least one gloss"),
        ("/api/say", {"text": "مرحبا"}, "another script"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(client: TestClient, path: str, body: object, message: str) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 422
    assert message in answer.json()["error"]


def recording(body: BodySequence, gloss: str = "our book", frames: int | None = None) -> wire.Recording:
    message = wire.Recording(gloss=gloss, aspect=body.aspect)
    for number, points in enumerate(body.landmarks[:frames]):
        message.frames.add(captured_s=100 + number / body.fps, points=body_wire.pack(points))
    return message


def test_a_recording_becomes_a_motion_and_is_shown(client: TestClient, book: BodySequence) -> None:
    row = client.post("/api/motion", content=recording(book).SerializeToString()).json()
    clip = unpack(base64.b64decode(row["motion"]))
    assert 0.5 < clip.duration_s < 4.5
    assert [(entry["gloss"], entry["source"]) for entry in row["timeline"]] == [("our book", "taught")]
    assert read_vrma(base64.b64decode(row["vrma"])).duration_s > clip.duration_s
    (later,) = client.post("/api/sign", json={"text": "Our book."}).json()  # nothing of it stays
    assert "taught" not in {entry["source"] for entry in later["timeline"]}


def test_a_recording_that_cannot_be_signed_is_said_plainly(client: TestClient, book: BodySequence) -> None:
    nobody = BodySequence(np.full_like(book.landmarks, np.nan), book.fps, book.aspect)
    spoiled = recording(book)
    spoiled.frames[3].points = b"short"
    timeless = recording(book)
    timeless.frames[3].captured_s = math.inf
    wide = recording(book)
    wide.aspect = 99
    for message, status, said in [
        (recording(nobody), 422, "both shoulders are seen"),
        (recording(book, frames=3), 422, "a hand"),
        (recording(book, frames=0), 413, "1 to 600 frames, got 0"),
        (recording(book, gloss=""), 422, "expected a gloss"),
        (spoiled, 422, "bytes of landmarks, got 5"),
        (timeless, 422, "expected a time in seconds"),
        (wide, 422, "expected an aspect"),
    ]:
        answer = client.post("/api/motion", content=message.SerializeToString())
        assert answer.status_code == status, said
        assert said in answer.json()["error"]
        assert "\n" not in answer.json()["error"]
    long = recording(book)
    for _ in range(500):
        long.frames.add(captured_s=1, points=b"")
    assert client.post("/api/motion", content=long.SerializeToString()).status_code == 413
    assert client.post("/api/motion", content=bytes(codec.MAX_RECORDING + 1)).status_code == 413
    assert client.post("/api/motion", content=b"\xff\xff").status_code == 422


def test_a_file_that_is_none_is_named(client: TestClient) -> None:
    answer = client.post("/api/recognise", files={"file": ("x.mp4", b"not a film")})
    assert answer.status_code == 422
    assert "expected a video" in answer.json()["error"]
