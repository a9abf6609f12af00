from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Role(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_UNSPECIFIED: _ClassVar[Role]
    ROLE_SIGNER: _ClassVar[Role]
    ROLE_SPEAKER: _ClassVar[Role]
    ROLE_WATCHER: _ClassVar[Role]
ROLE_UNSPECIFIED: Role
ROLE_SIGNER: Role
ROLE_SPEAKER: Role
ROLE_WATCHER: Role

class RoomToken(_message.Message):
    __slots__ = ("room", "role", "expires_s")
    ROOM_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_S_FIELD_NUMBER: _ClassVar[int]
    room: str
    role: Role
    expires_s: int
    def __init__(self, room: _Optional[str] = ..., role: _Optional[_Union[Role, str]] = ..., expires_s: _Optional[int] = ...) -> None: ...

class ToRoom(_message.Message):
    __slots__ = ("join", "signal", "talk", "seen", "ack", "bye")
    JOIN_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    TALK_FIELD_NUMBER: _ClassVar[int]
    SEEN_FIELD_NUMBER: _ClassVar[int]
    ACK_FIELD_NUMBER: _ClassVar[int]
    BYE_FIELD_NUMBER: _ClassVar[int]
    join: Join
    signal: Signal
    talk: Talk
    seen: Seen
    ack: Ack
    bye: Bye
    def __init__(self, join: _Optional[_Union[Join, _Mapping]] = ..., signal: _Optional[_Union[Signal, _Mapping]] = ..., talk: _Optional[_Union[Talk, _Mapping]] = ..., seen: _Optional[_Union[Seen, _Mapping]] = ..., ack: _Optional[_Union[Ack, _Mapping]] = ..., bye: _Optional[_Union[Bye, _Mapping]] = ...) -> None: ...

class Join(_message.Message):
    __slots__ = ("name", "resume", "seq")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESUME_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    name: str
    resume: bytes
    seq: int
    def __init__(self, name: _Optional[str] = ..., resume: _Optional[bytes] = ..., seq: _Optional[int] = ...) -> None: ...

class Signal(_message.Message):
    __slots__ = ("peer", "payload")
    PEER_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    peer: int
    payload: bytes
    def __init__(self, peer: _Optional[int] = ..., payload: _Optional[bytes] = ...) -> None: ...

class Talk(_message.Message):
    __slots__ = ("seq", "member", "payload")
    SEQ_FIELD_NUMBER: _ClassVar[int]
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    seq: int
    member: int
    payload: bytes
    def __init__(self, seq: _Optional[int] = ..., member: _Optional[int] = ..., payload: _Optional[bytes] = ...) -> None: ...

class Seen(_message.Message):
    __slots__ = ("member", "payload")
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    member: int
    payload: bytes
    def __init__(self, member: _Optional[int] = ..., payload: _Optional[bytes] = ...) -> None: ...

class Ack(_message.Message):
    __slots__ = ("seq", "bytes", "retry_ms")
    SEQ_FIELD_NUMBER: _ClassVar[int]
    BYTES_FIELD_NUMBER: _ClassVar[int]
    RETRY_MS_FIELD_NUMBER: _ClassVar[int]
    seq: int
    bytes: int
    retry_ms: int
    def __init__(self, seq: _Optional[int] = ..., bytes: _Optional[int] = ..., retry_ms: _Optional[int] = ...) -> None: ...

class Bye(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class FromRoom(_message.Message):
    __slots__ = ("welcome", "signal", "talk", "seen", "ack", "presence", "error")
    WELCOME_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    TALK_FIELD_NUMBER: _ClassVar[int]
    SEEN_FIELD_NUMBER: _ClassVar[int]
    ACK_FIELD_NUMBER: _ClassVar[int]
    PRESENCE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    welcome: RoomWelcome
    signal: Signal
    talk: Talk
    seen: Seen
    ack: Ack
    presence: Presence
    error: RoomError
    def __init__(self, welcome: _Optional[_Union[RoomWelcome, _Mapping]] = ..., signal: _Optional[_Union[Signal, _Mapping]] = ..., talk: _Optional[_Union[Talk, _Mapping]] = ..., seen: _Optional[_Union[Seen, _Mapping]] = ..., ack: _Optional[_Union[Ack, _Mapping]] = ..., presence: _Optional[_Union[Presence, _Mapping]] = ..., error: _Optional[_Union[RoomError, _Mapping]] = ...) -> None: ...

class RoomWelcome(_message.Message):
    __slots__ = ("member", "role", "seq", "received", "missed", "members")
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    member: int
    role: Role
    seq: int
    received: int
    missed: int
    members: _containers.RepeatedCompositeFieldContainer[RoomMember]
    def __init__(self, member: _Optional[int] = ..., role: _Optional[_Union[Role, str]] = ..., seq: _Optional[int] = ..., received: _Optional[int] = ..., missed: _Optional[int] = ..., members: _Optional[_Iterable[_Union[RoomMember, _Mapping]]] = ...) -> None: ...

class RoomMember(_message.Message):
    __slots__ = ("id", "role", "name", "present")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PRESENT_FIELD_NUMBER: _ClassVar[int]
    id: int
    role: Role
    name: str
    present: bool
    def __init__(self, id: _Optional[int] = ..., role: _Optional[_Union[Role, str]] = ..., name: _Optional[str] = ..., present: bool = ...) -> None: ...

class Presence(_message.Message):
    __slots__ = ("members",)
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[RoomMember]
    def __init__(self, members: _Optional[_Iterable[_Union[RoomMember, _Mapping]]] = ...) -> None: ...

class RoomError(_message.Message):
    __slots__ = ("code", "retry_s")
    CODE_FIELD_NUMBER: _ClassVar[int]
    RETRY_S_FIELD_NUMBER: _ClassVar[int]
    code: str
    retry_s: int
    def __init__(self, code: _Optional[str] = ..., retry_s: _Optional[int] = ...) -> None: ...

class KeptRoom(_message.Message):
    __slots__ = ("watchers", "count", "members_ever", "empty_s", "members")
    WATCHERS_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_EVER_FIELD_NUMBER: _ClassVar[int]
    EMPTY_S_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    watchers: bool
    count: int
    members_ever: int
    empty_s: float
    members: _containers.RepeatedCompositeFieldContainer[KeptMember]
    def __init__(self, watchers: bool = ..., count: _Optional[int] = ..., members_ever: _Optional[int] = ..., empty_s: _Optional[float] = ..., members: _Optional[_Iterable[_Union[KeptMember, _Mapping]]] = ...) -> None: ...

class KeptMember(_message.Message):
    __slots__ = ("id", "role", "asked", "name", "resume", "socket", "away_s", "received", "missed")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ASKED_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESUME_FIELD_NUMBER: _ClassVar[int]
    SOCKET_FIELD_NUMBER: _ClassVar[int]
    AWAY_S_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    id: int
    role: Role
    asked: Role
    name: str
    resume: bytes
    socket: str
    away_s: float
    received: int
    missed: int
    def __init__(self, id: _Optional[int] = ..., role: _Optional[_Union[Role, str]] = ..., asked: _Optional[_Union[Role, str]] = ..., name: _Optional[str] = ..., resume: _Optional[bytes] = ..., socket: _Optional[str] = ..., away_s: _Optional[float] = ..., received: _Optional[int] = ..., missed: _Optional[int] = ...) -> None: ...

class KeptFinal(_message.Message):
    __slots__ = ("seq", "member", "payload", "waiting")
    SEQ_FIELD_NUMBER: _ClassVar[int]
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    WAITING_FIELD_NUMBER: _ClassVar[int]
    seq: int
    member: int
    payload: bytes
    waiting: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, seq: _Optional[int] = ..., member: _Optional[int] = ..., payload: _Optional[bytes] = ..., waiting: _Optional[_Iterable[int]] = ...) -> None: ...
