"""Rate limits for one socket: each kind of message has its own token bucket.

Messages over the rate are dropped, because a stalled connection delivers legitimate messages all at once; a socket that
keeps exceeding it is closed. Teaching and questions share the events' bucket.
"""

from dataclasses import dataclass, field

from signspan.errors import RateError
from signspan.room.bucket import Bucket
from signspan.wire.limits import PATIENCE, Rate

RATES = {
    "landmarks": Rate(40, 80),  # frames
    "audio": Rate(20, 100),  # tenths of a second of sound
    "events": Rate(30, 120),
    "pictures": Rate(40, 80),
}


@dataclass(slots=True)
class MessageLimiter:
    """One socket's buckets, full at `at_s`."""

    at_s: float
    _buckets: dict[str, Bucket] = field(init=False)
    _patience: Bucket = field(init=False)

    def __post_init__(self) -> None:
        self._buckets = {kind: Bucket(rate, self.at_s) for kind, rate in RATES.items()}
        self._patience = Bucket(PATIENCE, self.at_s)

    def allows(self, kind: str, now_s: float) -> bool:
        """Whether to process a message. Raises `RateError` after too many dropped ones."""
        rate = kind if kind in RATES else "events"
        if self._buckets[rate].take(now_s):
            return True
        if not self._patience.take(now_s):
            raise RateError(f"expected at most {RATES[rate].per_s:g} {rate} a second, got many more")
        return False
