"""Local agreement: a word is committed once two successive hypotheses agree on it and everything before; three, if
Whisper gives it a low probability, as it does at the beginning.

Method: Liu, Spanakis & Niehues 2020, "Low-Latency Sequence-to-Sequence Speech Recognition and
Translation by Partial Hypothesis Selection" (LocalAgreement-2).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from signspan.events import Partial, Word

SURE = 0.6  # a less likely word needs three hypotheses
HOLD_S = 0.3  # a word this close to the end of the sound may be the first half of a longer one


class Agreement:
    """Feed hypotheses of one growing utterance; committed words never change."""

    def __init__(self) -> None:
        self._committed: list[Word] = []
        self._last: Sequence[Word] = ()
        self._before: Sequence[Word] = ()

    @property
    def committed(self) -> tuple[Word, ...]:
        """The committed words."""
        return tuple(self._committed)

    def feed(self, words: Sequence[Word], heard_s: float) -> Partial:
        """A new hypothesis of the whole utterance so far, over `heard_s` seconds of sound."""
        tail = words[_covered([_plain(word) for word in self._committed], [_plain(word) for word in words]) :]
        agreed = 0
        for at, (new, old) in enumerate(zip(tail, self._last, strict=False)):
            doubted = min(new.probability, old.probability) < SURE
            thrice = at < len(self._before) and _plain(self._before[at]) == _plain(new)
            if _plain(new) != _plain(old) or (doubted and not thrice) or new.end_s > heard_s - HOLD_S:
                break
            # a full stop in only one of them marks the end of the sound, not of the sentence
            self._committed.append(replace(new, text=min(new.text, old.text, key=len)))
            agreed += 1
        tail = tail[agreed:]
        self._before, self._last = self._last[agreed:], tail
        return Partial(_flowing([*self._committed, *tail]), len(self._committed))


def _flowing(words: Sequence[Word]) -> tuple[Word, ...]:
    """Without the full stop that Whisper put at the end of the sound, if the sentence went on."""
    return tuple(
        replace(word, text=word.text[:-1]) if _stops(word) and after is not None and after.text[:1].islower() else word
        for word, after in zip_longest(words, words[1:])
    )


def _stops(word: Word) -> bool:
    return word.text[-1] in ".?!" and "." not in word.text[:-1]  # "p.m." ends no sentence


def _covered(committed: Sequence[str], words: Sequence[str]) -> int:
    """How many words of a hypothesis correspond to the committed ones: the split with the fewest edits."""
    row = list(range(len(words) + 1))
    for at, word in enumerate(committed, 1):
        before, row[0] = row[0], at
        for to, other in enumerate(words, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (word != other))
    return min(range(len(row)), key=lambda count: (row[count], abs(count - len(committed))))


def _plain(word: Word) -> str:
    return "".join(c for c in word.text.lower() if c.isalnum() or c == "'")
