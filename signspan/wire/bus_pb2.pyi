from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ToOwner(_message.Message):
    __slots__ = ("socket", "process", "connect", "message", "text", "ping", "closed", "ask")
    SOCKET_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    CONNECT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    PING_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    ASK_FIELD_NUMBER: _ClassVar[int]
    socket: str
    process: str
    connect: Connect
    message: bytes
    text: bool
    ping: bool
    closed: bool
    ask: bool
    def __init__(self, socket: _Optional[str] = ..., process: _Optional[str] = ..., connect: _Optional[_Union[Connect, _Mapping]] = ..., message: _Optional[bytes] = ..., text: bool = ..., ping: bool = ..., closed: bool = ..., ask: bool = ...) -> None: ...

class Connect(_message.Message):
    __slots__ = ("role", "expires_s")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_S_FIELD_NUMBER: _ClassVar[int]
    role: int
    expires_s: float
    def __init__(self, role: _Optional[int] = ..., expires_s: _Optional[float] = ...) -> None: ...

class Ownership(_message.Message):
    __slots__ = ("room", "owner")
    ROOM_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    room: str
    owner: str
    def __init__(self, room: _Optional[str] = ..., owner: _Optional[str] = ...) -> None: ...

class FromOwner(_message.Message):
    __slots__ = ("socket", "count", "send", "pong", "close")
    SOCKET_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    SEND_FIELD_NUMBER: _ClassVar[int]
    PONG_FIELD_NUMBER: _ClassVar[int]
    CLOSE_FIELD_NUMBER: _ClassVar[int]
    socket: str
    count: int
    send: bytes
    pong: bool
    close: Close
    def __init__(self, socket: _Optional[str] = ..., count: _Optional[int] = ..., send: _Optional[bytes] = ..., pong: bool = ..., close: _Optional[_Union[Close, _Mapping]] = ...) -> None: ...

class Close(_message.Message):
    __slots__ = ("code", "reason")
    CODE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    code: int
    reason: str
    def __init__(self, code: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class StoredRoom(_message.Message):
    __slots__ = ("stored",)
    class StoredEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: bytes
        def __init__(self, key: _Optional[str] = ..., value: _Optional[bytes] = ...) -> None: ...
    STORED_FIELD_NUMBER: _ClassVar[int]
    stored: _containers.ScalarMap[str, bytes]
    def __init__(self, stored: _Optional[_Mapping[str, bytes]] = ...) -> None: ...
