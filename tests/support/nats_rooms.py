"""Server processes with rooms, and a NATS server for them to share, for the length of a test."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "the tests' secret, of thirty-two bytes and more"  # noqa: S105 - of the tests
PROCESS = Path(__file__).parent / "rooms_process.py"
NATS = Path(sys.executable).with_name("nats-server")
PATIENCE_S = 60


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        port: int = any_port.getsockname()[1]
        return port


@dataclass(slots=True)
class Process:
    """A process of ours at `base`; what it logs is in `log`."""

    base: str
    command: list[str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.begin()
        self.ready()

    def begin(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(self.command, stdout=log, stderr=log)

    def ready(self) -> None:
        assert self.running is not None
        for _ in range(PATIENCE_S * 20):
            if self.running.poll() is not None:
                raise AssertionError(f"it ended at once: {self.log.read_text()[-2000:]}")
            if answers(self.base):
                return
            time.sleep(0.05)
        raise AssertionError(f"it was not up in {PATIENCE_S} s: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """As the kernel does when memory runs out."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    def pause(self, signal: int) -> None:
        assert self.running is not None
        self.running.send_signal(signal)


def answers(base: str) -> bool:
    host, _, port = base.rpartition("/")[2].partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


@dataclass(slots=True)
class Servers:
    """Processes by the order of their starting."""

    folder: Path
    started: list[Process] = field(default_factory=list)

    def alone(self) -> Process:
        return self.shared("", 1)[0]

    def shared(self, nats: str, count: int) -> list[Process]:
        """So many at once, which share rooms through `nats`."""
        made = []
        for _ in range(count):
            port = free_port()
            command = [sys.executable, str(PROCESS), str(port), SECRET, *([nats] if nats else [])]
            made.append(Process(f"http://127.0.0.1:{port}", command, self.folder / f"{port}.log"))
            made[-1].begin()
        self.started += made
        for process in made:
            process.ready()
        return made

    def nats(self) -> Process:
        port = free_port()
        config = self.folder / "nats.conf"
        config.write_text(
            f'listen: "127.0.0.1:{port}"\nmax_payload: 4MB\njetstream {{ store_dir: "{self.folder / "kept"}" }}\n'
        )
        return self._started(Process(f"nats://127.0.0.1:{port}", [str(NATS), "-c", str(config)], self.folder / "nats"))

    def _started(self, process: Process) -> Process:
        self.started.append(process)
        process.start()
        return process

    @property
    def logged(self) -> str:
        return "".join(process.log.read_text() for process in self.started)


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """What is started is killed in the end."""
    some = Servers(folder)
    try:
        yield some
    finally:
        for process in some.started:
            process.kill()
