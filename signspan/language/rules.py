"""Both directions by the rules alone, for whoever holds a conversation: one parser, used by one thread at a time."""

import threading
from collections.abc import Sequence

from signspan.events import Plan
from signspan.language.discourse import Discourse
from signspan.language.english import english
from signspan.language.glosser import gloss_after
from signspan.language.signed import Signed
from signspan.language.weigh import Weigher


class Rules:
    """Thread-safe. A long text takes a quarter of a second, which is the interpreter's: others wait meanwhile."""

    def __init__(self) -> None:
        self._parser = threading.Lock()

    def english(self, glosses: Sequence[str]) -> str:
        """One sentence. Raises `InputError` where there are no glosses."""
        with self._parser:
            return english(glosses)

    def settled(self, signs: Sequence[Signed], recent: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """One sentence, and its glosses with unclear signs settled by their neighbours and the `recent` glosses."""
        with self._parser:
            glosses = tuple(sign.gloss for sign in Weigher.load().choose(signs, recent))
            return english(glosses), glosses

    def plans(self, text: str, before: Discourse) -> tuple[tuple[Plan, ...], Discourse]:
        """One plan a sentence, and what is known after the text. Raises `InputError` where nothing can be signed."""
        with self._parser:
            glossed, after = gloss_after(text, before)
        return tuple(sentence.plan for sentence in glossed if sentence.plan.tokens), after
