"""Synthetic sounds without words, and babble from real voices.

Music and clatter are synthetic: chords of decaying harmonics over a drum, and clicks with the spectrum and the rhythm
of keys. They represent what a microphone hears while nobody speaks; they are not recordings.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from scipy.signal import butter, sosfilt

from signspan.audio import RATE, Samples


def _silence(_rng: np.random.Generator, count: int) -> Samples:
    return np.zeros(count, np.float32)


def _white(rng: np.random.Generator, count: int) -> Samples:
    return rng.normal(0, 0.05, count).astype(np.float32)


def _pink(rng: np.random.Generator, count: int) -> Samples:
    """Power falls as 1/f: rooms, wind, traffic."""
    spectrum = np.fft.rfft(rng.normal(size=count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    sound = np.fft.irfft(spectrum, count)
    return np.asarray(0.1 * sound / np.std(sound), np.float32)


def _keyboard(rng: np.random.Generator, count: int) -> Samples:
    """Seven keys a second, each a burst of about 20 ms at 2 to 5 kHz with a softer one at its release."""
    sound = np.zeros(count)
    at = 0
    while at < count - RATE // 4:
        at += int(RATE * rng.gamma(4, 0.035))
        for delay, level in ((0, 0.5), (int(0.08 * RATE), 0.2)):
            burst = rng.normal(0, level, RATE // 50) * np.exp(-np.arange(RATE // 50) / (0.004 * RATE))
            start = min(at + delay, count - len(burst))
            sound[start : start + len(burst)] += burst
    return np.asarray(sosfilt(butter(2, (2000, 5000), "bandpass", fs=RATE, output="sos"), sound), np.float32)


def _music(rng: np.random.Generator, count: int) -> Samples:
    """Four chords a round, half a second each, six harmonics a note, with a drum."""
    sound, beat = np.zeros(count), RATE // 2
    time = np.arange(beat) / RATE
    for number, start in enumerate(range(0, count - beat, beat)):
        root = 220 * 2 ** ((0, 5, 7, 3)[number % 4] / 12)
        for third in (0, 4, 7):
            note = root * 2 ** (third / 12)
            for harmonic in range(1, 7):
                wave = np.sin(2 * np.pi * note * harmonic * time + rng.uniform(0, 2 * np.pi))
                sound[start : start + beat] += 0.05 / harmonic * wave * np.exp(-3 * time)
        drum = np.sin(2 * np.pi * 60 * time) * np.exp(-25 * time)
        sound[start : start + beat] += 0.3 * drum
    return np.asarray(sound, np.float32)


NOBODY: Final[dict[str, Callable[[np.random.Generator, int], Samples]]] = {
    "silence": _silence,
    "white noise": _white,
    "pink noise": _pink,
    "keyboard": _keyboard,
    "music": _music,
}


def nobody(kind: str, seconds: float, seed: int = 0) -> Samples:
    """16 kHz samples of one of `NOBODY`."""
    return NOBODY[kind](np.random.default_rng(seed), int(seconds * RATE))


def babble(speech: Samples, voices: Sequence[Samples], snr_db: float) -> Samples:
    """`speech` with all `voices` talking at once in the background, `snr_db` below its mean power.

    The voices are looped to its length, each from another start, and continue through its pauses.
    """
    crowd = np.zeros(len(speech))
    for number, voice in enumerate(voices):
        crowd += np.resize(np.roll(voice / np.sqrt((voice**2).mean()), (number + 1) * len(voice) // 3), len(speech))
    loud = np.abs(speech) > 0.02 * np.abs(speech).max()
    power = (speech[loud] ** 2).mean() / (crowd**2).mean() / 10 ** (snr_db / 10)
    return np.asarray(speech + np.sqrt(power) * crowd, np.float32)
