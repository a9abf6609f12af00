"""Every bound of a room, in one place; `proto/signspan/v1/vectors/limits.json` holds its twin to the same."""

from dataclasses import dataclass

MESSAGE_BYTES = 64 * 1024
ANSWER_BYTES = MESSAGE_BYTES + 64  # a message passed on, with who said it
NAME_LENGTH = 40
RESUME_BYTES = 16

SOCKETS = 16  # open at once in a room, joined or not
WATCHERS = 6

JOIN_S = 10.0  # a socket that has not joined by then is closed
PING_S = 4.0  # how often a device pings
PONG_S = 3.0  # how long it waits for any answer before it redials
IDLE_S = 60.0  # a socket that has been silent for so long is closed
AWAY_S = 60.0  # how long a member whose line is lost may come back
UNUSED_S = 600.0  # how long an opened room waits for its first member
EMPTY_S = 60.0  # how long an empty room lasts

PENDING = 256  # finals kept for one member
PENDING_BYTES = 1 << 20  # of payload, likewise
UNREAD_BYTES = 1 << 19  # sent to one member and not acknowledged: above it, what passes by is not sent
FLIGHT = 16  # finals a device sends ahead of their acknowledgement
UNSENT = 256  # finals a device keeps
ACK_BYTES = 1 << 15  # payload after which a device acknowledges, if no final made it do so before
RETRY_S = 0.5


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: `per_s` on average, `burst` at once."""

    per_s: float
    burst: float


# Of one member. What exceeds them is dropped (a final is asked for again later), because a stalled line brings
# honest messages in a heap; each drop uses PATIENCE, and a member who has used it up is put out.
RATES = {
    "seen": Rate(40, 80),
    "talk": Rate(20, 60),
    "signal": Rate(20, 100),
    "ack": Rate(60, 200),
}
PATIENCE = Rate(10, 300)
