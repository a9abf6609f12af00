import builtins
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.cli import main
from signspan.errors import InputError, MissingError
from signspan.room.token import check, sign
from signspan.serve.rooms.create_routes import create_room_routes
from signspan.wire import room_pb2 as wire

CODE = "K7QM2XRD4T"


def test_a_secret_is_made_where_none_is_given_and_is_another_each_time() -> None:
    one, two = create_room_routes("", None), create_room_routes("", None)
    token = sign(one.secret, CODE, wire.ROLE_SIGNER, 2e9)
    assert check(one.secret, token, CODE, 1e9).room == CODE
    with pytest.raises(InputError, match="token"):
        check(two.secret, token, CODE, 1e9)


@pytest.mark.parametrize(
    ("arguments", "secret", "problem"),
    [
        ([], "short", "expected ROOM_SECRET to have at least 32 bytes, got 5"),
        (["--nats", "nats://127.0.0.1:1"], "", "expected ROOM_SECRET in the environment, the same for every server"),
        (["--nats", "http://127.0.0.1:1"], "x" * 32, "expected a NATS server such as nats://127.0.0.1:4222"),
        (
            ["--nats", "nats://127.0.0.1:1", "--rooms", "https://rooms.example"],
            "x" * 32,
            "expected --nats with rooms here",
        ),
    ],
)
def test_what_cannot_be_is_one_line(
    arguments: list[str],
    secret: str,
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if "a NATS server" in problem:
        pytest.importorskip("nats", reason="needs nats-py, which is not installed")
    monkeypatch.setenv("ROOM_SECRET", secret)
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert problem in said
    assert said.count("\n") == 1


def test_no_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def lacking(name: str, *rest: Any) -> Any:
        if name.endswith("rooms.nats_rooms"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(MissingError, match=r"pip install 'signspan\[nats\]'"):
        create_room_routes("x" * 32, "nats://127.0.0.1:4222")


@given(st.text(max_size=60))
def test_any_address_is_a_nats_server_or_a_named_error(url: str) -> None:
    pytest.importorskip("nats", reason="needs nats-py, which is not installed")
    try:
        create_room_routes("x" * 32, f"nats://{url}")
    except InputError as error:
        assert "\n" not in str(error)
