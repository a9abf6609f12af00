"""A device's side of a room: keeps its finals until the room has them, drops duplicates.

Sans I/O like `room.Room`, on a clock of its own (any monotonic seconds). It keeps to the room's rates, so that a device
that only talks through it is never removed for exceeding them.
"""

from collections import deque
from dataclasses import dataclass, field

from signspan.errors import LimitError
from signspan.room.bucket import Bucket
from signspan.room.event import (
    DeliveryUnknown,
    LandmarksReceived,
    MemberJoined,
    MembersChanged,
    Reconnect,
    RoomEvent,
    RoomRefused,
    SendMessage,
    SendPing,
    SignalReceived,
    TalkReceived,
)
from signspan.wire import room as codec
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import ACK_BYTES, FLIGHT, PING_S, PONG_S, RATES, UNSENT

NEVER = float("inf")


@dataclass(slots=True)
class Peer:
    """`resume` is 16 random bytes, kept while the device wants to be the same member.

    `member` is 0 until the room has let it in.
    """

    name: str
    resume: bytes
    now_s: float
    member: int = 0
    _seq: int = 0  # newest final of the room that was heard
    _received: int = 0  # number of the newest of this device's finals that the room has
    _sent: int = 0  # number of the newest that was ever sent
    _unsent: deque[bytes] = field(default_factory=deque)  # finals after `_received`
    _flying: int = 0  # how many of those were sent on this connection
    _hold_s: float = 0.0
    _read: int = 0  # bytes since the last acknowledgement
    _joined: bool = False
    _open: bool = False
    _pinged_s: float = 0.0
    _heard_s: float = 0.0
    _rates: dict[str, Bucket] = field(init=False)

    def __post_init__(self) -> None:
        self._rates = {kind: Bucket(rate, self.now_s) for kind, rate in RATES.items()}

    # ---- the connection --------------------------------------------------------------------------

    def opened(self, now_s: float) -> list[RoomEvent]:
        """A socket is open: joins, or rejoins."""
        self._open, self._joined, self._flying, self._read, self._hold_s = True, False, 0, 0, now_s
        self._pinged_s = self._heard_s = now_s
        return [_out(wire.ToRoom(join=wire.Join(name=self.name, resume=self.resume, seq=self._seq)))]

    def lost(self) -> None:
        """The socket is gone. Finals are kept for the next one."""
        self._open = self._joined = False

    def alive(self, now_s: float) -> None:
        """A "pong" came."""
        self._heard_s = now_s

    def tick(self, now_s: float) -> list[RoomEvent]:
        """Time has passed: pings, sends what had to wait, notices a dead connection."""
        if not self._open:
            return []
        if self._heard_s < self._pinged_s and self._pinged_s + PONG_S <= now_s:
            self.lost()
            return [Reconnect()]
        done = self._pump(now_s)
        if self._pinged_s + PING_S <= now_s:
            self._pinged_s = now_s
            done.append(SendPing())
        return done

    # ---- what this device says -------------------------------------------------------------------

    def final(self, payload: bytes, now_s: float) -> list[RoomEvent]:
        """Says something that must arrive, now or once connected. `LimitError` if too much is waiting."""
        if len(self._unsent) >= UNSENT:
            raise LimitError(f"expected at most {UNSENT} sentences waiting for the room, got one more")
        self._unsent.append(payload)
        return self._pump(now_s)

    def passing(self, payload: bytes, now_s: float) -> list[RoomEvent]:
        """Says something that matters only now."""
        return self._now("talk", wire.ToRoom(talk=wire.Talk(payload=payload)), now_s)

    def show(self, payload: bytes, now_s: float) -> list[RoomEvent]:
        """Shows a frame of landmarks."""
        return self._now("seen", wire.ToRoom(seen=wire.Seen(payload=payload)), now_s)

    def signal(self, peer: int, payload: bytes, now_s: float) -> list[RoomEvent]:
        """Signals to one member."""
        return self._now("signal", wire.ToRoom(signal=wire.Signal(peer=peer, payload=payload)), now_s)

    def bye(self) -> list[RoomEvent]:
        """Leaves for good."""
        return [_out(wire.ToRoom(bye=wire.Bye()))] if self._joined else []

    def _now(self, kind: str, message: wire.ToRoom, now_s: float) -> list[RoomEvent]:
        return [_out(message)] if self._joined and self._rates[kind].take(now_s) else []

    def _pump(self, now_s: float) -> list[RoomEvent]:
        done: list[RoomEvent] = []
        most = min(FLIGHT, len(self._unsent))
        while self._joined and now_s >= self._hold_s and self._flying < most and self._rates["talk"].take(now_s):
            payload = self._unsent[self._flying]
            self._flying += 1
            seq = self._received + self._flying
            self._sent = max(self._sent, seq)
            done.append(_out(wire.ToRoom(talk=wire.Talk(seq=seq, payload=payload))))
        return done

    # ---- what the room says ----------------------------------------------------------------------

    def receive(self, data: bytes, now_s: float) -> list[RoomEvent]:
        """One message of the room; `FormatError` or `LimitError` if it is invalid."""
        message = codec.decode_answer(data)
        self._heard_s = now_s
        match message.WhichOneof("body"):
            case "welcome":
                return self._welcomed(message.welcome, now_s)
            case "presence":
                return [MembersChanged(tuple(message.presence.members))]
            case "talk":
                return self._heard(message.talk)
            case "seen":
                return [
                    LandmarksReceived(message.seen.member, message.seen.payload),
                    *self._count(message.seen.payload),
                ]
            case "signal":
                return [
                    SignalReceived(message.signal.peer, message.signal.payload),
                    *self._count(message.signal.payload),
                ]
            case "ack":
                return self._acknowledged(message.ack, now_s)
            case "error":
                return [RoomRefused(message.error.code, message.error.retry_s)]
        return []

    def _welcomed(self, welcome: wire.RoomWelcome, now_s: float) -> list[RoomEvent]:
        done: list[RoomEvent] = []
        if welcome.member == self.member:
            self._drop_until(welcome.received)
        else:
            doubtful = [self._unsent.popleft() for _ in range(self._sent - self._received)]
            if doubtful:
                done.append(DeliveryUnknown(tuple(doubtful)))
            self.member, self._seq = welcome.member, welcome.seq
            self._received = self._sent = welcome.received
        self._joined = True
        done += [MemberJoined(welcome.member, welcome.role, welcome.missed), MembersChanged(tuple(welcome.members))]
        return done + self._pump(now_s)

    def _heard(self, talk: wire.Talk) -> list[RoomEvent]:
        if not talk.seq:
            return [TalkReceived(talk.member, talk.payload, False), *self._count(talk.payload)]
        if talk.seq <= self._seq:
            return self._count(talk.payload)
        self._seq = talk.seq
        self._read += len(talk.payload)
        return [TalkReceived(talk.member, talk.payload, True), self._ack()]

    def _acknowledged(self, ack: wire.Ack, now_s: float) -> list[RoomEvent]:
        self._drop_until(ack.seq)
        if ack.retry_ms:
            self._flying = 0
            self._hold_s = now_s + ack.retry_ms / 1000
        return self._pump(now_s)

    def _drop_until(self, seq: int) -> None:
        while self._unsent and self._received < seq:
            self._unsent.popleft()
            self._received += 1
            self._flying = max(0, self._flying - 1)

    def _count(self, payload: bytes) -> list[RoomEvent]:
        self._read += len(payload)
        return [self._ack()] if self._read >= ACK_BYTES else []

    def _ack(self) -> RoomEvent:
        read, self._read = self._read, 0
        return _out(wire.ToRoom(ack=wire.Ack(seq=self._seq, bytes=read)))


def _out(message: wire.ToRoom) -> SendMessage:
    return SendMessage(message.SerializeToString())
