"""Frames that stop are noticed: later where they were far apart, and once."""

import pytest

from signspan.recognise.activity import REST_S
from signspan.serve.frame_clock import FrameClock


@pytest.mark.parametrize("fps", [2, 8, 15, 30, 60])
def test_frames_at_their_own_pace_have_not_stopped_and_then_they_have(fps: float) -> None:
    clock, now = FrameClock(), 100.0
    for _ in range(int(10 * fps) + 60):
        clock.came(now)
        assert not clock.stopped(now + 1.9 / fps)  # one frame late is no end
        now += 1 / fps
    last = now - 1 / fps
    assert not clock.stopped(last + REST_S)
    assert clock.stopped(last + REST_S + 4 / fps)
    assert not clock.stopped(last + 60)
    clock.came(last + 61)
    assert clock.stopped(last + 70)


def test_a_network_that_sends_frames_in_heaps_has_not_stopped() -> None:
    clock = FrameClock()
    for heap in range(20):
        for frame in range(15):
            clock.came(100 + heap / 2 + frame / 1_000)
        assert not clock.stopped(100 + heap / 2 + 0.49)
    assert clock.stopped(120)


def test_nobody_has_stopped_who_never_began() -> None:
    assert not FrameClock().stopped(1e9)
