"""A conversation refined by a server that the user chose: the page is told before anything is sent there."""

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from support.chat_server import says, server

from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions
from signspan.wire import conversation_pb2 as wire


@pytest.mark.slow
def test_the_page_is_warned_first_and_gets_the_refined_sentence(page: Path) -> None:
    def receive(socket: object) -> wire.ServerMessage:
        message = wire.ServerMessage()
        message.ParseFromString(socket.receive_bytes())  # type: ignore[attr-defined]
        return message

    with (
        server(says(text="The man drinks the water.")) as llm,
        TestClient(create_app(ServeOptions(llm=llm, page=page))) as client,
        client.websocket_connect("/ws") as socket,
    ):
        assert client.app.state.engines.ready.wait(400)  # type: ignore[attr-defined]
        socket.send_bytes(wire.ClientMessage(hello=wire.Hello(clock_s=time.monotonic())).SerializeToString())
        assert receive(socket).WhichOneof("body") == "welcome"
        notice = receive(socket).notice
        assert (notice.code, notice.detail) == ("text-sent", "127.0.0.1")
        for name in ("man", "drink", "water"):
            body = wire.Gloss(gloss=name, probability=0.9)
            socket.send_bytes(wire.ClientMessage(gloss=body).SerializeToString())
        socket.send_bytes(wire.ClientMessage(signer_idle=wire.SignerIdle(at_s=1.0)).SerializeToString())
        shown = next(m for m in iter(lambda: receive(socket), None) if m.WhichOneof("body") == "sentence")
        assert shown.sentence.text == "The man drinks the water."
