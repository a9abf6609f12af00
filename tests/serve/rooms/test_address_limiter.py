import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.serve.rooms import address_limiter
from signspan.serve.rooms.address_limiter import MATTERS_S, AddressLimiter, network
from signspan.wire.limits import ADDRESS_SOCKETS


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_an_address_asks_twenty_times_at_once_and_ten_times_a_minute() -> None:
    clock = Clock()
    limiter = AddressLimiter(clock)
    assert sum(limiter.allows("192.0.2.1", "ask") for _ in range(100)) == 20
    assert limiter.allows("192.0.2.2", "ask")
    clock.now_s = 60
    assert sum(limiter.allows("192.0.2.1", "ask") for _ in range(100)) == 10
    assert sum(limiter.allows("192.0.2.1", "dial") for _ in range(500)) == 120


def test_an_address_has_so_many_sockets_and_no_more() -> None:
    clock = Clock()
    limiter = AddressLimiter(clock)
    assert [limiter.enter("192.0.2.1") for _ in range(ADDRESS_SOCKETS + 1)] == [True] * ADDRESS_SOCKETS + [False]
    clock.now_s = 10 * MATTERS_S
    assert limiter.allows("192.0.2.9", "ask")
    assert not limiter.enter("192.0.2.1")  # however quiet it was
    limiter.leave("192.0.2.1")
    assert limiter.enter("192.0.2.1")


def test_what_no_longer_matters_is_forgotten() -> None:
    clock = Clock()
    limiter = AddressLimiter(clock)
    for number in range(100):
        limiter.allows(f"2001:db8:{number:x}::1", "ask")
    assert len(limiter) == 100
    clock.now_s = 2 * MATTERS_S
    for _ in range(40):
        limiter.allows("192.0.2.1", "ask")
    assert len(limiter) == 1


def test_a_flood_of_addresses_takes_no_more_memory_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_limiter, "MAX_ADDRESSES", 50)
    limiter = AddressLimiter(Clock())
    for number in range(1_000):
        limiter.allows(f"192.0.{number >> 8}.{number & 255}", "dial")
    assert len(limiter) <= 51


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::1", "::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_has_one_name(address: str, name: str) -> None:
    assert network(address) == name


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_every_address_of_a_network_has_the_same_name(ip: ipaddress.IPv6Address, runner: int) -> None:
    other = ipaddress.IPv6Address((int(ip) >> 64 << 64) + runner)
    if not ip.ipv4_mapped and not other.ipv4_mapped:
        assert network(str(ip)) == network(str(other))
