"""One conversation between a signer and a speaker, without sockets, threads or a clock of its own.

The signer's side gathers glosses until the signer rests (endpointing), asks where a sign is unclear
and waits for the answer, then makes a sentence. The speaker's side turns each final or typed
utterance into plans. Every method takes the time and returns the events that follow; `poll` lets
waiting end.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from signspan.converse.ledger import Entry, Ledger
from signspan.errors import InputError
from signspan.events import Alternative, Choice, Clarify, Final, Gloss, Plan, Sentence, Typed, Unsure, Utterance, Word
from signspan.language.discourse import Discourse
from signspan.language.english import english
from signspan.language.glosser import gloss_after
from signspan.language.pack import find_pack
from signspan.language.signed import Signed
from signspan.language.weigh import Weigher

ENDPOINT_S = 1.1  # rest after which a signed sentence is over
ANSWER_S = 20.0  # how long a question waits for its answer
MOST_GLOSSES = 40
RECENT = 4  # sentences of either side that unclear signs are weighed by
MOST_OPEN = 3  # questions at once; a further one closes the oldest unanswered

Stamps = Mapping[str, float]


Outcome = Gloss | Clarify | Utterance


@dataclass(slots=True)
class _Slot:
    """A place in the sentence being signed: a gloss, or a question still open."""

    gloss: str | None
    certainty: float
    question: Clarify | None = None
    asked_s: float = 0.0
    alternatives: tuple[Alternative, ...] = ()


@dataclass(slots=True)
class Conversation:
    """`signed`, `unsure`, `rested`, `chose`, `heard`, `typed`, `poll`: what happened, and when."""

    ledger: Ledger = field(default_factory=Ledger)
    _slots: list[_Slot] = field(default_factory=list)
    _stamps: dict[str, float] = field(default_factory=dict)
    _rest_s: float | None = None
    _next_id: int = 1
    _discourse: Discourse = field(default_factory=Discourse)  # whom the speaker has put where
    _recent: deque[tuple[str, ...]] = field(default_factory=lambda: deque(maxlen=RECENT))  # what was just said

    def signed(self, sign: Gloss, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The signer made a sign."""
        self._push(_Slot(sign.gloss, sign.probability, alternatives=sign.alternatives), stamps, now_s)
        full = self._close(now_s) if len(self._slots) >= MOST_GLOSSES else []
        return [sign, *full]

    def unsure(self, sign: Unsure, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The signer made a sign that may be one of several: ask."""
        question = Clarify(self._take_id(), sign.alternatives)
        waiting = [slot for slot in self._slots if self._is_open(slot)]
        if len(waiting) >= MOST_OPEN:
            self._give_up(waiting[0])
        self._push(_Slot(None, 0.0, question, now_s), stamps, now_s)
        return [question]

    def rested(self, now_s: float) -> list[Outcome]:
        """The signer's hands came to rest."""
        if self._slots and self._rest_s is None:
            self._rest_s = now_s
        return []

    def chose(self, choice: Choice, now_s: float) -> list[Outcome]:
        """A person answered a question. An answer that fits no open question is an `InputError`."""
        for slot in self._slots:
            if slot.question is not None and slot.question.id == choice.id:
                if choice.gloss is None:
                    self._slots.remove(slot)
                    return self.poll(now_s)
                offered = {option.gloss for option in slot.question.options}
                if choice.gloss not in offered:
                    raise InputError(f"expected one of {', '.join(sorted(offered))}, got {choice.gloss[:40]!r}")
                slot.gloss, slot.certainty, slot.question, slot.alternatives = choice.gloss, 1.0, None, ()
                answer = Gloss(choice.gloss, 1.0, slot.asked_s, slot.asked_s)
                return [answer, *self.poll(now_s)]
        raise InputError(f"expected the number of an open question, got {choice.id}")

    def heard(self, final: Final, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The speaker finished an utterance."""
        return self._spoken(final.text, _certainty(final.words), stamps, now_s)

    def typed(self, typed: Typed, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The speaker typed a sentence."""
        return self._spoken(typed.text, 1.0, stamps, now_s)

    def relayed(self, sentence: Sentence, stamps: Stamps) -> list[Outcome]:
        """Somebody said a sentence to another device; what is spoken is glossed here, where its signs are known."""
        if sentence.speaker == "signer":
            return [self._say(sentence, (), stamps, relayed=True)]
        plans, glosses = self._planned(sentence.text)
        return [self._say(replace(sentence, glosses=glosses), plans, stamps, relayed=True)]

    def poll(self, now_s: float) -> list[Outcome]:
        """What waiting has decided by `now_s`: a sentence ends after a rest and after its questions."""
        if self._rest_s is None or now_s - self._rest_s < ENDPOINT_S:
            return []
        for slot in self._slots:
            if self._is_open(slot) and now_s - slot.asked_s >= ANSWER_S:
                self._give_up(slot)
        if any(self._is_open(slot) for slot in self._slots):
            return []
        return self._close(now_s)

    def finish(self, now_s: float) -> list[Outcome]:
        """The conversation ends: what was signed so far is a sentence, questions and all."""
        for slot in self._slots:
            if self._is_open(slot):
                self._give_up(slot)
        return self._close(now_s)

    def presented(self, sentence_id: int, t6_s: float) -> Entry | None:
        """A sentence was first heard or seen at `t6_s`; its ledger entry, unless it was stamped or forgotten."""
        entry = self.ledger.get(sentence_id)
        if entry is None or "t6" in entry.stamps:
            return None
        entry.stamp("t6", t6_s)
        return entry

    def _push(self, slot: _Slot, stamps: Stamps, now_s: float) -> None:
        self._slots.append(slot)
        self._rest_s = None
        self._stamps = {**stamps, "t4": stamps.get("t4", now_s)}

    def _close(self, now_s: float) -> list[Outcome]:
        slots, self._slots, self._rest_s = self._slots, [], None
        if not slots:
            return []
        glosses = self._settled([slot for slot in slots if slot.gloss is not None])
        unclear = tuple(
            tuple(option.gloss for option in slot.question.options) for slot in slots if slot.question is not None
        )
        text = english(glosses) if glosses else ""
        certainty = 0.0 if unclear else min(slot.certainty for slot in slots)
        sentence = Sentence("signer", text, certainty, glosses, unclear)
        return [self._say(sentence, (), {**self._stamps, "closed": now_s})]

    def _settled(self, slots: list[_Slot]) -> tuple[str, ...]:
        """The glosses, those that were unclear weighed by their neighbours and by what was just said."""
        signs = [Signed(slot.gloss or "", (), slot.alternatives) for slot in slots]
        recent = [gloss for sentence in self._recent for gloss in sentence]
        return tuple(sign.gloss for sign in Weigher.load().choose(signs, recent))

    def _spoken(self, text: str, certainty: float, stamps: Stamps, now_s: float) -> list[Outcome]:
        plans, glosses = self._planned(text)
        sentence = Sentence("speaker", text.strip(), certainty, glosses)
        return [self._say(sentence, plans, {"t4": now_s, **stamps})]

    def _planned(self, text: str) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
        """What is to be signed, and its glosses; nothing for text in another script: it can be read, if not signed."""
        if not find_pack("en").reads(text):
            return (), ()
        told, self._discourse = gloss_after(text, self._discourse)
        plans = tuple(sentence.plan for sentence in told if sentence.plan.tokens)
        return plans, tuple(token.gloss for plan in plans for token in plan.tokens)

    def _say(self, sentence: Sentence, plans: tuple[Plan, ...], stamps: Stamps, relayed: bool = False) -> Utterance:
        said = Utterance(self._take_id(), sentence, plans, relayed)
        self._recent.append(sentence.glosses)
        self.ledger.open(said.id, sentence.speaker, stamps, relayed)
        return said

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    @staticmethod
    def _is_open(slot: _Slot) -> bool:
        return slot.question is not None and slot.asked_s >= 0

    @staticmethod
    def _give_up(slot: _Slot) -> None:
        slot.asked_s = -1.0  # stays in the sentence as unclear


def _certainty(words: tuple[Word, ...]) -> float:
    return sum(word.probability for word in words) / len(words) if words else 0.0
