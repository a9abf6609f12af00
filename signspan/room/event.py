"""What happened to a device in a room: the answers of `peer.Peer`, with the messages it wants sent."""

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
    """Nothing was heard for too long: the connection is dead, even if the socket is open."""


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """In the room, as `member` in `role`. `missed` finals are lost."""

    member: int
    role: wire.Role
    missed: int


@dataclass(frozen=True, slots=True)
class DeliveryUnknown:
    """The room no longer knew this device, so it is unknown whether these finals arrived. They are not sent again."""

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
    """The room is about to close the socket. Reconnect after `retry_s`, or not at all if it is 0."""

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
