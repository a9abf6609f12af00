import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signspan.audio import RATE, from_pcm16, read_audio, to_pcm16, write_wav
from signspan.errors import FormatError, InputError, SignspanError


def test_real_speech_is_read(fixtures: Path) -> None:
    samples = read_audio(fixtures / "speech.wav")
    assert len(samples) == pytest.approx(2.99 * RATE, rel=0.01)
    assert 0.1 < np.abs(samples).max() <= 1


def test_8_khz_stereo_becomes_16_khz_mono(tmp_path: Path) -> None:
    tone = (np.sin(np.arange(8000) * 2 * np.pi * 440 / 8000) * 12000).astype("<i2")
    with wave.open(str(tmp_path / "t.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(np.repeat(tone, 2).tobytes())
    samples = read_audio(tmp_path / "t.wav")
    assert len(samples) == pytest.approx(RATE, rel=0.02)
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * RATE / len(samples) == pytest.approx(440, abs=5)


def test_a_2_gb_claim_reads_only_what_is_there(tmp_path: Path) -> None:
    write_wav(tmp_path / "claim.wav", np.zeros(RATE, np.float32), RATE)
    data = bytearray((tmp_path / "claim.wav").read_bytes())
    data[40:44] = struct.pack("<I", 2**31)
    (tmp_path / "claim.wav").write_bytes(data)
    assert len(read_audio(tmp_path / "claim.wav")) <= RATE * 1.1


def test_what_is_no_audio_is_named(tmp_path: Path, fixtures: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("words, not sound\n" * 20)
    with pytest.raises(FormatError, match="is empty"):
        read_audio(tmp_path / "empty.wav")
    with pytest.raises(FormatError, match="cannot be decoded"):
        read_audio(tmp_path / "text.wav")
    with pytest.raises(FormatError, match="no audio stream"):
        read_audio(fixtures / "book.mp4")
    with pytest.raises(InputError, match="found nothing"):
        read_audio(tmp_path / "gone.wav")


def test_pcm_survives() -> None:
    samples = np.linspace(-1, 1, 101, dtype=np.float32)
    assert np.abs(from_pcm16(to_pcm16(samples)) - samples).max() < 1e-4
    with pytest.raises(FormatError, match="expected 16-bit samples, got 3 bytes"):
        from_pcm16(b"abc")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=500))
def test_any_bytes_are_sound_or_a_named_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fuzz.wav"
    path.write_bytes(data)
    try:
        read_audio(path)
    except SignspanError as error:
        assert "\n" not in str(error)
