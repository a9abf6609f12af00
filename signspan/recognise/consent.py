"""A motion that its signer lent to the avatar, and the words of their consent.

A sign in a book never has one without the other. The page asks in its own language and records the words; `WORDS` is
what it asks in English and what `--consent` on the command line means.
"""

import base64
import datetime
from dataclasses import dataclass
from typing import Any, Final, Self, TypeGuard

from signspan.errors import FormatError, InputError, LimitError
from signspan.motion.packed import MAX_SIGN_BYTES
from signspan.recognise.constants import CONSTANTS

WORDS: Final = (
    "The avatar may move as I did here whenever it makes this sign. "
    "The movements of my arms, hands and head are kept with the sign, but no picture and no face. "
    "Whoever has the book with this sign may use them in this way."
)
_C: Final = CONSTANTS["consent"]
MAX_WORDS: Final[int] = _C["max_words"]
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Consent:
    """The `words` agreed to, the `date` (ISO 8601), and `by` whom, if they gave a name."""

    words: str
    date: str
    by: str = ""

    @classmethod
    def given(cls, who: str) -> Self:
        """Agreed to `WORDS` today; `who` is a name, or yes. Raises `InputError` for anything less."""
        if who.strip().lower() in {"", "no"}:
            raise InputError(f"expected the name of whoever agrees, or yes, got {who!r}")
        return cls.of_row({"words": WORDS, "date": _today(), "by": "" if who.lower() == "yes" else who})

    @classmethod
    def of_row(cls, row: Any) -> Self:
        """Raises `FormatError` for anything else."""
        if not isinstance(row, dict):
            raise FormatError("expected the consent to a motion, got none")
        words, date, by = row.get("words"), row.get("date"), row.get("by", "")
        if not _is_line(words, MAX_WORDS) or words == "" or not _is_line(by, MAX_NAME):
            raise FormatError("expected a consent in words, and by whom, each on one line")
        if not isinstance(date, str) or not _is_date(date):
            raise FormatError(f"expected the date of a consent as 2026-11-21, got {date!r:.40}")
        return cls(words, date, by)

    def row(self) -> dict[str, str]:
        """What stands in the book."""
        return {"words": self.words, "date": self.date, "by": self.by}


@dataclass(frozen=True, slots=True)
class LentMotion:
    """A sign as someone made it, `packed` (`motion/packed.py`; a book does not look inside), with their consent."""

    packed: bytes
    consent: Consent

    @classmethod
    def of_row(cls, row: Any) -> Self:
        """Raises `FormatError` for anything but a motion with a consent, `LimitError` for one too large."""
        if not isinstance(row, dict) or not isinstance(row.get("packed"), str):
            raise FormatError("expected a motion with its consent")
        try:
            packed = base64.b64decode(row["packed"], validate=True)
        except ValueError:
            raise FormatError("expected a motion in base64") from None
        if not 0 < len(packed) <= MAX_SIGN_BYTES:
            raise LimitError(f"expected a motion of 1 to {MAX_SIGN_BYTES} bytes, got {len(packed)}")
        return cls(packed, Consent.of_row(row.get("consent")))

    def row(self) -> dict[str, Any]:
        """What stands in the book."""
        return {"packed": base64.b64encode(self.packed).decode(), "consent": self.consent.row()}


def _is_line(text: Any, longest: int) -> TypeGuard[str]:
    return isinstance(text, str) and text == text.strip() and text.isprintable() and len(text) <= longest


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()
