"""English text to sound, by hibari-tts, whose package includes the voice. Loaded once, on first use."""

import functools
from typing import Any

import numpy as np

from signspan.audio import Samples
from signspan.errors import InputError, LimitError

RATE = 24_000
MAX_CHARACTERS = 2_000
SPEEDS = (0.5, 2.0)


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    from hibari import Hibari

    return Hibari(threads=1)


def warm() -> None:
    """Loads the voice before the first sentence needs it."""
    say("Ready.")


def say(text: str, speed: float = 1.0) -> Samples:
    """`text` as 24 kHz mono float32 samples, `speed` times as fast as usual; deterministic.

    Raises `InputError` for blank text or an unsupported speed, `LimitError` if the text is too long.
    """
    if not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise InputError(f"expected a speed from {SPEEDS[0]} to {SPEEDS[1]}, got {speed:g}")
    spoken = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not any(c.isalnum() for c in spoken):
        raise InputError(f"expected a sentence to say, got {text.strip()[:40]!r}")
    if not any(c.isalnum() and (c.isascii() or "\u00c0" <= c <= "\u024f") for c in spoken):
        raise InputError(f"expected English to say, got text in another script: {text.strip()[:40]!r}")
    if len(spoken) > MAX_CHARACTERS:
        raise LimitError(f"expected at most {MAX_CHARACTERS} characters to say, got {len(spoken)}")
    return np.asarray(_engine()(spoken, speed=speed, seed=0), np.float32)
