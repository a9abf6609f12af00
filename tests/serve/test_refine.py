"""A conversation over a server that the user chose: better sentences, told before, and the rules where it fails."""

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from support.chat_server import says, server

from signspan.events import Sentence, Utterance
from signspan.language.glosser import gloss
from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions
from signspan.serve.refine import refined
from signspan.wire import conversation_pb2 as wire


def test_a_signed_sentence_is_said_better_and_keeps_its_glosses() -> None:
    said = Utterance(1, Sentence("signer", "The man is drinking water.", 0.9, ("MAN", "DRINK", "WATER")))
    with server(says(text="The man drinks the water.")) as llm:
        better = refined(said, llm)
    assert better.sentence.text == "The man drinks the water."
    assert better.sentence.glosses == said.sentence.glosses
    assert (better.id, better.sentence.certainty) == (1, 0.9)


def test_a_spoken_sentence_keeps_its_words_and_takes_the_order() -> None:
    plans = tuple(gloss("I read a book."))
    names = [token.gloss for token in plans[0].tokens]
    said = Utterance(2, Sentence("speaker", "I read a book.", 1.0, tuple(names)), plans)
    with server(says(glosses=names[::-1])) as llm:
        better = refined(said, llm)
    assert better.sentence.text == "I read a book."
    assert better.sentence.glosses == tuple(names[::-1])
    assert [token.gloss for token in better.plans[0].tokens] == names[::-1]


def test_a_server_that_fails_leaves_everything() -> None:
    signed = Utterance(1, Sentence("signer", "The man is drinking water.", 0.9, ("MAN", "DRINK", "WATER")))
    nothing = Utterance(2, Sentence("signer", "", 0.0, (), (("A", "B"),)))
    spoken = Utterance(3, Sentence("speaker", "I read.", 1.0, ("I", "READ")), tuple(gloss("I read.")))
    with server(lambda handler: handler.answer("no", 500)) as llm:
        assert [refined(said, llm) for said in (signed, nothing, spoken)] == [signed, nothing, spoken]


@pytest.mark.slow
def test_the_page_is_told_first_and_gets_the_better_sentence(page: Path) -> None:
    def receive(socket: object) -> wire.ServerMessage:
        message = wire.ServerMessage()
        message.ParseFromString(socket.receive_bytes())  # type: ignore[attr-defined]
        return message

    with (
        server(says(text="The man drinks the water.")) as llm,
        TestClient(create_app(ServeOptions(llm=llm, page=page))) as client,
        client.websocket_connect("/ws") as socket,
    ):
        assert client.app.state.engines.ready.wait(120)  # type: ignore[attr-defined]
        socket.send_bytes(wire.ClientMessage(hello=wire.Hello(clock_s=time.monotonic())).SerializeToString())
        assert receive(socket).WhichOneof("body") == "welcome"
        notice = receive(socket).notice
        assert (notice.code, notice.detail) == ("text-sent", "127.0.0.1")
        for name in ("man", "drink", "water"):
            body = wire.Gloss(gloss=name, probability=0.9)
            socket.send_bytes(wire.ClientMessage(gloss=body).SerializeToString())
        socket.send_bytes(wire.ClientMessage(signer_idle=wire.SignerIdle(at_s=1.0)).SerializeToString())
        told = next(m for m in iter(lambda: receive(socket), None) if m.WhichOneof("body") == "sentence")
        assert told.sentence.text == "The man drinks the water."
