"""A token bucket: limits how often something may happen; the caller passes the time."""

from dataclasses import dataclass, field

from signspan.wire.limits import Rate


@dataclass(slots=True)
class Bucket:
    """Full at first. If the time goes backwards, nothing is refilled."""

    rate: Rate
    at_s: float
    level: float = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.rate.burst

    def take(self, now_s: float) -> bool:
        """Takes one if there is one."""
        self.level = min(self.rate.burst, self.level + max(0.0, now_s - self.at_s) * self.rate.per_s)
        self.at_s = max(self.at_s, now_s)
        if self.level < 1:
            return False
        self.level -= 1
        return True
