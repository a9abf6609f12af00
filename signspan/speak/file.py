"""A sentence to a wav file."""

from pathlib import Path
from typing import Any

from signspan.audio import write_wav
from signspan.errors import InputError
from signspan.speak.voice import RATE, say


def say_to_file(text: str, path: Path, speed: float = 1.0) -> dict[str, Any]:
    """Writes `text` spoken to `path`; returns its duration and sample rate."""
    if path.suffix.lower() != ".wav":
        raise InputError(f"expected an output FILE.wav, got {path.name}")
    if not path.parent.is_dir():
        raise InputError(f"expected an existing folder, got {path.parent}")
    samples = say(text, speed)
    write_wav(path, samples, RATE)
    return {"duration_s": round(len(samples) / RATE, 3), "sample_rate": RATE}
