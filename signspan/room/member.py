"""One member of a room: a person's device, over any number of sockets, one after another."""

from dataclasses import dataclass, field

from signspan.room.bucket import Bucket
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import PATIENCE, RATES, UNREAD_BYTES


@dataclass(slots=True)
class Member:
    """`socket` is empty while the connection is lost, since `away_s`. Rates and `unread` do not outlive the process."""

    id: int
    role: wire.Role
    asked: wire.Role  # the role of its token
    name: str
    resume: bytes
    socket: str
    now_s: float
    away_s: float = 0.0
    received: int = 0  # its own finals that the room has
    missed: int = 0
    unread: int = 0  # bytes of payload sent and not acknowledged
    _rates: dict[str, Bucket] = field(init=False)
    _patience: Bucket = field(init=False)

    def __post_init__(self) -> None:
        self._rates = {kind: Bucket(rate, self.now_s) for kind, rate in RATES.items()}
        self._patience = Bucket(PATIENCE, self.now_s)

    def within(self, kind: str, now_s: float) -> bool:
        """Whether a message of that kind may pass now."""
        return self._rates[kind].take(now_s)

    def tolerated(self, now_s: float) -> bool:
        """Whether a message over the rate is only dropped."""
        return self._patience.take(now_s)

    @property
    def reads(self) -> bool:
        """Whether it keeps up with passing messages."""
        return bool(self.socket) and self.unread <= UNREAD_BYTES

    @property
    def row(self) -> wire.RoomMember:
        """The member as the others see it."""
        return wire.RoomMember(id=self.id, role=self.role, name=self.name, present=bool(self.socket))

    @property
    def kept(self) -> wire.KeptMember:
        """The member as it is stored."""
        return wire.KeptMember(
            id=self.id,
            role=self.role,
            asked=self.asked,
            name=self.name,
            resume=self.resume,
            socket=self.socket,
            away_s=self.away_s,
            received=self.received,
            missed=self.missed,
        )

    @classmethod
    def of(cls, kept: wire.KeptMember, now_s: float) -> "Member":
        """From storage."""
        return cls(
            kept.id,
            kept.role,
            kept.asked,
            kept.name,
            kept.resume,
            kept.socket,
            now_s,
            kept.away_s,
            kept.received,
            kept.missed,
        )
