"""The language rules in a process of their own: a long text takes them a quarter of a second."""

from collections.abc import Sequence

from signspan.events import Plan
from signspan.language.discourse import Discourse
from signspan.language.rules import Rules
from signspan.language.signed import Signed
from signspan.serve.workers import Workers


class RulesProcess(Rules):
    """`Rules`, asked in one worker process. Raises `MissingError`, too, where that process dies twice."""

    def __init__(self) -> None:
        self._worker = Workers(1)

    def english(self, glosses: Sequence[str]) -> str:
        return self._worker.ask(_english, tuple(glosses))

    def settled(self, signs: Sequence[Signed], recent: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        return self._worker.ask(_settled, tuple(signs), tuple(recent))

    def plans(self, text: str, before: Discourse) -> tuple[tuple[Plan, ...], Discourse]:
        return self._worker.ask(_plans, text, before)

    def close(self) -> None:
        """Ends the process once it has answered what it was asked."""
        self._worker.close()


_rules = Rules()  # the worker's own


def _english(glosses: tuple[str, ...]) -> str:
    return _rules.english(glosses)


def _settled(signs: tuple[Signed, ...], recent: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return _rules.settled(signs, recent)


def _plans(text: str, before: Discourse) -> tuple[tuple[Plan, ...], Discourse]:
    return _rules.plans(text, before)
