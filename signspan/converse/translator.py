"""Answers a conversation's requests by rules, refined by a language model where the user chose one.

Slow (a long text takes a parser a quarter of a second) and thread-safe: call it on a worker, never on the event loop.
A language model is asked outside the rules' lock, so that one conversation's slow server holds no other up.
"""

from collections.abc import Sequence

from signspan.converse.request import Answer, InEnglish, InGloss, Request, ToEnglish, ToGloss, Untranslated
from signspan.errors import SignspanError
from signspan.events import Plan
from signspan.language.discourse import Discourse
from signspan.language.llm import Llm
from signspan.language.pack import find_pack
from signspan.language.rules import Rules


class Translator:
    """`llm` is a server that the user chose; without one, the rules' answers stand."""

    def __init__(self, llm: Llm | None = None, rules: Rules | None = None) -> None:
        self.llm, self._rules = llm, rules or Rules()

    def answer(self, request: Request) -> Answer:
        """One request's answer; never raises for what a person said."""
        try:
            return self._to_english(request) if isinstance(request, ToEnglish) else self._to_gloss(request)
        except SignspanError as error:
            return Untranslated(request.id, str(error))

    def english(self, glosses: Sequence[str]) -> str:
        """One sentence by the rules. Raises `InputError` where there are no glosses."""
        return self._rules.english(glosses)

    def gloss(self, text: str) -> list[Plan]:
        """One plan a sentence by the rules. Raises `InputError` where nothing can be signed."""
        return list(self._rules.plans(text, Discourse())[0])

    def _to_english(self, request: ToEnglish) -> InEnglish:
        text, glosses = self._rules.settled(request.signs, request.recent)
        if self.llm is not None:
            text = self.llm.refine(glosses, text).text
        return InEnglish(request.id, text, glosses)

    def _to_gloss(self, request: ToGloss) -> InGloss:
        if not find_pack("en").reads(request.text):  # another script: it can be read, if not signed
            return InGloss(request.id, (), request.before)
        plans, after = self._rules.plans(request.text, request.before)
        if self.llm is not None:
            plans = tuple(planned.plan for planned in self.llm.order(plans))
        return InGloss(request.id, plans, after)
