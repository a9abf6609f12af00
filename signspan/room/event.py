"""What a room means to a device: the answers of `peer.Peer`, beside what it wants sent."""

from dataclasses import dataclass

from signspan.wire import room_pb2 as wire


@dataclass(frozen=True, slots=True)
class SendMessage:
    """One binary message to send."""

    data: bytes


@dataclass(frozen=True, slots=True)
class SendPing:
    """Send the text "ping"."""


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Nothing was heard for too long: the line is dead, whatever the socket says."""


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """In the room, as `member` in `role`. `missed` finals can no longer be had."""

    member: int
    role: wire.Role
    missed: int


@dataclass(frozen=True, slots=True)
class DeliveryUnknown:
    """The room no longer knew this device: whether these finals had arrived is unknown. They are not sent again."""

    payloads: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class MembersChanged:
    """Who is in the room now."""

    members: tuple[wire.RoomMember, ...]


@dataclass(frozen=True, slots=True)
class TalkReceived:
    """Something said; a final comes once and in order."""

    member: int
    payload: bytes
    final: bool


@dataclass(frozen=True, slots=True)
class LandmarksReceived:
    """A frame of landmarks."""

    member: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class SignalReceived:
    """A signal for this device alone."""

    peer: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class RoomRefused:
    """The room is about to close the socket. Come again after `retry_s`, or not at all where it is 0."""

    code: str
    retry_s: int


RoomEvent = (
    SendMessage
    | SendPing
    | Reconnect
    | MemberJoined
    | DeliveryUnknown
    | MembersChanged
    | TalkReceived
    | LandmarksReceived
    | SignalReceived
    | RoomRefused
)
