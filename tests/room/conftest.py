import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def makes() -> ModuleType:
    """The script that writes the shared vectors; it plays the scenarios."""
    spec = importlib.util.spec_from_file_location("make_room_vectors", ROOT / "scripts" / "make_room_vectors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shared() -> dict[str, Any]:
    """The vectors as the other language reads them."""
    folder = ROOT / "proto" / "signspan" / "v1" / "vectors"
    return {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
