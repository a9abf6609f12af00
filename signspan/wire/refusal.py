"""Why a socket is closed: RFC 6455's codes (section 7.4.1) and our own words, read from `protocol.json`.

docs/rooms.md has the table, with what each means.
"""

from dataclasses import dataclass
from typing import Final

from signspan.wire.limits import PROTOCOL

_CODES: Final[dict[str, int]] = PROTOCOL["close_codes"]

NORMAL: Final = _CODES["normal"]
GOING_AWAY: Final = _CODES["going_away"]
POLICY: Final = _CODES["policy"]  # broke a rule; retrying the same way is useless
TOO_BIG: Final = _CODES["too_big"]
TRY_LATER: Final = _CODES["try_later"]  # the client did nothing wrong: full, taken, or behind


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a socket is closed: a word for programs, a close code, and when to retry, 0 for never."""

    code: str
    close: int
    retry_s: int


REFUSALS: Final = {
    code: Refusal(code, _CODES[row["close"]], row["retry_s"]) for code, row in PROTOCOL["refusals"].items()
}
