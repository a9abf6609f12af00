"""How a sentence is presented to this page's person: spoken, or signed clause by clause."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from signspan.events import Plan, Utterance
from signspan.language.pack import find_pack
from signspan.perform.personal import Personal
from signspan.serve.engines import Engines
from signspan.wire import conversation as codec
from signspan.wire import conversation_pb2 as wire


@dataclass(slots=True)
class Presenter:
    """`voice`: whether the page wants the server's, at `voice_speed`."""

    engines: Engines
    voice: bool = False
    voice_speed: float = 1.0

    def parts(self, utterance: Utterance, personal: Personal) -> Iterator[Callable[[], wire.ServerMessage]]:
        """What makes each message of a sentence, in order; to be called on a thread. They raise `SignspanError`."""
        sentence = utterance.sentence
        if sentence.speaker == "signer":
            if self.voice and sentence.text:
                yield functools.partial(self._spoken, utterance.id, sentence.text)
        elif not find_pack("en").reads(sentence.text):
            yield functools.partial(codec.notice, "other-script")
        else:
            for plan in utterance.plans:
                yield functools.partial(self._signed, utterance.id, plan, personal)

    def _spoken(self, sentence_id: int, text: str) -> wire.ServerMessage:
        return codec.voice(sentence_id, *self.engines.say(text, self.voice_speed))

    def _signed(self, sentence_id: int, plan: Plan, personal: Personal) -> wire.ServerMessage:
        return codec.plan(sentence_id, plan, *self.engines.sign(plan, personal))
