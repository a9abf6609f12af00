import pytest

from signspan.errors import RateError
from signspan.serve.message_limiter import RATES, MessageLimiter
from signspan.wire.limits import PATIENCE


@pytest.mark.parametrize("kind", ["landmarks", "audio", "gloss", "pictures"])
def test_what_a_page_sends_passes_for_ever(kind: str) -> None:
    pace, per_s = MessageLimiter(0), {"landmarks": 30, "audio": 10, "gloss": 5, "pictures": 30}[kind]
    assert all(pace.allows(kind, n / per_s) for n in range(per_s * 600))


def test_a_heap_after_a_stall_passes_and_what_is_above_is_dropped() -> None:
    pace = MessageLimiter(0)
    passed = sum(pace.allows("landmarks", 10.0) for _ in range(200))
    assert passed == RATES["landmarks"].burst


def test_ten_times_the_rate_is_dropped_and_then_ended() -> None:
    pace, sent = MessageLimiter(0), iter(range(10_000))
    passed = 0

    def flood() -> None:
        nonlocal passed
        for at in sent:
            passed += pace.allows("landmarks", at / 400)

    with pytest.raises(RateError, match="expected at most 40 landmarks a second"):
        flood()
    ended = next(sent)
    assert passed <= 80 + 40 * ended / 400 + 1
    assert ended < 2 * PATIENCE.burst


def test_each_kind_has_its_own() -> None:
    pace = MessageLimiter(0)
    while pace.allows("landmarks", 0):
        pass
    assert pace.allows("gloss", 0)
    assert pace.allows("audio", 0)
