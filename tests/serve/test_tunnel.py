import builtins
import socket
from typing import Any

import pytest

from signspan.errors import MissingError
from signspan.serve.tunnel import TOKEN, open_tunnel


def test_no_token_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    with pytest.raises(MissingError, match=f"in the environment as {TOKEN}"):
        open_tunnel(8000)


def test_no_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def lacking(name: str, *rest: Any) -> Any:
        if name == "ngrok":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(MissingError, match=r"pip install 'signspan\[tunnel\]'"):
        open_tunnel(8000)


def test_no_way_to_ngrok_or_no_such_account_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ngrok", reason="needs ngrok, which is not installed")
    monkeypatch.setenv(TOKEN, "no-such-token")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(MissingError, match="expected a tunnel by ngrok, got none: .") as raised:
            open_tunnel(free.getsockname()[1])
    assert "\n" not in str(raised.value)
