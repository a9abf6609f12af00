from types import ModuleType
from typing import Any

import pytest


@pytest.mark.parametrize("name", ["room", "peer", "token", "code", "limits", "message", "glimpse"])
def test_python_does_what_the_shared_vectors_say(name: str, makes: ModuleType, shared: dict[str, Any]) -> None:
    assert makes.vectors()[name] == shared[name]


def test_every_refusal_of_the_table_is_played(shared: dict[str, Any]) -> None:
    from signspan.room import action

    every = {value.code for value in vars(action).values() if isinstance(value, action.Refusal)}
    played = {
        answer["reason"]
        for scene in shared["room"]
        for step in scene["steps"]
        for answer in step["answer"]
        if "close" in answer
    }
    assert played == every
