"""This machine's microphone, through PortAudio, into a bounded queue."""

import queue
from collections.abc import Iterator
from typing import Any

import numpy as np

from signspan.audio import RATE, Samples
from signspan.errors import MissingError

BLOCK = RATE // 10


class Microphone:
    """Iterating yields 0.1 s blocks. The queue holds 10 s; when it is full the newest block is dropped and counted."""

    def __init__(self) -> None:
        try:
            import sounddevice
        except OSError as error:
            raise MissingError("listening needs PortAudio: apt-get install libportaudio2") from error
        self._blocks: queue.Queue[Samples] = queue.Queue(maxsize=100)
        self.lost = 0
        try:
            self._stream = sounddevice.InputStream(
                samplerate=RATE, channels=1, dtype="float32", blocksize=BLOCK, callback=self._heard
            )
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise MissingError("expected a microphone, this machine offers none") from error

    def __iter__(self) -> Iterator[Samples]:
        while True:
            yield self._blocks.get()

    def close(self) -> None:
        self._stream.close()

    def _heard(self, data: Any, _frames: int, _time: Any, _status: Any) -> None:
        try:
            self._blocks.put_nowait(np.array(data[:, 0], np.float32))
        except queue.Full:
            self.lost += 1
