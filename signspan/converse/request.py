"""What a conversation asks of its translator, and what it is answered. One request at a time, answered by its id."""

from dataclasses import dataclass

from signspan.events import Plan
from signspan.language.discourse import Discourse
from signspan.language.signed import Signed


@dataclass(frozen=True, slots=True)
class ToEnglish:
    """Signs to put into English; `recent` are glosses of the sentences before, by which unclear signs are weighed."""

    id: int
    signs: tuple[Signed, ...]
    recent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToGloss:
    """Text to plan signs for; `before` is what the conversation knows of people and places."""

    id: int
    text: str
    before: Discourse


Request = ToEnglish | ToGloss


@dataclass(frozen=True, slots=True)
class InEnglish:
    """Answers `ToEnglish`: the sentence, and the glosses as they were settled."""

    id: int
    text: str
    glosses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InGloss:
    """Answers `ToGloss`: the plans (none for text that can be read and not signed), and what is known after it."""

    id: int
    plans: tuple[Plan, ...]
    after: Discourse


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Answers either: why nothing could be made of it. `ref` is the page's own number for what it asked, if it did."""

    id: int
    reason: str
    ref: int = 0


Answer = InEnglish | InGloss | Untranslated
