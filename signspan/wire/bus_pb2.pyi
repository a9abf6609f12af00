from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ToHost(_message.Message):
    __slots__ = ("socket", "lobby", "connect", "came", "wrote", "pinged", "dropped", "ask")
    SOCKET_FIELD_NUMBER: _ClassVar[int]
    LOBBY_FIELD_NUMBER: _ClassVar[int]
    CONNECT_FIELD_NUMBER: _ClassVar[int]
    CAME_FIELD_NUMBER: _ClassVar[int]
    WROTE_FIELD_NUMBER: _ClassVar[int]
    PINGED_FIELD_NUMBER: _ClassVar[int]
    DROPPED_FIELD_NUMBER: _ClassVar[int]
    ASK_FIELD_NUMBER: _ClassVar[int]
    socket: str
    lobby: str
    connect: Connect
    came: bytes
    wrote: bool
    pinged: bool
    dropped: bool
    ask: bool
    def __init__(self, socket: _Optional[str] = ..., lobby: _Optional[str] = ..., connect: _Optional[_Union[Connect, _Mapping]] = ..., came: _Optional[bytes] = ..., wrote: bool = ..., pinged: bool = ..., dropped: bool = ..., ask: bool = ...) -> None: ...

class Connect(_message.Message):
    __slots__ = ("role", "expires_s")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_S_FIELD_NUMBER: _ClassVar[int]
    role: int
    expires_s: float
    def __init__(self, role: _Optional[int] = ..., expires_s: _Optional[float] = ...) -> None: ...

class Hosting(_message.Message):
    __slots__ = ("room", "host")
    ROOM_FIELD_NUMBER: _ClassVar[int]
    HOST_FIELD_NUMBER: _ClassVar[int]
    room: str
    host: str
    def __init__(self, room: _Optional[str] = ..., host: _Optional[str] = ...) -> None: ...

class FromHost(_message.Message):
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

class KeptWhole(_message.Message):
    __slots__ = ("kept",)
    class KeptEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: bytes
        def __init__(self, key: _Optional[str] = ..., value: _Optional[bytes] = ...) -> None: ...
    KEPT_FIELD_NUMBER: _ClassVar[int]
    kept: _containers.ScalarMap[str, bytes]
    def __init__(self, kept: _Optional[_Mapping[str, bytes]] = ...) -> None: ...
