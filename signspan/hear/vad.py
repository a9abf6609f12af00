"""Voice activity by Silero v6, as shipped inside faster-whisper, run as a stream."""

import numpy as np
from numpy.typing import NDArray

from signspan.hear.audio import Samples

FRAME = 512  # samples: 32 ms at 16 kHz, what the network takes
CONTEXT = 64


class VoiceActivity:
    """Feed samples of any length; get a speech probability for each completed 32 ms frame."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self._pending = np.zeros(0, np.float32)
        self.reset()

    def reset(self) -> None:
        """Forgets what was heard."""
        self._memory = np.zeros((1, 1, 128), np.float32)
        self._cell = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)

    def feed(self, samples: Samples) -> NDArray[np.float32]:
        """Probabilities (frames,) of the frames that `samples` complete."""
        pending = np.concatenate([self._pending, samples])
        count = len(pending) // FRAME
        found = np.zeros(count, np.float32)
        for number in range(count):
            frame = pending[number * FRAME : (number + 1) * FRAME]
            heard = np.concatenate([self._context, frame])[None].astype(np.float32)
            speech, self._memory, self._cell = self._session.run(
                None, {"input": heard, "h": self._memory, "c": self._cell}
            )
            self._context = frame[-CONTEXT:]
            found[number] = float(np.ravel(speech)[0])
        self._pending = pending[count * FRAME :]
        return found
