"""The socket as a page uses it, with the real models behind it."""

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from signspan.audio import RATE, read_audio, to_pcm16
from signspan.body.sequence import BodySequence
from signspan.lexicon.index import Lexicon
from signspan.motion.packed import pack
from signspan.wire import conversation_pb2 as wire
from signspan.wire import landmarks as landmark_codec

pytestmark = pytest.mark.slow


class Page:
    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket
        self.send(hello=wire.Hello(clock_s=time.monotonic(), voice=True))
        assert self.until("welcome").welcome.hearing

    def send(self, **body: Any) -> None:
        self.socket.send_bytes(wire.ClientMessage(**body).SerializeToString())

    def until(self, kind: str) -> wire.ServerMessage:
        for _ in range(200):
            message = wire.ServerMessage()
            message.ParseFromString(self.socket.receive_bytes())
            if message.WhichOneof("body") == kind:
                return message
        raise AssertionError(f"no {kind} in 200 messages")


def test_signs_become_a_sentence_a_voice_and_a_ledger(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        for gloss in ("your", "name", "what"):
            now = time.monotonic()
            stamps = wire.SignStamps(t0=now - 0.1, t1=now - 0.02, t2=now)
            page.send(gloss=wire.Gloss(gloss=gloss, probability=0.9, start_s=now, end_s=now, stamps=stamps))
            assert page.until("committed").committed.gloss == gloss
        page.send(signer_idle=wire.SignerIdle(at_s=time.monotonic()))
        sentence = page.until("sentence").sentence
        assert sentence.text == "What is your name?"
        assert sentence.speaker == wire.SPEAKER_SIGNER
        voice = page.until("voice").voice
        assert voice.sentence_id == sentence.id
        assert len(voice.pcm) > 20_000
        page.send(stamp=wire.Stamp(sentence_id=sentence.id, t6=time.monotonic()))
        stages = {stage.name: stage.ms for stage in page.until("latency").latency.stages}
        assert {"perceive", "send", "endpointing", "language", "voice", "end to end"} <= stages.keys()
        assert all(ms >= -1 for ms in stages.values())
        whole = stages.pop("end to end")
        assert sum(stages.values()) == pytest.approx(whole, abs=5)


def test_an_unclear_sign_is_asked_about(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        options = [wire.Alternative(gloss=g, probability=p) for g, p in (("book", 0.4), ("read", 0.3))]
        page.send(unsure=wire.Unsure(alternatives=options))
        asked = page.until("clarify").clarify
        assert [option.gloss for option in asked.options] == ["book", "read"]
        page.send(choice=wire.Choice(id=asked.id, gloss="pizza"))
        assert page.until("notice").notice.code == "not-understood"
        page.send(choice=wire.Choice(id=asked.id, gloss="read"))
        assert page.until("committed").committed.gloss == "read"


def test_typing_becomes_motion(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(typed=wire.Typed(text="Where is the bathroom?"))
        assert page.until("sentence").sentence.text == "Where is the bathroom?"
        plan = page.until("plan").plan
        assert [token.gloss for token in plan.tokens] == ["BATHROOM", "WHERE"]
        assert plan.vrma[:4] == b"glTF"
        assert {entry.gloss for entry in plan.timeline} >= {"BATHROOM", "WHERE"}
        page.send(typed=wire.Typed(text="😀", ref=7))
        notice = page.until("notice").notice
        assert "expected an English sentence" in notice.detail
        assert notice.ref == 7


def test_what_a_page_asks_for_is_answered_by_its_number(client: TestClient) -> None:
    spoken = wire.Sentence(speaker=wire.SPEAKER_SPEAKER, text="Good night.", certainty=1)
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(typed=wire.Typed(text="Hello.", ref=3))
        assert page.until("sentence").sentence.ref == 3
        page.send(relayed=wire.Relayed(sentence=spoken, ref=4))
        assert page.until("sentence").sentence.ref == 4
        spoken.glosses.extend(["x"] * 401)  # from a peer that breaks the rules: told, and the line stays
        page.send(relayed=wire.Relayed(sentence=spoken, ref=5))
        assert page.until("notice").notice.ref == 5
        page.send(typed=wire.Typed(text="a" * 2001, ref=6))
        assert page.until("notice").notice.ref == 6


def test_a_sentence_in_another_script_is_written_down_and_said_not_to_be_signed(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(typed=wire.Typed(text="أين المدرسة؟"))
        sentence = page.until("sentence").sentence
        assert (sentence.text, list(sentence.glosses)) == ("أين المدرسة؟", [])
        assert page.until("notice").notice.code == "other-script"


def test_speech_becomes_words_and_motion(client: TestClient, fixtures: Path) -> None:
    sound = np.concatenate([read_audio(fixtures / "speech.wav"), np.zeros(RATE, np.float32)])
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(microphone_start=wire.MicrophoneStart())
        for start in range(0, len(sound), RATE // 10):
            piece = to_pcm16(sound[start : start + RATE // 10])
            page.send(audio=wire.Audio(pcm=piece, captured_s=time.monotonic()))
            time.sleep(0.1)  # as it is spoken: a server that is behind shows no partials
        page.send(microphone_stop=wire.MicrophoneStop())
        assert page.until("partial").partial.text
        assert "young man" in page.until("sentence").sentence.text.lower()
        assert page.until("plan").plan.vrma[:4] == b"glTF"


def send_landmarks(page: Page, body: BodySequence, frames: NDArray[np.float32]) -> None:
    begun = time.monotonic() - 10
    for number, frame in enumerate(frames):
        at = begun + number / body.fps
        points = landmark_codec.pack(frame)
        page.send(landmarks=wire.Landmarks(captured_s=at, perceived_s=at, aspect=body.aspect, points=points))


def test_landmarks_are_recognised_here_for_pages_that_cannot(client: TestClient, please: BodySequence) -> None:
    nobody = np.full((20, 543, 3), np.nan, np.float32)
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        send_landmarks(page, please, np.concatenate([please.landmarks, nobody]))  # all at once, as after a stall
        assert page.until("committed").committed.gloss == "please"
        assert page.until("sentence").sentence.text == "Please."


def test_an_unclear_sign_of_landmarks_is_asked_about(client: TestClient, book: BodySequence) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        send_landmarks(page, book, book.landmarks)
        asked = page.until("clarify").clarify
        chosen = asked.options[1].gloss
        page.send(choice=wire.Choice(id=asked.id, gloss=chosen))
        assert list(page.until("sentence").sentence.glosses) == [chosen]


def test_landmarks_that_stop_without_a_rest_are_decided_by_the_clock(client: TestClient, please: BodySequence) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        send_landmarks(page, please, please.landmarks[:55])  # the camera goes off while the hands are up
        assert page.until("committed").committed.gloss == "please"
        assert page.until("sentence").sentence.text == "Please."


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xff\xff", 1008), (b"", 1008), (bytes(70_000), 1009)],
)
def test_breaking_the_protocol_closes_the_socket_with_its_code(client: TestClient, data: bytes, code: int) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_bytes(data)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
        assert closed.value.code == code


def test_text_frames_and_malformed_landmarks_close_the_socket(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_text("hello")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
        assert closed.value.code == 1008
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(landmarks=wire.Landmarks(captured_s=1, points=b"short"))
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
        assert closed.value.code == 1008


def test_another_page_may_not_talk(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/ws", headers={"origin": "http://elsewhere.example"}) as socket,
    ):
        socket.receive_bytes()


def test_a_taught_sign_is_signed_in_its_own_conversation_and_in_no_other(client: TestClient) -> None:
    motion = pack(Lexicon.load().motion("HELLO"))

    def signed(page: Page) -> dict[str, str]:
        page.send(typed=wire.Typed(text="The university."))
        return {entry.gloss: entry.source for entry in page.until("plan").plan.timeline}

    with client.websocket_connect("/ws") as socket, client.websocket_connect("/ws") as other:
        page, stranger = Page(socket), Page(other)
        page.send(taught=wire.Taught(gloss="university", motion=motion))
        assert signed(page) == {"UNIVERSITY": "taught"}
        assert signed(stranger)["UNIVERSITY"] != "taught"
        page.send(taught=wire.Taught(gloss="university"))
        assert signed(page)["UNIVERSITY"] != "taught"


@pytest.mark.parametrize(
    ("gloss", "motion", "said"),
    [
        ("university", b"no motion", "university: expected a packed sign"),
        ("university", b"0" * 60_000, "university: expected a motion of at most"),
        ("", b"0", "expected a gloss of 1 to"),
    ],
)
def test_a_motion_that_is_none_is_named_and_the_rest_still_signs(
    client: TestClient, gloss: str, motion: bytes, said: str
) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        page.send(taught=wire.Taught(gloss=gloss, motion=motion))
        notice = page.until("notice").notice
        assert notice.code == "not-taught"
        assert said in notice.detail
        page.send(typed=wire.Typed(text="Hello, university."))
        assert {entry.gloss for entry in page.until("plan").plan.timeline} == {"HELLO", "UNIVERSITY"}


def test_what_another_device_took_in_is_presented_here(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        page = Page(socket)
        spoken = wire.Sentence(speaker=wire.SPEAKER_SPEAKER, text="I want bread.", certainty=0.9, took_ms=300)
        page.send(relayed=wire.Relayed(sentence=spoken, travelled_ms=20))
        sentence = page.until("sentence").sentence
        assert sentence.relayed
        assert 320 <= sentence.took_ms < 5000
        plan = page.until("plan").plan
        assert [token.gloss for token in plan.tokens] == ["I", "WANT", "BREAD"]
        page.send(stamp=wire.Stamp(sentence_id=sentence.id, t6=time.monotonic()))
        stages = {stage.name: stage.ms for stage in page.until("latency").latency.stages}
        assert stages["other device"] == pytest.approx(300, abs=1)
        assert stages["transport"] == pytest.approx(20, abs=1)
        signed = wire.Sentence(speaker=wire.SPEAKER_SIGNER, text="I want bread.", certainty=0.9)
        page.send(relayed=wire.Relayed(sentence=signed, travelled_ms=float("nan")))
        assert page.until("sentence").sentence.relayed
        assert len(page.until("voice").voice.pcm) > 10_000
