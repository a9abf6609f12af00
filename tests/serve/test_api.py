import base64
import io
import wave
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

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


def test_a_file_that_is_none_is_named(client: TestClient) -> None:
    answer = client.post("/api/recognise", files={"file": ("x.mp4", b"not a film")})
    assert answer.status_code == 422
    assert "expected a video" in answer.json()["error"]
