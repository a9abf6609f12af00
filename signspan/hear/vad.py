"""Whether the speaker speaks: streaming voice activity by Silero v6, as shipped inside faster-whisper, and loudness,
because there may be other voices in the background.
"""

import numpy as np
from numpy.typing import NDArray

from signspan.audio import RATE, Samples

FRAME = 512  # samples: 32 ms at 16 kHz, what the network takes
CONTEXT = 64
BELOW_DB = 14.0  # a voice this far below the speaker's loudest is somebody else's
FORGET_DB = 1.0  # per second, so that a softer speaker is heard once the louder one is silent
SMOOTH = 0.3  # share of a frame's power in the running power: about 0.1 s


class VoiceActivity:
    """Feed samples of any length; get the probability that the speaker speaks for each completed 32 ms frame."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self._pending = np.zeros(0, np.float32)
        self._power, self._loudest_db = 0.0, -np.inf
        self.reset()

    def reset(self) -> None:
        """Forgets what was heard, but not how loud the speaker is."""
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
            found[number] = float(np.ravel(speech)[0]) if self._is_near(frame, float(np.ravel(speech)[0])) else 0.0
        self._pending = pending[count * FRAME :]
        return found

    def _is_near(self, frame: Samples, speech: float) -> bool:
        """Whether a frame is as loud as the speaker, whose loudness is learnt from frames that sound like speech."""
        self._power += SMOOTH * (float((frame.astype(np.float64) ** 2).mean()) - self._power)
        level = 10 * np.log10(self._power + 1e-12)
        self._loudest_db -= FORGET_DB * FRAME / RATE
        if speech >= 0.5:
            self._loudest_db = max(self._loudest_db, level)
        return bool(level >= self._loudest_db - BELOW_DB)
