from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Speaker(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SPEAKER_UNSPECIFIED: _ClassVar[Speaker]
    SPEAKER_SIGNER: _ClassVar[Speaker]
    SPEAKER_SPEAKER: _ClassVar[Speaker]
SPEAKER_UNSPECIFIED: Speaker
SPEAKER_SIGNER: Speaker
SPEAKER_SPEAKER: Speaker

class ClientMessage(_message.Message):
    __slots__ = ("hello", "landmarks", "gloss", "unsure", "signer_idle", "choice", "typed", "microphone_start", "audio", "microphone_stop", "stamp", "taught", "relayed")
    HELLO_FIELD_NUMBER: _ClassVar[int]
    LANDMARKS_FIELD_NUMBER: _ClassVar[int]
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    UNSURE_FIELD_NUMBER: _ClassVar[int]
    SIGNER_IDLE_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    TYPED_FIELD_NUMBER: _ClassVar[int]
    MICROPHONE_START_FIELD_NUMBER: _ClassVar[int]
    AUDIO_FIELD_NUMBER: _ClassVar[int]
    MICROPHONE_STOP_FIELD_NUMBER: _ClassVar[int]
    STAMP_FIELD_NUMBER: _ClassVar[int]
    TAUGHT_FIELD_NUMBER: _ClassVar[int]
    RELAYED_FIELD_NUMBER: _ClassVar[int]
    hello: Hello
    landmarks: Landmarks
    gloss: Gloss
    unsure: Unsure
    signer_idle: SignerIdle
    choice: Choice
    typed: Typed
    microphone_start: MicrophoneStart
    audio: Audio
    microphone_stop: MicrophoneStop
    stamp: Stamp
    taught: Taught
    relayed: Relayed
    def __init__(self, hello: _Optional[_Union[Hello, _Mapping]] = ..., landmarks: _Optional[_Union[Landmarks, _Mapping]] = ..., gloss: _Optional[_Union[Gloss, _Mapping]] = ..., unsure: _Optional[_Union[Unsure, _Mapping]] = ..., signer_idle: _Optional[_Union[SignerIdle, _Mapping]] = ..., choice: _Optional[_Union[Choice, _Mapping]] = ..., typed: _Optional[_Union[Typed, _Mapping]] = ..., microphone_start: _Optional[_Union[MicrophoneStart, _Mapping]] = ..., audio: _Optional[_Union[Audio, _Mapping]] = ..., microphone_stop: _Optional[_Union[MicrophoneStop, _Mapping]] = ..., stamp: _Optional[_Union[Stamp, _Mapping]] = ..., taught: _Optional[_Union[Taught, _Mapping]] = ..., relayed: _Optional[_Union[Relayed, _Mapping]] = ...) -> None: ...

class Hello(_message.Message):
    __slots__ = ("clock_s", "voice", "voice_speed")
    CLOCK_S_FIELD_NUMBER: _ClassVar[int]
    VOICE_FIELD_NUMBER: _ClassVar[int]
    VOICE_SPEED_FIELD_NUMBER: _ClassVar[int]
    clock_s: float
    voice: bool
    voice_speed: float
    def __init__(self, clock_s: _Optional[float] = ..., voice: bool = ..., voice_speed: _Optional[float] = ...) -> None: ...

class Landmarks(_message.Message):
    __slots__ = ("captured_s", "perceived_s", "aspect", "points", "sent_s")
    CAPTURED_S_FIELD_NUMBER: _ClassVar[int]
    PERCEIVED_S_FIELD_NUMBER: _ClassVar[int]
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    SENT_S_FIELD_NUMBER: _ClassVar[int]
    captured_s: float
    perceived_s: float
    aspect: float
    points: bytes
    sent_s: float
    def __init__(self, captured_s: _Optional[float] = ..., perceived_s: _Optional[float] = ..., aspect: _Optional[float] = ..., points: _Optional[bytes] = ..., sent_s: _Optional[float] = ...) -> None: ...

class Alternative(_message.Message):
    __slots__ = ("gloss", "probability")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    probability: float
    def __init__(self, gloss: _Optional[str] = ..., probability: _Optional[float] = ...) -> None: ...

class Gloss(_message.Message):
    __slots__ = ("gloss", "probability", "start_s", "end_s", "alternatives", "stamps")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    START_S_FIELD_NUMBER: _ClassVar[int]
    END_S_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    STAMPS_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    probability: float
    start_s: float
    end_s: float
    alternatives: _containers.RepeatedCompositeFieldContainer[Alternative]
    stamps: SignStamps
    def __init__(self, gloss: _Optional[str] = ..., probability: _Optional[float] = ..., start_s: _Optional[float] = ..., end_s: _Optional[float] = ..., alternatives: _Optional[_Iterable[_Union[Alternative, _Mapping]]] = ..., stamps: _Optional[_Union[SignStamps, _Mapping]] = ...) -> None: ...

class Unsure(_message.Message):
    __slots__ = ("alternatives", "start_s", "end_s", "stamps")
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    START_S_FIELD_NUMBER: _ClassVar[int]
    END_S_FIELD_NUMBER: _ClassVar[int]
    STAMPS_FIELD_NUMBER: _ClassVar[int]
    alternatives: _containers.RepeatedCompositeFieldContainer[Alternative]
    start_s: float
    end_s: float
    stamps: SignStamps
    def __init__(self, alternatives: _Optional[_Iterable[_Union[Alternative, _Mapping]]] = ..., start_s: _Optional[float] = ..., end_s: _Optional[float] = ..., stamps: _Optional[_Union[SignStamps, _Mapping]] = ...) -> None: ...

class SignStamps(_message.Message):
    __slots__ = ("t0", "t1", "t2")
    T0_FIELD_NUMBER: _ClassVar[int]
    T1_FIELD_NUMBER: _ClassVar[int]
    T2_FIELD_NUMBER: _ClassVar[int]
    t0: float
    t1: float
    t2: float
    def __init__(self, t0: _Optional[float] = ..., t1: _Optional[float] = ..., t2: _Optional[float] = ...) -> None: ...

class SignerIdle(_message.Message):
    __slots__ = ("at_s",)
    AT_S_FIELD_NUMBER: _ClassVar[int]
    at_s: float
    def __init__(self, at_s: _Optional[float] = ...) -> None: ...

class Choice(_message.Message):
    __slots__ = ("id", "gloss", "none")
    ID_FIELD_NUMBER: _ClassVar[int]
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    NONE_FIELD_NUMBER: _ClassVar[int]
    id: int
    gloss: str
    none: bool
    def __init__(self, id: _Optional[int] = ..., gloss: _Optional[str] = ..., none: bool = ...) -> None: ...

class Typed(_message.Message):
    __slots__ = ("text", "ref")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    REF_FIELD_NUMBER: _ClassVar[int]
    text: str
    ref: int
    def __init__(self, text: _Optional[str] = ..., ref: _Optional[int] = ...) -> None: ...

class MicrophoneStart(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Audio(_message.Message):
    __slots__ = ("pcm", "captured_s")
    PCM_FIELD_NUMBER: _ClassVar[int]
    CAPTURED_S_FIELD_NUMBER: _ClassVar[int]
    pcm: bytes
    captured_s: float
    def __init__(self, pcm: _Optional[bytes] = ..., captured_s: _Optional[float] = ...) -> None: ...

class MicrophoneStop(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Stamp(_message.Message):
    __slots__ = ("sentence_id", "t6")
    SENTENCE_ID_FIELD_NUMBER: _ClassVar[int]
    T6_FIELD_NUMBER: _ClassVar[int]
    sentence_id: int
    t6: float
    def __init__(self, sentence_id: _Optional[int] = ..., t6: _Optional[float] = ...) -> None: ...

class Taught(_message.Message):
    __slots__ = ("gloss", "motion")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    MOTION_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    motion: bytes
    def __init__(self, gloss: _Optional[str] = ..., motion: _Optional[bytes] = ...) -> None: ...

class Relayed(_message.Message):
    __slots__ = ("sentence", "travelled_ms", "ref")
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    TRAVELLED_MS_FIELD_NUMBER: _ClassVar[int]
    REF_FIELD_NUMBER: _ClassVar[int]
    sentence: Sentence
    travelled_ms: float
    ref: int
    def __init__(self, sentence: _Optional[_Union[Sentence, _Mapping]] = ..., travelled_ms: _Optional[float] = ..., ref: _Optional[int] = ...) -> None: ...

class Recording(_message.Message):
    __slots__ = ("gloss", "aspect", "frames")
    class Frame(_message.Message):
        __slots__ = ("captured_s", "points")
        CAPTURED_S_FIELD_NUMBER: _ClassVar[int]
        POINTS_FIELD_NUMBER: _ClassVar[int]
        captured_s: float
        points: bytes
        def __init__(self, captured_s: _Optional[float] = ..., points: _Optional[bytes] = ...) -> None: ...
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    aspect: float
    frames: _containers.RepeatedCompositeFieldContainer[Recording.Frame]
    def __init__(self, gloss: _Optional[str] = ..., aspect: _Optional[float] = ..., frames: _Optional[_Iterable[_Union[Recording.Frame, _Mapping]]] = ...) -> None: ...

class ServerMessage(_message.Message):
    __slots__ = ("welcome", "committed", "clarify", "sentence", "voice", "partial", "plan", "latency", "notice")
    WELCOME_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_FIELD_NUMBER: _ClassVar[int]
    CLARIFY_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    VOICE_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    welcome: Welcome
    committed: Committed
    clarify: Clarify
    sentence: Sentence
    voice: Voice
    partial: Partial
    plan: Plan
    latency: Latency
    notice: Notice
    def __init__(self, welcome: _Optional[_Union[Welcome, _Mapping]] = ..., committed: _Optional[_Union[Committed, _Mapping]] = ..., clarify: _Optional[_Union[Clarify, _Mapping]] = ..., sentence: _Optional[_Union[Sentence, _Mapping]] = ..., voice: _Optional[_Union[Voice, _Mapping]] = ..., partial: _Optional[_Union[Partial, _Mapping]] = ..., plan: _Optional[_Union[Plan, _Mapping]] = ..., latency: _Optional[_Union[Latency, _Mapping]] = ..., notice: _Optional[_Union[Notice, _Mapping]] = ...) -> None: ...

class Welcome(_message.Message):
    __slots__ = ("clock_s", "server_s", "hearing", "speaking", "signing")
    CLOCK_S_FIELD_NUMBER: _ClassVar[int]
    SERVER_S_FIELD_NUMBER: _ClassVar[int]
    HEARING_FIELD_NUMBER: _ClassVar[int]
    SPEAKING_FIELD_NUMBER: _ClassVar[int]
    SIGNING_FIELD_NUMBER: _ClassVar[int]
    clock_s: float
    server_s: float
    hearing: bool
    speaking: bool
    signing: bool
    def __init__(self, clock_s: _Optional[float] = ..., server_s: _Optional[float] = ..., hearing: bool = ..., speaking: bool = ..., signing: bool = ...) -> None: ...

class Committed(_message.Message):
    __slots__ = ("gloss", "probability")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    probability: float
    def __init__(self, gloss: _Optional[str] = ..., probability: _Optional[float] = ...) -> None: ...

class Clarify(_message.Message):
    __slots__ = ("id", "options")
    ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    id: int
    options: _containers.RepeatedCompositeFieldContainer[Alternative]
    def __init__(self, id: _Optional[int] = ..., options: _Optional[_Iterable[_Union[Alternative, _Mapping]]] = ...) -> None: ...

class Sentence(_message.Message):
    __slots__ = ("id", "speaker", "text", "certainty", "glosses", "unclear", "took_ms", "relayed", "ref")
    ID_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CERTAINTY_FIELD_NUMBER: _ClassVar[int]
    GLOSSES_FIELD_NUMBER: _ClassVar[int]
    UNCLEAR_FIELD_NUMBER: _ClassVar[int]
    TOOK_MS_FIELD_NUMBER: _ClassVar[int]
    RELAYED_FIELD_NUMBER: _ClassVar[int]
    REF_FIELD_NUMBER: _ClassVar[int]
    id: int
    speaker: Speaker
    text: str
    certainty: float
    glosses: _containers.RepeatedScalarFieldContainer[str]
    unclear: _containers.RepeatedCompositeFieldContainer[Unclear]
    took_ms: float
    relayed: bool
    ref: int
    def __init__(self, id: _Optional[int] = ..., speaker: _Optional[_Union[Speaker, str]] = ..., text: _Optional[str] = ..., certainty: _Optional[float] = ..., glosses: _Optional[_Iterable[str]] = ..., unclear: _Optional[_Iterable[_Union[Unclear, _Mapping]]] = ..., took_ms: _Optional[float] = ..., relayed: bool = ..., ref: _Optional[int] = ...) -> None: ...

class Unclear(_message.Message):
    __slots__ = ("options",)
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, options: _Optional[_Iterable[str]] = ...) -> None: ...

class Voice(_message.Message):
    __slots__ = ("sentence_id", "sample_rate", "pcm")
    SENTENCE_ID_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATE_FIELD_NUMBER: _ClassVar[int]
    PCM_FIELD_NUMBER: _ClassVar[int]
    sentence_id: int
    sample_rate: int
    pcm: bytes
    def __init__(self, sentence_id: _Optional[int] = ..., sample_rate: _Optional[int] = ..., pcm: _Optional[bytes] = ...) -> None: ...

class Partial(_message.Message):
    __slots__ = ("text", "committed")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_FIELD_NUMBER: _ClassVar[int]
    text: str
    committed: int
    def __init__(self, text: _Optional[str] = ..., committed: _Optional[int] = ...) -> None: ...

class Token(_message.Message):
    __slots__ = ("gloss", "kind", "markers", "source")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MARKERS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    kind: str
    markers: _containers.RepeatedScalarFieldContainer[str]
    source: str
    def __init__(self, gloss: _Optional[str] = ..., kind: _Optional[str] = ..., markers: _Optional[_Iterable[str]] = ..., source: _Optional[str] = ...) -> None: ...

class TimelineEntry(_message.Message):
    __slots__ = ("gloss", "start_s", "end_s", "source")
    GLOSS_FIELD_NUMBER: _ClassVar[int]
    START_S_FIELD_NUMBER: _ClassVar[int]
    END_S_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    gloss: str
    start_s: float
    end_s: float
    source: str
    def __init__(self, gloss: _Optional[str] = ..., start_s: _Optional[float] = ..., end_s: _Optional[float] = ..., source: _Optional[str] = ...) -> None: ...

class Plan(_message.Message):
    __slots__ = ("sentence_id", "sentence_type", "tokens", "timeline", "vrma")
    SENTENCE_ID_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    TOKENS_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    VRMA_FIELD_NUMBER: _ClassVar[int]
    sentence_id: int
    sentence_type: str
    tokens: _containers.RepeatedCompositeFieldContainer[Token]
    timeline: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    vrma: bytes
    def __init__(self, sentence_id: _Optional[int] = ..., sentence_type: _Optional[str] = ..., tokens: _Optional[_Iterable[_Union[Token, _Mapping]]] = ..., timeline: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ..., vrma: _Optional[bytes] = ...) -> None: ...

class Latency(_message.Message):
    __slots__ = ("sentence_id", "stages")
    SENTENCE_ID_FIELD_NUMBER: _ClassVar[int]
    STAGES_FIELD_NUMBER: _ClassVar[int]
    sentence_id: int
    stages: _containers.RepeatedCompositeFieldContainer[Stage]
    def __init__(self, sentence_id: _Optional[int] = ..., stages: _Optional[_Iterable[_Union[Stage, _Mapping]]] = ...) -> None: ...

class Stage(_message.Message):
    __slots__ = ("name", "ms")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MS_FIELD_NUMBER: _ClassVar[int]
    name: str
    ms: float
    def __init__(self, name: _Optional[str] = ..., ms: _Optional[float] = ...) -> None: ...

class Notice(_message.Message):
    __slots__ = ("code", "detail", "ref")
    CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    REF_FIELD_NUMBER: _ClassVar[int]
    code: str
    detail: str
    ref: int
    def __init__(self, code: _Optional[str] = ..., detail: _Optional[str] = ..., ref: _Optional[int] = ...) -> None: ...

class PeerMessage(_message.Message):
    __slots__ = ("count", "sent_s", "echo", "sentence", "partial", "committed", "agreement")
    COUNT_FIELD_NUMBER: _ClassVar[int]
    SENT_S_FIELD_NUMBER: _ClassVar[int]
    ECHO_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    count: int
    sent_s: float
    echo: Echo
    sentence: Sentence
    partial: Partial
    committed: Committed
    agreement: Agreement
    def __init__(self, count: _Optional[int] = ..., sent_s: _Optional[float] = ..., echo: _Optional[_Union[Echo, _Mapping]] = ..., sentence: _Optional[_Union[Sentence, _Mapping]] = ..., partial: _Optional[_Union[Partial, _Mapping]] = ..., committed: _Optional[_Union[Committed, _Mapping]] = ..., agreement: _Optional[_Union[Agreement, _Mapping]] = ...) -> None: ...

class Agreement(_message.Message):
    __slots__ = ("picture", "voice")
    PICTURE_FIELD_NUMBER: _ClassVar[int]
    VOICE_FIELD_NUMBER: _ClassVar[int]
    picture: bool
    voice: bool
    def __init__(self, picture: bool = ..., voice: bool = ...) -> None: ...

class Echo(_message.Message):
    __slots__ = ("member", "sent_s", "held_ms")
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    SENT_S_FIELD_NUMBER: _ClassVar[int]
    HELD_MS_FIELD_NUMBER: _ClassVar[int]
    member: int
    sent_s: float
    held_ms: float
    def __init__(self, member: _Optional[int] = ..., sent_s: _Optional[float] = ..., held_ms: _Optional[float] = ...) -> None: ...

class LandmarkPacket(_message.Message):
    __slots__ = ("stream", "frame", "captured_ms", "aspect", "parts", "key", "points", "deltas")
    STREAM_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    CAPTURED_MS_FIELD_NUMBER: _ClassVar[int]
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    DELTAS_FIELD_NUMBER: _ClassVar[int]
    stream: int
    frame: int
    captured_ms: int
    aspect: float
    parts: int
    key: int
    points: bytes
    deltas: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, stream: _Optional[int] = ..., frame: _Optional[int] = ..., captured_ms: _Optional[int] = ..., aspect: _Optional[float] = ..., parts: _Optional[int] = ..., key: _Optional[int] = ..., points: _Optional[bytes] = ..., deltas: _Optional[_Iterable[int]] = ...) -> None: ...
