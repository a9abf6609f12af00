"""Local agreement: a word is committed once two successive hypotheses agree on it and all before it.

Method: Liu, Spanakis & Niehues 2020, "Low-Latency Sequence-to-Sequence Speech Recognition and
Translation by Partial Hypothesis Selection" (LocalAgreement-2).
"""

from collections.abc import Sequence

from signspan.events import Partial, Word


class Agreement:
    """Feed hypotheses of one growing utterance; committed words never change."""

    def __init__(self) -> None:
        self._committed: list[Word] = []
        self._last: Sequence[Word] = ()

    def feed(self, words: Sequence[Word]) -> Partial:
        """A new hypothesis of the whole utterance so far."""
        done = len(self._committed)
        for new, old in zip(words[done:], self._last[done:], strict=False):
            if _plain(new) != _plain(old):
                break
            self._committed.append(new)
        self._last = words
        tail = words[len(self._committed) :]
        return Partial((*self._committed, *tail), len(self._committed))


def _plain(word: Word) -> str:
    return "".join(c for c in word.text.lower() if c.isalnum() or c == "'")
