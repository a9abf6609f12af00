"""What sessions share: the heavy models, each loaded once, each used by one thread at a time.

Loading happens in the background at start-up, so that the page opens at once and the first sentence
does not wait.
"""

import threading
from functools import cached_property

import numpy as np

from signspan.events import Plan, TimelineEntry, Word
from signspan.hear.audio import RATE, Samples, to_pcm16
from signspan.hear.whisper import Whisper
from signspan.language.english import english
from signspan.language.glosser import gloss
from signspan.perform.performance import perform
from signspan.perform.vrma import to_vrma
from signspan.recognise.models import Models
from signspan.speak import voice


class Engines:
    """Thread-safe access to recognition, hearing, speaking and performing."""

    def __init__(self) -> None:
        self._hearing = threading.Lock()
        self._speaking = threading.Lock()
        self.ready = threading.Event()

    @cached_property
    def models(self) -> Models:
        return Models.load()

    @cached_property
    def _whisper(self) -> Whisper:
        return Whisper()

    def warm(self) -> None:
        """Loads everything; some seconds."""
        gloss("Where is the man?")
        english(["man", "drink", "water"])  # loads the inflections
        self.say("Ready.")
        self.sign(Plan((), "statement"))
        _ = self.models
        self.words(np.zeros(RATE, np.float32))
        self.ready.set()

    def words(self, samples: Samples, careful: bool = False) -> tuple[Word, ...]:
        """Whisper, as `hear.listener.Transcriber`."""
        with self._hearing:
            return self._whisper.words(samples, careful)

    def say(self, text: str) -> tuple[int, bytes]:
        """Sample rate and 16-bit PCM of a spoken sentence."""
        with self._speaking:
            return voice.RATE, to_pcm16(voice.say(text))

    def sign(self, plan: Plan) -> tuple[tuple[TimelineEntry, ...], bytes]:
        """Timeline and VRM animation of a plan."""
        performance = perform(plan)
        return performance.timeline, to_vrma(performance)
