"""Every bound of a room, and the largest message of any connection, read from `protocol.json` as page and Worker do."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Literal

PROTOCOL: Final[dict[str, Any]] = json.loads((files("signspan.wire") / "protocol.json").read_text("utf-8"))
_ROOM, _DEVICE, _ADDRESS = PROTOCOL["room"], PROTOCOL["device"], PROTOCOL["address"]

SUBPROTOCOL: Final[str] = PROTOCOL["subprotocol"]  # requested by a page with its token, and echoed
MESSAGE_BYTES: Final[int] = PROTOCOL["message_bytes"]
ANSWER_BYTES: Final[int] = MESSAGE_BYTES + PROTOCOL["answer_overhead_bytes"]  # a relayed message, with its sender
NAME_LENGTH: Final[int] = PROTOCOL["name_length"]
RESUME_BYTES: Final[int] = PROTOCOL["resume_bytes"]

SOCKETS: Final[int] = _ROOM["sockets"]  # open at once in a room, joined or not
WATCHERS: Final[int] = _ROOM["watchers"]

JOIN_S: Final = float(_ROOM["join_s"])  # a socket that has not joined by then is closed
PING_S: Final = float(_DEVICE["ping_s"])  # how often a device pings
PONG_S: Final = float(_DEVICE["pong_s"])  # how long it waits for any answer before it reconnects
IDLE_S: Final = float(_ROOM["idle_s"])  # a socket that has been silent for so long is closed
AWAY_S: Final = float(_ROOM["away_s"])  # how long a member whose socket is lost may rejoin
UNUSED_S: Final = float(_ROOM["unused_s"])  # how long an opened room waits for its first member
EMPTY_S: Final = float(_ROOM["empty_s"])  # how long an empty room lasts

PENDING: Final[int] = _ROOM["pending"]  # finals kept for one member
PENDING_BYTES: Final[int] = _ROOM["pending_bytes"]  # of payload, likewise
UNREAD_BYTES: Final[int] = _ROOM["unread_bytes"]  # sent to one member, unacknowledged: above it, only finals are sent
FLIGHT: Final[int] = _DEVICE["flight"]  # finals a device sends ahead of their acknowledgement
UNSENT: Final[int] = _DEVICE["unsent"]  # finals a device keeps
ACK_BYTES: Final[int] = _DEVICE["ack_bytes"]  # payload after which a device acknowledges, if no final made it do so
RETRY_S: Final = float(_ROOM["retry_s"])


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: `per_s` on average, `burst` at once."""

    per_s: float
    burst: float


# Of one member. What exceeds them is dropped (a final is asked for again later), because a stalled connection delivers
# legitimate messages all at once; each drop uses PATIENCE, and a member who has used it up is removed.
RATES: Final = {kind: Rate(row["per_s"], row["burst"]) for kind, row in PROTOCOL["rates"].items()}
PATIENCE: Final = Rate(**PROTOCOL["patience"])

# Of one address. `ask`: to open a room or enter one, where codes could be guessed. `dial`: a handshake.
AddressAct = Literal["ask", "dial"]
ADDRESS_RATES: Final[dict[AddressAct, Rate]] = {
    "ask": Rate(1 / _ADDRESS["ask"]["every_s"], _ADDRESS["ask"]["burst"]),
    "dial": Rate(1 / _ADDRESS["dial"]["every_s"], _ADDRESS["dial"]["burst"]),
}
ADDRESS_SOCKETS: Final[int] = _ADDRESS["sockets"]  # open at once from one address, in all rooms
