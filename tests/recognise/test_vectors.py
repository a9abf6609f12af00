"""The shared vectors still say what Python says; the browser's tests hold its code to the same files."""

import json
from pathlib import Path

import make_vectors
import pytest

ROOT = Path(__file__).parents[2]


def assert_close(a: object, b: object) -> None:
    if isinstance(a, list) and isinstance(b, list):
        assert len(a) == len(b)
        for x, y in zip(a, b, strict=True):
            assert_close(x, y)
    elif isinstance(a, dict) and isinstance(b, dict):
        assert a.keys() == b.keys()
        for key in a:
            assert_close(a[key], b[key])
    elif isinstance(a, float) or isinstance(b, float):
        assert a == pytest.approx(b, abs=2e-4)
    else:
        assert a == b


@pytest.mark.parametrize("name", make_vectors.MADE)
def test_vectors_are_current(name: str) -> None:
    kept = json.loads((ROOT / "tests" / "vectors" / f"{name}.json").read_text())
    made = json.loads(json.dumps(make_vectors.MADE[name]()))
    assert_close(made, kept)
