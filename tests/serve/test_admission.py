import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from signspan.serve.admission import MAX_CONVERSATIONS, MAX_FROM_ONE
from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions
from signspan.wire.limits import ADDRESS_RATES


def test_as_many_as_the_server_bears_and_so_many_of_one_address(page: Path) -> None:
    app = create_app(ServeOptions(page=page))

    def refused(client: TestClient) -> str:
        with client.websocket_connect("/ws") as socket, pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
        assert closed.value.code == 1013
        return str(closed.value.reason)

    with TestClient(app, client=("192.0.2.1", 1)) as one, ExitStack() as stack:
        for _ in range(MAX_FROM_ONE):
            stack.enter_context(one.websocket_connect("/ws"))
        assert refused(one) == f"expected at most {MAX_FROM_ONE} conversations from one address"
        other = TestClient(app, client=("192.0.2.2", 1))
        others = [stack.enter_context(other.websocket_connect("/ws")) for _ in range(MAX_CONVERSATIONS - MAX_FROM_ONE)]
        assert refused(other) == f"expected at most {MAX_CONVERSATIONS} conversations"
        assert app.state.admission.crowded("192.0.2.9")
        others[0].close()
        while app.state.admission.crowded("192.0.2.9"):
            time.sleep(0.01)
        stack.enter_context(other.websocket_connect("/ws"))
    assert app.state.admission.sessions == 0


def test_who_dials_too_often_must_come_later(page: Path) -> None:
    burst = ADDRESS_RATES["dial"].burst
    app = create_app(ServeOptions(page=page))
    with TestClient(app, client=("192.0.2.3", 1)) as client:
        app.state.admission.addresses.clock = lambda: 0.0  # all at one moment, however busy the machine is
        codes = []
        for _ in range(burst + 1):
            with client.websocket_connect("/ws") as socket:
                socket.send_text("")  # closes it, by 1008, if it was let in
                with pytest.raises(WebSocketDisconnect) as closed:
                    socket.receive_bytes()
            codes.append(closed.value.code)
    assert codes == [1008] * burst + [1013]
