"""Limits the requests, handshakes and open sockets of one address: the twin of worker/src/addressLimiter.ts.

An address counts as an IPv4 address or an IPv6 network (/64), because one household or phone has such a network to
itself. It is stored only in this process's memory, and only while it matters.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from signspan.room.bucket import Bucket
from signspan.wire.limits import ADDRESS_RATES, ADDRESS_SOCKETS, AddressAct

MATTERS_S = max(rate.burst / rate.per_s for rate in ADDRESS_RATES.values())  # then every bucket is full again
MAX_ADDRESSES = 65_536  # addresses remembered; beyond, the least recently active is forgotten


@dataclass(slots=True)
class AddressUsage:
    """One address."""

    seen_s: float
    sockets: int = 0
    buckets: dict[AddressAct, Bucket] = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = {act: Bucket(rate, self.seen_s) for act, rate in ADDRESS_RATES.items()}


@dataclass(slots=True)
class AddressLimiter:
    """All recent addresses; `most` sockets may be open from one."""

    clock: Callable[[], float] = time.monotonic
    most: int = ADDRESS_SOCKETS
    _usages: OrderedDict[str, AddressUsage] = field(default_factory=OrderedDict)

    def allows(self, address: str, act: AddressAct) -> bool:
        """Whether that address may do so now."""
        return self._usage(address).buckets[act].take(self.clock())

    def full(self, address: str) -> bool:
        """Whether it has reached its limit of open sockets."""
        return self._usage(address).sockets >= self.most

    def enter(self, address: str) -> bool:
        """Counts a socket; false if there are too many."""
        if self.full(address):
            return False
        self._usage(address).sockets += 1
        return True

    def leave(self, address: str) -> None:
        """A socket was closed."""
        self._usage(address).sockets -= 1

    def __len__(self) -> int:
        return len(self._usages)

    def _usage(self, address: str) -> AddressUsage:
        """That address's usage, now the most recent; the oldest are forgotten unless they have open sockets."""
        now, name = self.clock(), network(address)
        usage = self._usages.setdefault(name, AddressUsage(now))
        usage.seen_s = now
        self._usages.move_to_end(name)
        for old, other in list(self._quiet(now)):
            if not other.sockets:
                del self._usages[old]
        return usage

    def _quiet(self, now_s: float) -> list[tuple[str, AddressUsage]]:
        """A few of the oldest that no longer matter, or if there are too many; those with sockets move to the end."""
        found: list[tuple[str, AddressUsage]] = []
        while len(found) < 4 and self._usages:
            name = next(iter(self._usages))
            usage = self._usages[name]
            if now_s - usage.seen_s <= MATTERS_S and len(self._usages) <= MAX_ADDRESSES:
                break
            found.append((name, usage))
            self._usages.move_to_end(name)
        return found


def network(address: str) -> str:
    """A whole IPv4 address, or the first 64 bits of an IPv6 address; other text, as in tests, unchanged."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.IPv6Address(int(ip) >> 64 << 64))
