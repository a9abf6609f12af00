"""How often one address asks and dials, and how many lines it has open: what worker/src/door.ts is to the Worker.

An address counts as an IPv4 address or an IPv6 network (/64), because one household or phone has a whole such network
to itself. It stays in this process's memory, and only while it matters.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from signspan.room.bucket import Bucket
from signspan.wire.limits import Rate

What = Literal["ask", "dial"]

# `ask`: to open a room or to be let into one, which is where codes could be guessed. `dial`: a handshake.
PACES: dict[What, Rate] = {"ask": Rate(1 / 6, 20), "dial": Rate(2, 120)}
LINES = 64  # open at once from one address, in all rooms
MATTERS_S = max(rate.burst / rate.per_s for rate in PACES.values())  # then every bucket is full again
MOST = 65_536  # addresses remembered; beyond, the one that was quiet for longest is forgotten


@dataclass(slots=True)
class Door:
    """One address."""

    seen_s: float
    lines: int = 0
    buckets: dict[What, Bucket] = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = {what: Bucket(rate, self.seen_s) for what, rate in PACES.items()}


@dataclass(slots=True)
class Doors:
    """Every address of late; `most` lines may be open from one."""

    clock: Callable[[], float] = time.monotonic
    most: int = LINES
    _doors: OrderedDict[str, Door] = field(default_factory=OrderedDict)

    def allows(self, address: str, what: What) -> bool:
        """Whether that address may do so now."""
        return self._door(address).buckets[what].take(self.clock())

    def full(self, address: str) -> bool:
        """Whether it has as many lines open as it may."""
        return self._door(address).lines >= self.most

    def enter(self, address: str) -> bool:
        """Counts a line; false when there are too many."""
        if self.full(address):
            return False
        self._door(address).lines += 1
        return True

    def leave(self, address: str) -> None:
        """A line was closed."""
        self._door(address).lines -= 1

    def __len__(self) -> int:
        return len(self._doors)

    def _door(self, address: str) -> Door:
        """That address's door, the newest from now on; the oldest are forgotten unless they have lines."""
        now, name = self.clock(), network(address)
        door = self._doors.setdefault(name, Door(now))
        door.seen_s = now
        self._doors.move_to_end(name)
        for old, other in list(self._quiet(now)):
            if not other.lines:
                del self._doors[old]
        return door

    def _quiet(self, now_s: float) -> list[tuple[str, Door]]:
        """A few of the oldest, if they no longer matter or there are too many; those with lines go to the end."""
        found: list[tuple[str, Door]] = []
        while len(found) < 4 and self._doors:
            name = next(iter(self._doors))
            door = self._doors[name]
            if now_s - door.seen_s <= MATTERS_S and len(self._doors) <= MOST:
                break
            found.append((name, door))
            self._doors.move_to_end(name)
        return found


def network(address: str) -> str:
    """An IPv4 address whole, an IPv6 address's first 64 bits; what is neither, as a test's, as it is."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.IPv6Address(int(ip) >> 64 << 64))
