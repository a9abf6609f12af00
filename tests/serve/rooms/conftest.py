"""One server process with rooms of its own, for tests that do not kill it."""

from collections.abc import Iterator

import pytest
from support.hotels import Hotels, Process, hotels


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotels]:
    with hotels(tmp_path_factory.mktemp("hotels")) as some:
        yield some


@pytest.fixture(scope="module")
def here(some: Hotels) -> Process:
    return some.hotel()
