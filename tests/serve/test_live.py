"""`/live-signs` as a browser uses it, with a real clip's pictures and the real models."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from signspan.app.enrol import enrol
from signspan.language.labels import arabic_of
from signspan.perceive.video import Video
from signspan.recognise.book import Book
from signspan.recognise.enrolled import Taught
from signspan.serve.live import Looker

pytestmark = pytest.mark.slow


def jpeg(image: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", image[..., ::-1])[1].tobytes()


@pytest.fixture(scope="module")
def pictures(fixtures: Path) -> list[bytes]:
    return [jpeg(frame.image) for frame in Video(fixtures / "book.mp4")]


def test_a_clip_is_detected_with_both_names_and_then_idles(
    client: TestClient, pictures: list[bytes], fixtures: Path, tmp_path: Path
) -> None:
    enrol("doctor", [fixtures / "book.npz"], tmp_path / "signs.book", "", None)
    known = Taught(client.app.state.engines.models.reader, Book.read(tmp_path / "signs.book"))  # type: ignore[attr-defined]
    looker = Looker(known)
    rows: list[dict[str, Any]] = []
    for data in [*pictures, *[pictures[-1]] * 40]:
        rows += looker.look(data)
    looker.close()
    detected = [row for row in rows if "detected_sign" in row]
    assert [row["detected_sign"] for row in detected] == [{"sign_en": "doctor", "sign_ar": arabic_of("doctor")}]
    assert 0.4 < detected[0]["confidence"] <= 1
    assert rows[0]["state"] in {"active", "buffering"}
    assert rows[-1] == {"state": "idle"}


def test_an_idle_stream_loads_no_perception(client: TestClient, pictures: list[bytes]) -> None:
    looker = Looker(client.app.state.engines.models.reader)  # type: ignore[attr-defined]
    looker._gate.passes(cv2.imdecode(np.frombuffer(pictures[0], np.uint8), cv2.IMREAD_REDUCED_COLOR_8)[..., ::-1])
    looker._gate._open = 0
    assert [row for data in [pictures[0]] * 30 for row in looker.look(data)] == []
    assert looker._perceiver is None


def test_the_socket_says_what_it_sees(client: TestClient, pictures: list[bytes]) -> None:
    with client.websocket_connect("/live-signs") as socket:
        assert socket.receive_json() == {"state": "idle"}
        for data in pictures[:12]:
            socket.send_bytes(data)
        assert socket.receive_json()["state"] in {"active", "buffering"}


@pytest.mark.parametrize(("send", "code"), [(b"no picture", 1008), ("text", 1008)])
def test_what_is_no_picture_closes_it(client: TestClient, send: bytes | str, code: int) -> None:
    with client.websocket_connect("/live-signs") as socket:
        socket.receive_json()
        socket.send_bytes(send) if isinstance(send, bytes) else socket.send_text(send)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
        assert closed.value.code == code


def test_another_origin_is_refused(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/live-signs", headers={"origin": "https://elsewhere.example"}),
    ):
        pass
