"""An impaired link between two network namespaces: packets are delayed, reordered, or lost.

Like `tc netem`, but in a process, for kernels without it: each namespace has a TUN device, and every IP packet between
them passes through here, so TCP, UDP and everything above behave as on a real network. Needs Linux, root and
/dev/net/tun; touches no interface but its own, and leaves nothing behind.
"""

import contextlib
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from signspan.errors import MissingError

TUN = "/dev/net/tun"
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
PACKET = 65_536
MAX_WAITING = 10_000  # packets in transit; beyond, they are dropped, as by a router
NEAR, FAR = "10.213.77.1", "10.213.77.2"


@dataclass(frozen=True, slots=True)
class Quality:
    """One direction of the link: delay and jitter in ms (uniform, as netem's), and the share of packets lost."""

    delay_ms: float = 100.0
    jitter_ms: float = 30.0
    loss: float = 0.05

    def drops(self, chance: random.Random) -> bool:
        return chance.random() < self.loss

    def delay_s(self, chance: random.Random) -> float:
        return max(0.0, chance.uniform(self.delay_ms - self.jitter_ms, self.delay_ms + self.jitter_ms)) / 1000


@dataclass(slots=True)
class ImpairedLink:
    """Two namespaces and the link between them: `near` at `NEAR`, `far` at `FAR`. Set `up` to cut and restore it."""

    near: str
    far: str
    quality: Quality
    up: bool = True
    passed: int = 0
    lost: int = 0
    _ends: dict[int, int] = field(default_factory=dict)  # a TUN's descriptor → the other one's
    _stop: threading.Event = field(default_factory=threading.Event)

    def route(self) -> None:
        """Forwards packets until `stop`."""
        chance = random.Random(6)  # noqa: S311 - chance, not a secret
        waiting: list[tuple[float, int, int, bytes]] = []
        count = 0
        while not self._stop.is_set():
            pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.1
            ready, _, _ = select.select(list(self._ends), [], [], min(pause, 0.1))
            now = time.monotonic()
            for end in ready:
                packet = os.read(end, PACKET)
                if not self.up or self.quality.drops(chance) or len(waiting) >= MAX_WAITING:
                    self.lost += 1
                    continue
                count += 1
                heapq.heappush(waiting, (now + self.quality.delay_s(chance), count, self._ends[end], packet))
            while waiting and waiting[0][0] <= now:
                _, _, end, packet = heapq.heappop(waiting)
                with contextlib.suppress(OSError):  # the device went down
                    os.write(end, packet)
                    self.passed += 1

    def stop(self) -> None:
        self._stop.set()


@contextlib.contextmanager
def impaired_link(quality: Quality) -> Iterator[ImpairedLink]:
    """The link, as long as the context is open. `MissingError` if this machine does not allow creating namespaces."""
    if os.geteuid() != 0 or not os.access(TUN, os.R_OK | os.W_OK):
        raise MissingError(f"expected root and {TUN} to make a line of one's own, got neither or one of them")
    name = f"signspan-{os.getpid()}"
    made = ImpairedLink(f"{name}-near", f"{name}-far", quality)
    try:
        near = _end(made.near, "snear", NEAR, FAR)
        far = _end(made.far, "sfar", FAR, NEAR)
        made._ends = {near: far, far: near}
        router = threading.Thread(target=made.route, name="line", daemon=True)
        router.start()
        yield made
        made.stop()
        router.join()
    finally:
        for end in made._ends:
            os.close(end)
        for namespace in (made.near, made.far):
            subprocess.run(["ip", "netns", "del", namespace], stderr=subprocess.DEVNULL, check=False)


def _end(namespace: str, device: str, own: str, other: str) -> int:
    """A namespace with its own TUN device; returns the device's descriptor, which stays in this namespace."""
    _ip("netns", "add", namespace)
    end = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
    try:
        fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
    except OSError as error:
        os.close(end)
        raise MissingError(f"expected to be let make a TUN device, got {error.strerror}") from error
    _ip("link", "set", device, "netns", namespace)
    _ip("-n", namespace, "addr", "add", own, "peer", other, "dev", device)
    for one in (device, "lo"):
        _ip("-n", namespace, "link", "set", one, "up")
    _ip("-n", namespace, "route", "add", "default", "dev", device)  # browsers check for a default route
    return end


def _ip(*words: str) -> None:
    try:
        subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise MissingError("expected the command ip, got none: apt-get install iproute2") from None
    except subprocess.CalledProcessError as error:
        raise MissingError(f"expected to be let make a namespace, got {error.stderr.strip()[:120]}") from None
