"""Room codes: ten characters that a person can read out, and nobody can guess.

32 letters and figures without I, L, O and U (Crockford's base 32), so 2^50 codes. docs/rooms.md compares this with the
allowed rate of guesses.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_MEANT = str.maketrans("OIL", "011")
_BETWEEN = re.compile("[ \t\u00a0\u2010-\u2015-]")  # spaces and hyphens, also the variants that phones insert


def code_of(random: bytes) -> str:
    """The code of ten random bytes: five bits of each."""
    if len(random) != LENGTH:
        raise ValueError(f"expected {LENGTH} bytes, got {len(random)}")
    return "".join(ALPHABET[byte & 31] for byte in random)


def shown(code: str) -> str:
    """As people read it: K7QM2-XRD4T."""
    return f"{code[:5]}-{code[5:]}"


def parse_code(text: str) -> str | None:
    """The code in a person's text: ignores hyphens, spaces and case, reads O as 0, I and L as 1; empty for
    other text."""
    code = _BETWEEN.sub("", text).upper().translate(_MEANT)
    return code if is_code(code) else None


def is_code(text: str) -> bool:
    """Whether `text` is a code in the form that names rooms."""
    return len(text) == LENGTH and all(c in ALPHABET for c in text)
