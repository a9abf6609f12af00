"""Answers a conversation's requests at once, as the session's worker does in its own time."""

from collections import deque
from collections.abc import Sequence

from signspan.converse.conversation import Conversation, Outcome
from signspan.converse.request import ToEnglish, ToGloss
from signspan.converse.translator import Translator

RULES = Translator()


def translated(talk: Conversation, outcomes: Sequence[Outcome], translator: Translator = RULES) -> list[Outcome]:
    """The outcomes, each request replaced by what its answer brings."""
    waiting, done = deque(outcomes), []
    while waiting:
        outcome = waiting.popleft()
        if isinstance(outcome, ToEnglish | ToGloss):
            waiting.extend(talk.answered(translator.answer(outcome)))
        else:
            done.append(outcome)
    return done
