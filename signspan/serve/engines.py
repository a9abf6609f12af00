"""What sessions share: the heavy models, each loaded once, each used by one thread at a time; and the threads.

Loading happens in the background at start-up, so that the page opens at once and the first sentence
does not wait.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from signspan.audio import RATE, Samples, to_pcm16
from signspan.capture.recording import recorded
from signspan.converse.translator import Translator
from signspan.events import Plan, TimelineEntry, Word
from signspan.hear.weights import Hearing
from signspan.hear.whisper import Whisper
from signspan.language.llm import Llm
from signspan.motion.vrma import to_vrma
from signspan.perform.performance import perform
from signspan.perform.personal import NONE, Personal
from signspan.recognise.models import Models
from signspan.speak import voice
from signspan.wire.conversation import Recording

ASKED_AT_ONCE = 4  # sentences that a language model is asked about; the rules do one at a time
PRESENTED_AT_ONCE = 2  # voices and motions that are made; more would only keep the event loop from the interpreter


class Engines:
    """Thread-safe access to recognition, translating, hearing, speaking and performing.

    `translating` and `presenting` are the threads of all sessions. What waits there is bounded by the sessions, each of
    which has one request and one presentation open at a time.
    """

    def __init__(self, hearing: Hearing = "english", llm: Llm | None = None) -> None:
        self.hearing, self.translator = hearing, Translator(llm)
        self.translating = ThreadPoolExecutor(ASKED_AT_ONCE if llm else 1, "translate")
        self.presenting = ThreadPoolExecutor(PRESENTED_AT_ONCE, "present")
        self._listening = threading.Lock()
        self._speaking = threading.Lock()
        self._solving = threading.Lock()
        self.ready = threading.Event()

    @cached_property
    def models(self) -> Models:
        return Models.load()

    @cached_property
    def _whisper(self) -> Whisper:
        return Whisper(self.hearing)

    def warm(self) -> None:
        """Loads everything; some seconds."""
        self.translator.gloss("Where is the man?")
        self.translator.english(["man", "drink", "water"])  # loads the inflections
        self.say("Ready.")
        self.sign(Plan((), "statement"))
        _ = self.models
        self.words(np.zeros(RATE, np.float32))
        self.ready.set()

    def close(self) -> None:
        """Stops the threads once they have done what they are doing."""
        self.translating.shutdown(wait=False, cancel_futures=True)
        self.presenting.shutdown(wait=False, cancel_futures=True)

    def words(self, samples: Samples, before: Sequence[str] = ()) -> tuple[Word, ...]:
        """Whisper, as `hear.listener.Transcriber`."""
        with self._listening:
            return self._whisper.words(samples, before)

    def say(self, text: str, speed: float = 1.0) -> tuple[int, bytes]:
        """Sample rate and 16-bit PCM of a spoken sentence."""
        with self._speaking:
            return voice.RATE, to_pcm16(voice.say(text, speed))

    def motion(self, recording: Recording) -> bytes:
        """The packed motion of a recorded sign, one at a time: each costs a core a fifth of a second."""
        with self._solving:
            return recorded(recording.landmarks, recording.times_s, recording.aspect)

    def sign(self, plan: Plan, personal: Personal = NONE) -> tuple[tuple[TimelineEntry, ...], bytes]:
        """Timeline and VRM animation of a plan, with the `personal` signs of whoever asks."""
        performance = perform(plan, personal=personal)
        return performance.timeline, to_vrma(performance)
