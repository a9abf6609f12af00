"""The impaired link itself: UDP from one namespace to the other, counted and timed."""

import random
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from signspan.errors import MissingError
from signspan.measure.apart.device import run_in
from signspan.measure.apart.network import FAR, NEAR, ImpairedLink, Quality, impaired_link

PORT = 4000
PACKETS = 400


@pytest.fixture(scope="module")
def bad() -> Iterator[ImpairedLink]:
    try:
        with impaired_link(Quality(20.0, 5.0, 0.2)) as made:
            yield made
    except MissingError as error:
        pytest.skip(str(error))


def across(bad: ImpairedLink, packets: int, patience_s: float) -> list[float]:
    """Seconds that each packet took which arrived."""
    took: list[float] = []
    ready, done = threading.Event(), threading.Event()

    async def far() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.bind((FAR, PORT))
            end.settimeout(patience_s)
            ready.set()
            try:
                while True:
                    sent_s = float(end.recv(64))
                    took.append(time.monotonic() - sent_s)
            except TimeoutError:
                done.set()

    async def near() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.bind((NEAR, 0))
            ready.wait(120)
            for _ in range(packets):
                end.sendto(repr(time.monotonic()).encode(), (FAR, PORT))
                time.sleep(0.002)

    threads = [
        threading.Thread(target=run_in, args=(bad.far, far())),
        threading.Thread(target=run_in, args=(bad.near, near())),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.is_set()
    return took


def test_packets_come_late_and_some_never(bad: ImpairedLink) -> None:
    took = across(bad, PACKETS, 2.0)
    assert 0.65 * PACKETS < len(took) < 0.95 * PACKETS
    assert min(took) >= 0.015
    assert took != sorted(took)


def test_nothing_passes_a_line_that_is_cut(bad: ImpairedLink) -> None:
    bad.up = False
    assert across(bad, 20, 1.0) == []
    bad.up = True
    assert across(bad, 20, 1.0)


def test_delays_are_spread_evenly_and_never_negative() -> None:
    chance = random.Random(1)  # noqa: S311 - chance, not a secret
    delays = [Quality(100, 30, 0).delay_s(chance) for _ in range(2000)]
    assert 0.07 <= min(delays) < 0.075
    assert 0.125 < max(delays) <= 0.13
    assert min(Quality(10, 30, 0).delay_s(chance) for _ in range(200)) == 0.0
