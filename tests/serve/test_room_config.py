import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import InputError, SignspanError
from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions
from signspan.serve.room_config import RoomConfig
from signspan.serve.rooms.create_routes import create_room_routes

TURN = {"urls": ["turn:turn.example:3478"], "username": "a", "credential": "b"}


def test_without_rooms_pages_connect_to_their_own_server_alone(page: Path) -> None:
    client = TestClient(create_app(ServeOptions(page=page)))  # without its models: nobody talks
    assert client.get("/api/room-config").json() == {"rooms": "", "ice_servers": [], "rtc": False}
    assert "connect-src 'self';" in client.get("/").headers["content-security-policy"]


def test_rooms_here_are_met_where_the_page_came_from(page: Path) -> None:
    client = TestClient(
        create_app(ServeOptions(room_routes=create_room_routes("", None), page=page)), base_url="http://here.example:81"
    )
    assert client.get("/api/room-config").json()["rooms"] == "http://here.example:81"
    assert "connect-src 'self';" in client.get("/").headers["content-security-policy"]
    opened = client.post("/rooms", json={"role": "signer"}, headers={"origin": "http://here.example:81"})
    assert (opened.status_code, opened.headers["cache-control"]) == (201, "no-store")


def test_with_rooms_they_may_also_connect_there(page: Path, tmp_path: Path) -> None:
    (tmp_path / "ice.json").write_text(json.dumps([TURN]))
    config = RoomConfig.of("https://rooms.example/", tmp_path / "ice.json")
    client = TestClient(create_app(ServeOptions(room_config=config, page=page)))
    assert client.get("/api/room-config").json() == {
        "rooms": "https://rooms.example",
        "ice_servers": [TURN],
        "rtc": False,
    }
    policy = client.get("/").headers["content-security-policy"]
    assert "connect-src 'self' https://rooms.example wss://rooms.example;" in policy


@pytest.mark.parametrize(
    "url",
    [
        "rooms.example",
        "ftp://a",
        "http://",
        "https://a/path",
        "https://a;script-src *",
        "https://a@b",
        "http://ä",
        "http://[",
    ],
)
def test_what_is_no_worker_is_named(url: str) -> None:
    with pytest.raises(InputError, match="expected a Worker"):
        RoomConfig.of(url, None)


@pytest.mark.parametrize(
    "rows", [[], {}, [{}], [{"urls": "http://a"}], [{"urls": []}], [TURN | {"x": 1}], [TURN] * 9, "a"]
)
def test_what_are_no_ice_servers_is_named(rows: object, tmp_path: Path) -> None:
    (tmp_path / "ice.json").write_text(json.dumps(rows))
    with pytest.raises(InputError, match=r"ICE servers, each with urls .* ice\.json holds something else"):
        RoomConfig.of(None, tmp_path / "ice.json")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_file_is_servers_or_a_named_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(data)
    with pytest.raises(SignspanError) as raised:
        RoomConfig.of(None, path)
    assert "\n" not in str(raised.value)
