"""Every refusal has one shape and repeats nothing of what was sent; asked without models, which none of this needs."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from signspan.serve.app import create_app
from signspan.serve.engines import Engines
from signspan.serve.options import ServeOptions

WORDS = "my name is Kim"


@pytest.fixture(scope="module")
def bare(page: Path) -> TestClient:
    app = create_app(ServeOptions(page=page, rtc=True))
    app.state.engines = Engines()  # not warm: the rules load what they need
    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "body", "status", "message"),
    [
        ("/api/gloss", {"words": WORDS}, 422, "expected another body.text: field required"),
        ("/api/gloss", {"text": [WORDS]}, 422, "expected another body.text: input should be a valid string"),
        (
            "/api/gloss",
            {"text": WORDS * 1_000},
            422,
            "expected another body.text: string should have at most 2000 characters",
        ),
        ("/api/english", {"glosses": WORDS}, 422, "expected another body.glosses: input should be a valid list"),
        ("/api/rtc", {"sdp": 7}, 422, "expected another body.sdp: input should be a valid string"),
        ("/api/nowhere", {"text": WORDS}, 405, "method not allowed"),
    ],
)
def test_one_shape_and_no_echo(bare: TestClient, path: str, body: Any, status: int, message: str) -> None:
    answer = bare.post(path, json=body)
    assert (answer.status_code, answer.json()) == (status, {"error": message})


def test_what_is_no_json_is_said_in_the_same_shape(bare: TestClient) -> None:
    answer = bare.post("/api/gloss", content=WORDS, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert list(answer.json()) == ["error"]
    assert WORDS not in answer.text


@pytest.mark.parametrize("path", ["gloss", "english", "say", "sign", "motion", "recognise", "rtc"])
def test_another_sites_page_may_not_post(bare: TestClient, path: str) -> None:
    for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
        answer = bare.post(f"/api/{path}", json={}, headers={"origin": origin})
        assert (answer.status_code, answer.json()) == (403, {"error": "origin"})


def test_our_own_page_may(bare: TestClient) -> None:
    answer = bare.post("/api/english", json={"glosses": ["MAN", "DRINK"]}, headers={"origin": "http://testserver"})
    assert answer.status_code == 200
