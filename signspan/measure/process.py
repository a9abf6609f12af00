"""A real `signspan serve` in its own process, so that its cost is separate from that of measuring it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from tempfile import TemporaryFile
from typing import IO

from signspan.errors import MissingError

READY_S = 120
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server, at `host:port`."""

    process: subprocess.Popen[bytes]
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def socket(self) -> str:
        """The address of conversations."""
        return f"ws://{self.host}:{self.port}/ws"

    def cpu_s(self) -> float:
        """CPU seconds it has used, over all cores (proc(5), fields 14 and 15 of stat)."""
        fields = (PROC / str(self.process.pid) / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Its resident memory, in MB (proc(5), resident pages of statm)."""
        pages = int((PROC / str(self.process.pid) / "statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def figure(self, name: str) -> float:
        """A figure from its /metrics; if `name` has no labels, the sum over all of them."""
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if _named(line, name))


def _named(line: str, name: str) -> bool:
    row = line.rpartition(" ")[0]
    return row == name or row.partition("{")[0] == name


@contextmanager
def serving(options: Sequence[str] = (), inside: Sequence[str] = (), host: str = "127.0.0.1") -> Iterator[Serving]:
    """A ready server, for as long as the context is open; `inside` is a command prefix such as `ip netns exec NAME`."""
    if not PROC.is_dir():
        raise MissingError("expected /proc, from which a process's CPU and memory are read, got another system")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*inside, sys.executable, "-m", "signspan", "serve", "--host", host, "--port", str(port), *options]
    with TemporaryFile() as said:  # not a pipe, which the log would fill
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        made = Serving(process, host, port)
        try:
            _wait(made, inside, said)
            yield made
        finally:
            process.terminate()
            process.wait()


def _wait(made: Serving, inside: Sequence[str], said: IO[bytes]) -> None:
    probe = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)"
    deadline = time.monotonic() + READY_S
    while made.process.poll() is None and time.monotonic() < deadline:
        if inside:
            asked = subprocess.run([*inside, sys.executable, "-c", probe, f"{made.url}/ready"], capture_output=True)
            if asked.returncode == 0:
                return
        else:
            try:
                urllib.request.urlopen(f"{made.url}/ready", timeout=5).close()
                return
            except (urllib.error.URLError, TimeoutError):
                pass
        time.sleep(0.2)
    said.seek(0)
    lines = said.read().decode().strip().splitlines() or ["nothing"]
    raise MissingError(f"expected the server to be ready within {READY_S} s, got: {lines[-1]}")
