"""One conversation between a signer and a speaker, without sockets, threads or a clock of its own.

The signer's side gathers glosses until the signer rests (endpointing), asks where a sign is unclear and waits for the
answer. A sentence that is over, signed or spoken, is a draft until it is translated: the conversation emits a request,
one at a time, and takes the answer (`answered`), so that sentences come in order and each is translated after what was
shown before it. Every method takes the time, never blocks, and returns the events that follow; `poll` lets waiting end.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from signspan.converse.ledger import LatencyRecord, Ledger
from signspan.converse.request import Answer, InEnglish, InGloss, Request, ToEnglish, ToGloss, Untranslated
from signspan.errors import InputError
from signspan.events import (
    Alternative,
    Choice,
    Clarify,
    Final,
    Gloss,
    Plan,
    Sentence,
    Typed,
    Unsure,
    Utterance,
    Word,
)
from signspan.language.discourse import Discourse
from signspan.language.signed import Signed

ENDPOINT_S = 1.1  # rest after which a signed sentence is over
ANSWER_S = 20.0  # how long a question waits for its answer
MAX_GLOSSES = 40
RECENT = 4  # sentences of either side that unclear signs are weighed by
MAX_OPEN = 3  # questions at once; a further one closes the oldest unanswered

Stamps = Mapping[str, float]
Outcome = Gloss | Clarify | Request | Utterance | Untranslated


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sentence that is over and not shown yet. `signs` are a signer's, to be put into English."""

    id: int
    sentence: Sentence
    stamps: Stamps
    signs: tuple[Signed, ...] = ()
    relayed: bool = False
    ref: int = 0

    @property
    def ready(self) -> bool:
        """Whether there is nothing to translate: what another device's signer said, or no sign that has a name."""
        return self.sentence.speaker == "signer" and not self.signs


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
    """Call `signed`, `unsure`, `rested`, `chose`, `heard`, `typed`, `relayed` and `answered` with what happened."""

    ledger: Ledger = field(default_factory=Ledger)
    _slots: list[_Slot] = field(default_factory=list)
    _stamps: dict[str, float] = field(default_factory=dict)
    _rest_s: float | None = None
    _next_id: int = 1
    _drafts: deque[_Draft] = field(default_factory=deque)  # the first of them is being translated
    _discourse: Discourse = field(default_factory=Discourse)  # whom the speaker has put where
    _recent: deque[tuple[str, ...]] = field(default_factory=lambda: deque(maxlen=RECENT))  # what was shown last

    @property
    def waiting(self) -> int:
        """Sentences that are over and not shown: who brings more should wait while they are many."""
        return len(self._drafts)

    def signed(self, sign: Gloss, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The signer made a sign."""
        self._push(_Slot(sign.gloss, sign.probability, alternatives=sign.alternatives), stamps, now_s)
        full = self._close(now_s) if len(self._slots) >= MAX_GLOSSES else []
        return [sign, *full]

    def unsure(self, sign: Unsure, stamps: Stamps, now_s: float) -> list[Outcome]:
        """The signer made a sign that may be one of several: ask."""
        question = Clarify(self._take_id(), sign.alternatives)
        waiting = [slot for slot in self._slots if self._is_open(slot)]
        if len(waiting) >= MAX_OPEN:
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
        return self._spoken(final.text, _certainty(final.words), {"t4": now_s, **stamps})

    def typed(self, typed: Typed, stamps: Stamps, now_s: float, ref: int = 0) -> list[Outcome]:
        """The speaker typed a sentence; `ref` is the page's own number for it."""
        return self._spoken(typed.text, 1.0, {"t4": now_s, **stamps}, ref)

    def relayed(self, sentence: Sentence, stamps: Stamps, ref: int = 0) -> list[Outcome]:
        """Somebody said a sentence to another device; what is spoken is glossed here, where its signs are known."""
        return self._draft(_Draft(self._take_id(), sentence, stamps, relayed=True, ref=ref))

    def answered(self, answer: Answer) -> list[Outcome]:
        """The translator answered the request that is open; what follows may be the next one."""
        if not self._drafts or self._drafts[0].id != answer.id:
            raise InputError(f"expected the answer to the open request, got one to {answer.id}")
        draft = self._drafts.popleft()
        match answer:
            case InEnglish(text=text, glosses=glosses):
                shown: list[Outcome] = [self._show(draft, replace(draft.sentence, text=text, glosses=glosses))]
            case InGloss(plans=plans, after=after):
                self._discourse = after
                glosses = tuple(token.gloss for plan in plans for token in plan.tokens)
                shown = [self._show(draft, replace(draft.sentence, glosses=glosses), plans)]
            case Untranslated():
                shown = [self._show(draft, draft.sentence)] if draft.signs else []
                shown.append(replace(answer, ref=draft.ref))
        return [*shown, *self._advance()]

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

    def presented(self, sentence_id: int, t6_s: float) -> LatencyRecord | None:
        """A sentence was first heard or seen at `t6_s`; its latency record, unless it was stamped or forgotten."""
        record = self.ledger.get(sentence_id)
        if record is None or "t6" in record.stamps:
            return None
        record.stamp("t6", t6_s)
        return record

    def _push(self, slot: _Slot, stamps: Stamps, now_s: float) -> None:
        self._slots.append(slot)
        self._rest_s = None
        self._stamps = {**stamps, "t4": stamps.get("t4", now_s)}

    def _close(self, now_s: float) -> list[Outcome]:
        slots, self._slots, self._rest_s = self._slots, [], None
        if not slots:
            return []
        signs = tuple(Signed(slot.gloss, (), slot.alternatives) for slot in slots if slot.gloss is not None)
        unclear = tuple(
            tuple(option.gloss for option in slot.question.options) for slot in slots if slot.question is not None
        )
        certainty = 0.0 if unclear else min(slot.certainty for slot in slots)
        sentence = Sentence("signer", "", certainty, tuple(sign.gloss for sign in signs), unclear)
        return self._draft(_Draft(self._take_id(), sentence, {**self._stamps, "closed": now_s}, signs))

    def _spoken(self, text: str, certainty: float, stamps: Stamps, ref: int = 0) -> list[Outcome]:
        return self._draft(_Draft(self._take_id(), Sentence("speaker", text.strip(), certainty), stamps, ref=ref))

    def _draft(self, draft: _Draft) -> list[Outcome]:
        self._drafts.append(draft)
        return self._advance() if len(self._drafts) == 1 else []

    def _advance(self) -> list[Outcome]:
        """Shows drafts that need no translation, up to the first that does: that one is asked for."""
        outcomes: list[Outcome] = []
        while self._drafts and self._drafts[0].ready:
            draft = self._drafts.popleft()
            outcomes.append(self._show(draft, draft.sentence))
        if self._drafts:
            outcomes.append(self._request(self._drafts[0]))
        return outcomes

    def _request(self, draft: _Draft) -> Request:
        if draft.sentence.speaker == "speaker":
            return ToGloss(draft.id, draft.sentence.text, self._discourse)
        return ToEnglish(draft.id, draft.signs, tuple(gloss for sentence in self._recent for gloss in sentence))

    def _show(self, draft: _Draft, sentence: Sentence, plans: tuple[Plan, ...] = ()) -> Utterance:
        self._recent.append(sentence.glosses)
        self.ledger.open(draft.id, sentence.speaker, draft.stamps, draft.relayed)
        return Utterance(draft.id, sentence, plans, draft.relayed, draft.ref)

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
