"""What the shared vectors say; the page's and the Worker's tests hold their code to the same files."""

import json
from typing import Any

import pytest
from make_room_vectors import VECTORS, vectors

from signspan.wire.refusal import REFUSALS


@pytest.fixture(scope="module")
def shared() -> dict[str, Any]:
    """The vectors as the other language reads them."""
    return {path.stem: json.loads(path.read_text()) for path in VECTORS.glob("*.json")}


@pytest.fixture(scope="module")
def played() -> dict[str, Any]:
    """The scenes as Python plays them now."""
    return vectors()


@pytest.mark.parametrize("name", ["room", "peer", "token", "code", "limits", "message", "landmark_packet"])
def test_python_does_what_the_shared_vectors_say(name: str, played: dict[str, Any], shared: dict[str, Any]) -> None:
    assert played[name] == shared[name]


def test_every_refusal_of_the_table_is_played(shared: dict[str, Any]) -> None:
    every = REFUSALS.keys() - {"token", "no-room", "address-full", "busy", "unreachable"}  # those end a handshake
    answered = {
        answer["reason"]
        for scene in shared["room"]
        for step in scene["steps"]
        for answer in step["answer"]
        if "close" in answer
    }
    assert answered == every
