"""English text to sound, by hibari-tts, whose voice is inside its package. Loaded once, on first use."""

import functools
from typing import Any

import numpy as np

from signspan.errors import InputError, LimitError
from signspan.hear.audio import Samples

RATE = 24_000
MAX_CHARACTERS = 2_000


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    from hibari import Hibari

    return Hibari(threads=1)


def warm() -> None:
    """Loads the voice before the first sentence needs it."""
    say("Ready.")


def say(text: str) -> Samples:
    """`text` as 24 kHz mono float32 samples; deterministic.

    Raises `InputError` where there is nothing to say, `LimitError` where it is too long.
    """
    spoken = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not any(c.isalnum() for c in spoken):
        raise InputError(f"expected a sentence to say, got {text.strip()[:40]!r}")
    if not any(c.isalnum() and (c.isascii() or "\u00c0" <= c <= "\u024f") for c in spoken):
        raise InputError(f"expected English to say, got text in another script: {text.strip()[:40]!r}")
    if len(spoken) > MAX_CHARACTERS:
        raise LimitError(f"expected at most {MAX_CHARACTERS} characters to say, got {len(spoken)}")
    return np.asarray(_engine()(spoken, seed=0), np.float32)
