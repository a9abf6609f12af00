"""Every constant that the documentation quotes: the page, how it says it, and the value in the code."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from signspan.body import hands
from signspan.capture import clean, recording, sign, trim
from signspan.converse import conversation, ledger
from signspan.hear import agreement, endpoint, listener, vad, whisper
from signspan.language import llm, weigh
from signspan.lexicon.index import Lexicon
from signspan.motion import arm, clip, packed
from signspan.perform import blend, fingerspell, mouthing, performance, personal
from signspan.recognise.constants import CONSTANTS
from signspan.room import code, landmark_packet, token
from signspan.serve import (
    admission,
    api,
    body_limit,
    engines,
    frame_clock,
    input_queue,
    listening,
    message_limiter,
    room_config,
    session,
)
from signspan.serve.rooms import address_limiter, bus, local_rooms, nats_store, room_socket
from signspan.serve.rtc import call, channel, pieces
from signspan.speak import voice
from signspan.tools import consensus
from signspan.wire import conversation as codec
from signspan.wire import limits, refusal

ROOT = Path(__file__).parents[2]
KB = 1024


def source(path: str, pattern: str) -> float:
    """A number in a file that is not Python; a product is multiplied."""
    found = re.search(pattern, (ROOT / path).read_text("utf-8"))
    assert found, f"{path}: {pattern}"
    value = 1.0
    for factor in found[1].replace("_", "").split("*"):
        value *= float(factor)
    return value


def backoff(path: str, name: str) -> tuple[float, float, float]:
    text = (ROOT / path).read_text("utf-8")
    found = re.search(rf"{name}: Waits = {{ firstS: ([\d.]+), factor: ([\d.]+), longestS: ([\d.]+) }}", text)
    assert found, f"{path}: {name}"
    return float(found[1]), float(found[2]), float(found[3])


def rate(name: str) -> tuple[float, float]:
    return limits.RATES[name].per_s, limits.RATES[name].burst


def paced(name: str) -> tuple[float, float]:
    return message_limiter.RATES[name].per_s, message_limiter.RATES[name].burst


ASK, DIAL = limits.ADDRESS_RATES["ask"], limits.ADDRESS_RATES["dial"]
ROOMS, SERVERS, NETWORK, THREATS = "docs/rooms.md", "docs/servers.md", "docs/network.md", "docs/threats.md"
TALK, PAGE, ARCHITECTURE = "docs/conversation.md", "docs/page.md", "docs/architecture.md"
READING, TEACHING, SPELLING, HEARING = (
    "docs/recognition.md",
    "docs/enrolment.md",
    "docs/fingerspelling.md",
    "docs/hearing.md",
)
AVATAR, LANGUAGE, LANGUAGES = "docs/performing.md", "docs/language.md", "docs/languages.md"
C = CONSTANTS

Values = Callable[[], tuple[float, ...]]
PHRASES: list[tuple[str, str, Values]] = [
    # rooms
    (ROOMS, r"\| message \| (\d+) KB \| (\d+) \|", lambda: (limits.MESSAGE_BYTES / KB, refusal.TOO_BIG)),
    (ROOMS, r"\| landmarks \| (\d+)/s, (\d+) at once", lambda: rate("seen")),
    (ROOMS, r"\| events \(`talk`\) \| (\d+)/s, (\d+) at once \| dropped, finals asked for again after ([\d.]+) s",
     lambda: (*rate("talk"), limits.RETRY_S)),
    (ROOMS, r"\| signals \| (\d+)/s, (\d+) at once", lambda: rate("signal")),
    (ROOMS, r"\| acknowledgements \| (\d+)/s, (\d+) at once", lambda: rate("ack")),
    (ROOMS, r"\| patience \| (\d+) drops, (\d+) more a second \| (\d+)",
     lambda: (limits.PATIENCE.burst, limits.PATIENCE.per_s, refusal.POLICY)),
    (ROOMS, r"\| sockets in a room \| (\d+) \| (\d+)", lambda: (limits.SOCKETS, refusal.TRY_LATER)),
    (ROOMS, r"\| watchers in a room \| (\d+)", lambda: (limits.WATCHERS,)),
    (ROOMS, r"\| sockets of one address \(IPv6: one /64\), all rooms \| (\d+)", lambda: (limits.ADDRESS_SOCKETS,)),
    (ROOMS, r"\| handshakes of one address \| (\d+)/s, (\d+) at once", lambda: (DIAL.per_s, DIAL.burst)),
    (ROOMS, r"one address \| (\d+)/min, (\d+) at once", lambda: (60 * ASK.per_s, ASK.burst)),
    (ROOMS, r"\| finals kept for one member \| (\d+), (\d+) MB",
     lambda: (limits.PENDING, limits.PENDING_BYTES / KB**2)),
    (ROOMS, r"more than (\d+) finals or (\d+) MB unacknowledged",
     lambda: (limits.PENDING, limits.PENDING_BYTES / KB**2)),
    (ROOMS, r"\| payload sent and not acknowledged \| (\d+) KB", lambda: (limits.UNREAD_BYTES / KB,)),
    (ROOMS, r"\| silence \| (\d+) s; a device pings every (\d+) s \| (\d+)",
     lambda: (limits.IDLE_S, limits.PING_S, refusal.GOING_AWAY)),
    (ROOMS, r"\| from socket to join \| (\d+) s", lambda: (limits.JOIN_S,)),
    (ROOMS, r"\| away \| (\d+) s \| removed", lambda: (limits.AWAY_S,)),
    (ROOMS, r"stays away for more than (\d+) s is removed", lambda: (limits.AWAY_S,)),
    (ROOMS, r"may rejoin for (\d+) s", lambda: (limits.AWAY_S,)),
    (ROOMS, r"no pong for (\d+) s", lambda: (limits.PONG_S,)),
    (ROOMS, r"\*opened\* \((\d+) minutes for the first member\).*?\*empty\* \((\d+) s\)",
     lambda: (limits.UNUSED_S / 60, limits.EMPTY_S)),
    (ROOMS, r"room, role, expiry \((\d+) hours\)", lambda: (token.LIFE_S / 3600,)),
    (ROOMS, r"\*\*Codes\*\* are (\w+) characters of Crockford's base (\d+)", lambda: (code.LENGTH, len(code.ALPHABET))),
    (ROOMS, r"One address may ask (\d+) times a minute \((\d+) at once\)", lambda: (60 * ASK.per_s, ASK.burst)),
    (ROOMS, r"(\d+) random bytes to rejoin with", lambda: (limits.RESUME_BYTES,)),
    (ROOMS, r"The secret must have (\d+) bytes or more", lambda: (token.MIN_SECRET,)),
    (ROOMS, r"404 for the first (\d+), then HTTP 429", lambda: (ASK.burst,)),
    (ROOMS, r"until (\d+) minutes after the last",
     lambda: (source("worker/src/addressLimiter.ts", r"LEASE_S = (\d+)") / 60,)),
    (ROOMS, r"redial, after ([\d.]+) s, [\d.]+ s, ([\d.]+) s, …",
     lambda: backoff("web/src/room/roomClient.ts", "REDIAL")[::2]),
    (ROOMS, r"rejoin\.ts`: after (\d+) s, 2 s, … (\d+) s", lambda: backoff("web/src/room/rejoin.ts", "ASKING")[::2]),
    (ROOMS, r"ICE restarts, after (\d+) s, 4 s, … (\d+) s", lambda: backoff("web/src/room/direct.ts", "MENDING")[::2]),
    (ROOMS, r"not connected within (\d+) s", lambda: (source("web/src/room/direct.ts", r"PATIENCE_S = (\d+)"),)),
    (ROOMS, r"JSON list of (\d+) to (\d+) rows", lambda: (1, room_config.MAX_SERVERS)),
    (ROOMS, r"Of the (\d+) points (\d+) are sent",
     lambda: (landmark_packet.POINTS, sum(map(len, landmark_packet.PARTS)))),
    (ROOMS, r"at least one keyframe in (\w+) a second", lambda: (landmark_packet.KEY_MS / 1000,)),
    (ROOMS, r"(\w+) a second at most, and as the room's",
     lambda: (source("web/src/room/throttle.ts", r"perS: (\d+)"),)),
    (ROOMS, r"\((\d+) to (\d+) ms\), with straight movement",
     lambda: (1000 * source("web/src/room/jitterBuffer.ts", r"MIN_DELAY_S = ([\d.]+)"),
              1000 * source("web/src/room/jitterBuffer.ts", r"MAX_DELAY_S = ([\d.]+)"))),
    (ROOMS, r"A figure without frames for (\w+) second fades",
     lambda: (source("web/src/room/jitterBuffer.ts", r"STALE_S = ([\d.]+)"),)),
    (ROOMS, r"\(70 of the (\d+) everyday signs\)", lambda: (everyday(),)),
    # servers
    (SERVERS, r"its outbox \((\d+) MB, then 1013 `slow`\)", lambda: (room_socket.MAX_WAITING_BYTES / KB**2,)),
    (SERVERS, r"the rooms of this process \(([\d,]+), then", lambda: (local_rooms.MAX_ROOMS,)),
    (SERVERS, r"while they matter \((\w+) minutes", lambda: (address_limiter.MATTERS_S / 60,)),
    (SERVERS, r"max_payload: (\d+)MB", lambda: (bus.MIN_PAYLOAD / KB**2,)),
    (SERVERS, r"after (\d+) s without an answer", lambda: (bus.ANSWER_S,)),
    (SERVERS, r"the next ping, at most (\d+) s later", lambda: (limits.PING_S,)),
    (SERVERS, r"have (\d+) s to rejoin through any process", lambda: (limits.AWAY_S,)),
    (SERVERS, r"`unreachable` and tries again every (\d+) s", lambda: (refusal.REFUSALS["unreachable"].retry_s,)),
    (SERVERS, r"redial after ([\d.]+) s", lambda: (backoff("web/src/room/roomClient.ts", "REDIAL")[0],)),
    (SERVERS, r"and (\d+) hours after its last change", lambda: (nats_store.KEPT_S / 3600,)),
    (SERVERS, r"binary Protobuf messages of at most (\d+) KB\. A text of more than ([\d,]+) characters",
     lambda: (limits.MESSAGE_BYTES / KB, codec.MAX_TEXT)),
    (SERVERS, r"\| landmarks \| (\d+)/s \| (\d+)", lambda: paced("landmarks")),
    (SERVERS, r"\| sound, in tenths of a second \| (\d+)/s \| (\d+)", lambda: paced("audio")),
    (SERVERS, r"\| everything else \| (\d+)/s \| (\d+)", lambda: paced("events")),
    (SERVERS, r"\| pictures \(`/live-signs`\) \| (\d+)/s \| (\d+)", lambda: paced("pictures")),
    (SERVERS, r"After (\d+) drops \((\d+) more", lambda: (limits.PATIENCE.burst, limits.PATIENCE.per_s)),
    (SERVERS, r"A server takes (\d+) conversations, (\d+) of them from one address",
     lambda: (admission.MAX_CONVERSATIONS, admission.MAX_FROM_ONE)),
    (SERVERS, r"It pings every (\d+) s, .*? another (\d+) s", lambda: (listening.PING_S, listening.PING_S)),
    (SERVERS, r"(\d+) MB for `/api/recognise`, (\d+) MB for `/api/motion`, (\d+) KB for anything else",
     lambda: (api.MAX_UPLOAD / KB**2, codec.MAX_RECORDING / KB**2, body_limit.MAX_BODY / KB)),
    (SERVERS, r"Texts have at most ([\d,]+) characters, and a request at most (\d+) glosses",
     lambda: (most_of(api.Text, "text"), most_of(api.Glosses, "glosses"))),
    (SERVERS, r"A page tries it for (\d+) s",
     lambda: (source("web/src/converse/channel.ts", r"PATIENCE_MS = ([\d_]+)") / 1000,)),
    (SERVERS, r"same limit of (\d+) conversations", lambda: (admission.MAX_CONVERSATIONS,)),
    (SERVERS, r"pieces of (\d+) KB", lambda: (pieces.PIECE / KB,)),
    (SERVERS, r"Limits: (\d+) KB and (\d+) candidates an offer", lambda: (call.OFFER_BYTES / KB, call.CANDIDATES)),
    (SERVERS, r"(\d+) offers a second and (\d+) at once from one address, (\d+) s to open",
     lambda: (DIAL.per_s, DIAL.burst, call.OPEN_S)),
    (SERVERS, r"(\d+) MB unread .*? (\d+) MB unsent for (\d+) s",
     lambda: (channel.UNREAD_BYTES / KB**2, channel.UNSENT_BYTES / KB**2, channel.STALLED_S)),
    # networks, load and abuse
    (NETWORK, r"has (\d+) ± (\d+) ms \*\*each way\*\* and loses (\d+) %", lambda: impaired()),
    (NETWORK, r"while (\d+) clients type sentences of ([\d,]+) characters", lambda: stalls()),
    (NETWORK, r"the (\d+)th conversation from one address, the (\d+)rd of all",
     lambda: (admission.MAX_FROM_ONE + 1, admission.MAX_CONVERSATIONS + 1)),
    (NETWORK, r"faster than (\w+) a second after the first (\d+)", lambda: (DIAL.per_s, DIAL.burst)),
    (NETWORK, r"closed after (\d+) s \+ (\d+) s", lambda: (listening.PING_S, listening.PING_S)),
    (NETWORK, r"ten minutes, (\d+) decoders", lambda: (fuzzed(),)),
    # threats
    (THREATS, r"Codes have (\w+) characters out of (\d+)", lambda: (code.LENGTH, len(code.ALPHABET))),
    (THREATS, r"One address has (\w+) tries a minute", lambda: (60 * ASK.per_s,)),
    (THREATS, r"needs (\d+) random bytes that are in no link", lambda: (limits.RESUME_BYTES,)),
    (THREATS, r"expires (\d+) hours after it was signed", lambda: (token.LIFE_S / 3600,)),
    (THREATS, r"A landmark packet has at most ([\d,]+) bytes", lambda: (landmark_packet.PACKET_BYTES,)),
    (THREATS, r"(\d+) offers a second from one address, (\d+) KB each, data channels only; (\d+) conversations",
     lambda: (DIAL.per_s, call.OFFER_BYTES / KB, admission.MAX_CONVERSATIONS)),
    (THREATS, r"up to (\d+) addresses that an offer names", lambda: (call.CANDIDATES,)),
    (THREATS, r"(\d+) KB a message; token buckets .*? then (\d+)\. (\d+) conversations from one address and (\d+) in "
     r"all \((\d+)\), (\d+) sockets in a room, (\d+) room sockets",
     lambda: (limits.MESSAGE_BYTES / KB, refusal.POLICY, admission.MAX_FROM_ONE, admission.MAX_CONVERSATIONS,
              refusal.TRY_LATER, limits.SOCKETS, limits.ADDRESS_SOCKETS)),
    (THREATS, r"The server pings every (\d+) s and closes a connection that does not answer for another (\d+) s",
     lambda: (listening.PING_S, listening.PING_S)),
    (THREATS, r"devices ping every (\d+) s, and a socket that is silent for (\d+) s",
     lambda: (limits.PING_S, limits.IDLE_S)),
    (THREATS, r"\(atheris\) over (\d+) decoders", lambda: (fuzzed(),)),
    # the conversation
    (TALK, r"have rested for ([\d.]+) s \(endpointing\), or until there are (\d+) of them",
     lambda: (conversation.ENDPOINT_S, conversation.MAX_GLOSSES)),
    (TALK, r"a question with up to (\w+) options", lambda: (C["verdict"]["max_options"],)),
    (TALK, r"waits up to (\d+) s for the answer", lambda: (conversation.ANSWER_S,)),
    (TALK, r"At most (\w+) questions are open", lambda: (conversation.MAX_OPEN,)),
    (TALK, r"glosses of the last (\d+) sentences", lambda: (conversation.RECENT,)),
    (TALK, r"While (\d+) sentences of a page wait", lambda: (session.MAX_WAITING,)),
    (TALK, r"has come for ([\d.]+) s and (\w+) the longest usual gap",
     lambda: (C["activity"]["rest_s"], frame_clock.PATIENCE)),
    (TALK, r"At most (\d+) inputs wait", lambda: (input_queue.MAX_INPUTS,)),
    (TALK, r"keeps the newest (\d+)", lambda: (ledger.Ledger.KEPT,)),
    (ARCHITECTURE, r"\| (\d+) pieces of sound and landmarks", lambda: (input_queue.MAX_INPUTS,)),
    (ARCHITECTURE, r"from (\d+) sentences on", lambda: (session.MAX_WAITING,)),
    (ARCHITECTURE, r"\| (\d+) sentences to be spoken or signed, by (\w+) worker processes",
     lambda: (session.MAX_PRESENTING, engines.PRESENTED_AT_ONCE)),
    (ARCHITECTURE, r"are at most (\d+) KB; .*? with (\d+), a too large one with (\d+), a full server with (\d+)",
     lambda: (limits.MESSAGE_BYTES / KB, refusal.POLICY, refusal.TOO_BIG, refusal.TRY_LATER)),
    # the page
    (PAGE, r"\| (\d+) frames may wait", lambda: (source("web/src/recognise/frameQueue.ts", r"MAX_FRAMES = (\d+)"),)),
    (PAGE, r"more than (\d+) KiB unsent",
     lambda: (source("web/src/converse/carrier.ts", r"MAX_BUFFERED = ([\d *]+)") / KB,)),
    (PAGE, r"\| (\d+) motions may wait", lambda: (source("web/src/perform/queue.ts", r"MAX_WAITING = (\d+)"),)),
    (PAGE, r"and (\d+) sentences for the voice",
     lambda: (source("web/src/converse/voice.ts", r"MAX_WAITING = (\d+)"),)),
    (PAGE, r"more than half of its frames for (\w+) seconds",
     lambda: (source("web/src/recognise/overload.ts", r"WINDOW_S = (\d+)"),)),
    (PAGE, r"redials after ([\d.]+) s, doubling up to (\d+) s",
     lambda: backoff("web/src/session/connection.ts", "REDIAL")[::2]),
    ("docs/privacy.md", r"(\d+) points, x and y", lambda: (sum(map(len, landmark_packet.PARTS)),)),
    # recognition
    (READING, r"between two of them, of at most ([\d.]+) s", lambda: (C["spans"]["max_s"],)),
    (READING, r"time resampled to (\d+) steps", lambda: (hands.STEPS,)),
    (READING, r"a linear head over (\d+) classes", lambda: (len(labels()["classes"]),)),
    (READING, r"`everyday` \((\d+) glosses\)", lambda: (everyday(),)),
    (READING, r"temperature ([\d.]+), ECE", lambda: (labels()["temperature"],)),
    (READING, r"from a probability of ([\d.]+):", lambda: (labels()["thresholds"]["sure"],)),
    (READING, r"offers at most the first (\w+) of the set", lambda: (C["verdict"]["max_options"],)),
    (READING, r"\(idle under ([\d.]+) and not ([\d.]+):.*?worse mistake \(([\d.]+)\)",
     lambda: (C["verdict"]["idle_asked"], C["verdict"]["idle_max"], C["verdict"]["idle_among"])),
    # teaching
    (TEACHING, r"at most (\d+) MB and (\w+) seconds\)", lambda: (codec.MAX_RECORDING / KB**2, recording.MAX_S)),
    (TEACHING, r"resamples them to (\d+) frames a second", lambda: (clip.FPS,)),
    (TEACHING, r"fewer than (\w+) frames a second", lambda: (recording.MIN_FPS,)),
    (TEACHING, r"(\d+) KB a sign, (\d+) MB in all", lambda: (packed.MAX_SIGN_BYTES / KB, personal.MAX_BYTES / KB**2)),
    (TEACHING, r"Hands lower than ([\d.]+) shoulder widths", lambda: (C["path"]["waist"],)),
    (TEACHING, r"a path: (\w+) steps", lambda: (C["path"]["length"],)),
    (TEACHING, r"the first plus ([\d.]+) times the second", lambda: (C["example"]["paths"],)),
    (TEACHING, r"place's weight ([\d.]+), (\w+) steps, a band of (\w+)",
     lambda: (C["path"]["place"], C["path"]["length"], C["path"]["band"])),
    (TEACHING, r"different people help; (\w+) are kept", lambda: (C["book"]["max_examples"],)),
    # fingerspelling
    (SPELLING, r"in (\d+) steps of (\d+) ms", lambda: (C["handshape"]["steps"], 1000 * C["handshape"]["step_s"])),
    (SPELLING, r"Below one (\w+) the page asks", lambda: (C["fingerspelling"]["sure"],)),
    (SPELLING, r"after ([\d.]+) s on one letter or ([\d.]+) s without any",
     lambda: (C["fingerspelling"]["held_s"], C["fingerspelling"]["lost_s"])),
    # hearing
    (HEARING, r"detector in (\d+) ms frames", lambda: (1000 * vad.FRAME / 16_000,)),
    (HEARING, r"words so far, every ([\d.]+) s", lambda: (listener.PARTIAL_EVERY_S,)),
    (HEARING, r"silent for ([\d.]+) s: words once more", lambda: (listener.GUESS_S,)),
    (HEARING, r"a voice (\d+) dB softer .*? by (\w+) decibel a second", lambda: (vad.BELOW_DB, vad.FORGET_DB)),
    (HEARING, r"we encode (\w+) more than were spoken, and (\w+) at least",
     lambda: (whisper.SLACK_S, whisper.MIN_S)),
    (HEARING, r"After more than (\w+) seconds", lambda: (listener.ENOUGH_S,)),
    (HEARING, r"not while it ends within ([\d.]+) s", lambda: (agreement.HOLD_S,)),
    (HEARING, r"after ([\d.]+) times the speaker's own longer pauses \(([\d.]+) s for a stranger\), but at least "
     r"([\d.]+) s; ([\d.]+) s more if .*? at most (\d+) s in all",
     lambda: (endpoint.BEYOND, endpoint.BEYOND * endpoint.USUAL_S, endpoint.MIN_S, endpoint.UNFINISHED_S,
              endpoint.MAX_S)),
    (HEARING, r"An utterance is cut at (\d+) s", lambda: (listener.MAX_S,)),
    (HEARING, r"Speed \(([\d.]+) to (\d+)\)", lambda: voice.SPEEDS),
    # the avatar
    (AVATAR, r"bone rotations at (\d+) frames a second", lambda: (clip.FPS,)),
    (AVATAR, r"the (\d+) words of `lexicon/common.txt`", lambda: (len(common_words()),)),
    (AVATAR, r"\| ([\d,]+) \((\d+) of the archive, ([\d,]+) of several signers\), ([\d.]+) MB",
     lambda: (*lexicon(), round(Lexicon.load().stats()["bytes"] / 1e6, 1))),
    (AVATAR, r"Gaps up to ([\d.]+) s are filled, up to (\d+) s while",
     lambda: (clean.MAX_GAP_S, clean.MAX_RAISED_GAP_S)),
    (AVATAR, r"takes (\d+) % of the hand's twist", lambda: (100 * arm.FOREARM_TWIST,)),
    (AVATAR, r"what at least (\w+) signers share", lambda: (consensus.MIN_SIGNERS,)),
    (AVATAR, r"faster in it than ([\d.]+) times", lambda: (blend.FASTER,)),
    (AVATAR, r"--speed` takes ([\d.]+) to ([\d.]+); letters are held for at least ([\d.]+) s",
     lambda: (*performance.SPEEDS, fingerspell.MIN_HOLD_S)),
    (AVATAR, r"crossfade over ([\d.]+) s", lambda: (source("web/src/perform/player.ts", r"FADE_S = ([\d.]+)"),)),
    (AVATAR, r"and up to (\d+) wait", lambda: (source("web/src/perform/queue.ts", r"MAX_WAITING = (\d+)"),)),
    (AVATAR, r"long words are cut after (\w+) visemes", lambda: (mouthing.MAX_VISEMES,)),
    (AVATAR, r"as an English word: (\d+) letter-to-sound rules of our own and (\d+) irregular words give (\w+) visemes",
     lambda: (len(mouthing._RULES), len(mouthing._SPOKEN), len(mouthing.VISEMES))),
    ("signspan/lexicon/signs/CARD.md", r"(\d+) were left out", lambda: (rejected(),)),
    ("signspan/recognise/weights/LETTERS.md", r"([\d,]+) words and names", lambda: (spelled_words(),)),
    ("signspan/lexicon/signs/CARD.md", r"([\d,]+) signs of .*? (\d+) signs from clips .*? ([\d,]+) signs are the",
     lambda: lexicon()),
    ("signspan/lexicon/signs/CARD.md", r"less than (\d+) % of the stroke or seen for less than ([\d.]+) s or more than "
     r"([\d.]+) s, or if the palm cannot be brought within (\d+)°",
     lambda: (100 * sign.MIN_COVERAGE, trim.MIN_S, sign.MAX_S, sign.MAX_PALM_DEG)),
    ("README.md", r"\| avatar \| ([\d,]+) signs", lambda: lexicon()[:1]),
    ("README.md", r"the page reads (\d+) everyday ones", lambda: (everyday(),)),
    # language
    (LANGUAGE, r"for (\d+) words, (\d+) of them with several meanings", lambda: senses_known()),
    (LANGUAGE, r"checks (\d+) hand-written sentences", lambda: (gloss_cases(),)),
    (LANGUAGE, r"less than (\d+) % sure of is weighed", lambda: (100 * weigh.CERTAIN,)),
    (LANGUAGE, r"takes over (\w+) seconds, is not JSON, is over (\d+) KiB",
     lambda: (llm.DEADLINE_S, llm.MAX_BYTES / KB)),
    (LANGUAGES, r"names KArSL's (\d+) signs", lambda: (rows_of("labels.csv"),)),
    (LANGUAGES, r"`words.csv` holds (\d+) glosses", lambda: (rows_of("words.csv"),)),
]  # fmt: skip


def labels() -> Any:
    return json.loads((ROOT / "signspan/recognise/weights/isolated.json").read_text("utf-8"))


def everyday() -> int:
    return len(labels()["vocabularies"]["everyday"])


def lexicon() -> tuple[int, int, int]:
    stats = Lexicon.load().stats()
    return stats["signs"], stats["by_source"]["studiogalt"], stats["by_source"]["wlasl-consensus"]


def rejected() -> int:
    return len(json.loads((ROOT / "signspan/lexicon/signs/index.json").read_text("utf-8"))["rejected"])


def spelled_words() -> int:
    lines = (ROOT / "signspan/recognise/weights/spelling.txt").read_text("utf-8").splitlines()
    return sum(bool(line) and not line.startswith("#") for line in lines)


def common_words() -> list[str]:
    from signspan.measure.coverage import common_words as read

    return [word for words in read().values() for word in words]


def senses_known() -> tuple[int, int]:
    from signspan.language.senses import senses

    meanings = Counter[str]()
    for (word, _part), listed in senses().items():
        meanings[word] += len(listed)
    return len(meanings), sum(count > 1 for count in meanings.values())


def gloss_cases() -> int:
    from signspan.measure.gloss import SENTENCES, read_cases

    return len(read_cases(SENTENCES))


def rows_of(table: str) -> int:
    return len((ROOT / "signspan/language/packs/sdl-ar" / table).read_text("utf-8").splitlines()) - 1


def most_of(model: type[api.Text] | type[api.Glosses], field: str) -> int:
    return int(next(each.max_length for each in model.model_fields[field].metadata if hasattr(each, "max_length")))


def impaired() -> tuple[float, float, float]:
    from signspan.measure.apart.network import Quality

    usual = Quality()
    return usual.delay_ms, usual.jitter_ms, 100 * usual.loss


def stalls() -> tuple[float, float]:
    from signspan.measure.stalls import CLIENTS, LENGTH

    return CLIENTS, LENGTH


def fuzzed() -> int:
    """Counted and not imported, because atheris is installed for fuzzing alone."""
    targets = re.search(r"^TARGETS.*?^}", (ROOT / "scripts/fuzz.py").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert targets
    return len(re.findall(r'^    "', targets[0], re.MULTILINE))
