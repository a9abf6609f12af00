"""Sound in the form that recognition takes: 16 kHz, mono, float32 in [-1, 1]."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signspan.errors import FormatError, InputError, LimitError, SignspanError

RATE = 16_000
MAX_S = 3 * 60 * 60

Samples = NDArray[np.float32]


def read_audio(path: Path) -> Samples:
    """Any audio file that FFmpeg knows, resampled and mixed to 16 kHz mono.

    Raises `InputError`, `FormatError` or `LimitError` if the file is missing, holds no audio, or too much.
    """
    import av
    from faster_whisper.audio import decode_audio

    if not path.is_file():
        raise InputError(f"expected an audio file, found nothing at {path}")
    if path.stat().st_size == 0:
        raise FormatError(f"expected audio, {path.name} is empty")
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise FormatError(f"expected audio, {path.name} has no audio stream")
            # a header may claim anything, so the bound is what the bytes can hold at 4 kbit/s
            claimed = (container.duration or 0) / av.time_base
        if min(claimed, path.stat().st_size * 8 / 4000) > MAX_S:
            raise LimitError(f"expected at most {MAX_S // 3600} hours of audio, {path.name} has {claimed / 3600:.1f}")
        samples = np.asarray(decode_audio(str(path), sampling_rate=RATE), np.float32)
    except SignspanError:
        raise
    except Exception as error:  # FFmpeg raises many types, with messages nobody can use
        raise FormatError(f"expected audio, {path.name} cannot be decoded as such") from error
    if samples.size == 0:
        raise FormatError(f"expected audio, {path.name} holds no samples")
    return samples


def from_pcm16(data: bytes) -> Samples:
    """Little-endian signed 16-bit samples to float32."""
    if len(data) % 2:
        raise FormatError(f"expected 16-bit samples, got {len(data)} bytes")
    return np.frombuffer(data, "<i2").astype(np.float32) / 32768


def to_pcm16(samples: Samples) -> bytes:
    """Float32 samples to little-endian signed 16-bit, clipped."""
    return (np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes()


def write_wav(path: Path, samples: Samples, rate: int) -> None:
    """A mono 16-bit wav file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(to_pcm16(samples))
