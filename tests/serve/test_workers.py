"""Work in processes of its own is done whatever becomes of a process, and no process stays behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from signspan.errors import InputError, MissingError
from signspan.perform.personal import Personal
from signspan.serve.workers import Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1)
    yield made
    made.close()


def test_answers_and_errors_come_back(workers: Workers) -> None:
    assert workers.ask(sum, [1, 2, 3]) == 6
    with pytest.raises(InputError, match="expected"):
        workers.ask(Personal().having, "HELLO", b"no motion")


def test_a_process_that_died_is_replaced(workers: Workers) -> None:
    others = set(active_children())
    died = workers.ask(os.getpid)
    (child,) = set(active_children()) - others
    assert child.pid == died
    os.kill(died, signal.SIGKILL)
    child.join()
    assert workers.ask(os.getpid) not in {died, os.getpid()}


def test_what_kills_every_process_is_said(workers: Workers) -> None:
    with pytest.raises(MissingError, match="it ended twice over this"):
        workers.ask(os._exit, 1)
    assert workers.ask(sum, [1, 2, 3]) == 6


def test_no_process_outlives_the_server() -> None:
    script = """
import os
from signspan.serve.workers import Workers
if __name__ == "__main__":
    print(Workers(1).ask(os.getpid), flush=True)
    input()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        child = int(server.stdout.readline())
        server.kill()
    while _runs(child):  # bounded by pytest-timeout
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
