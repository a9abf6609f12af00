"""What sessions share: the heavy models, each loaded once, each used by one thread at a time; threads and processes.

Loading happens in the background at start-up, so that the page opens at once and the first sentence
does not wait.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from signspan.audio import RATE, Samples
from signspan.capture.recording import recorded
from signspan.converse.translator import Translator
from signspan.events import Plan, TimelineEntry, Word
from signspan.hear.weights import Hearing
from signspan.hear.whisper import Whisper
from signspan.language.llm import Llm
from signspan.perform.personal import NONE, Personal
from signspan.recognise.models import Models
from signspan.serve import presentation
from signspan.serve.rules_process import RulesProcess
from signspan.serve.workers import Workers
from signspan.wire.conversation import Recording

ASKED_AT_ONCE = 4  # sentences that a language model is asked about; the rules do one at a time
PRESENTED_AT_ONCE = 2  # voices and motions that are made: a worker process for each


class Engines:
    """Thread-safe access to recognition, translating, hearing, speaking and performing.

    `translating` and `presenting` are the threads of all sessions, which wait there for the processes that compute.
    What waits is bounded by the sessions, each of which has one request and one presentation open at a time.
    """

    def __init__(self, hearing: Hearing = "english", llm: Llm | None = None) -> None:
        self.hearing, self._rules = hearing, RulesProcess()
        self.translator = Translator(llm, self._rules)
        self.translating = ThreadPoolExecutor(ASKED_AT_ONCE if llm else 1, "translate")
        self.presenting = ThreadPoolExecutor(PRESENTED_AT_ONCE, "present")
        self._presenters = Workers(PRESENTED_AT_ONCE)
        self._listening = threading.Lock()
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
        """Stops threads and processes once they have done what they are doing."""
        self.translating.shutdown(wait=False, cancel_futures=True)
        self.presenting.shutdown(wait=False, cancel_futures=True)
        self._rules.close()
        self._presenters.close()

    def words(self, samples: Samples, before: Sequence[str] = ()) -> tuple[Word, ...]:
        """Whisper, as `hear.listener.Transcriber`."""
        with self._listening:
            return self._whisper.words(samples, before)

    def say(self, text: str, speed: float = 1.0) -> tuple[int, bytes]:
        """Sample rate and 16-bit PCM of a spoken sentence."""
        return self._presenters.ask(presentation.say, text, speed)

    def motion(self, recording: Recording) -> bytes:
        """The packed motion of a recorded sign."""
        return self._presenters.ask(recorded, recording.landmarks, recording.times_s, recording.aspect)

    def sign(self, plan: Plan, personal: Personal = NONE) -> tuple[tuple[TimelineEntry, ...], bytes]:
        """Timeline and VRM animation of a plan, with the `personal` signs of whoever asks."""
        return self._presenters.ask(presentation.sign, plan, personal)
