"""One server process with rooms of its own, for tests that do not kill it."""

from collections.abc import Iterator

import pytest
from support.nats_rooms import Process, Servers, servers


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with servers(tmp_path_factory.mktemp("servers")) as some:
        yield some


@pytest.fixture(scope="module")
def here(some: Servers) -> Process:
    return some.alone()
