"""One real application for the room's tests, warm."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from signspan.serve.app import create_app
from signspan.serve.options import ServeOptions


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as small as one can be: the real one is the browser tests' business."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<!doctype html><title>Signspan</title>")
    return folder


@pytest.fixture(scope="session")
def client(page: Path) -> Iterator[TestClient]:
    """The application with its models loaded."""
    app = create_app(ServeOptions(page=page, rtc=True))
    with TestClient(app) as client:
        assert app.state.engines.ready.wait(400)
        yield client
