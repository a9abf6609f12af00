"""The events every room speaks: small, immutable, and nothing but data.

Times are seconds on the conversation's one clock (monotonic, origin arbitrary) unless a name says
otherwise; probabilities are calibrated, in [0, 1]. An event never holds pixels or audio longer than
the room that needs it.
"""

from dataclasses import dataclass, field
from typing import Literal

Speaker = Literal["signer", "speaker"]
TokenKind = Literal["sign", "fingerspell", "point", "number"]
SentenceType = Literal["statement", "yes-no-question", "wh-question", "command"]
Locus = Literal["right", "left", "far-right", "far-left", "around"]
Marker = Literal[
    "brows-raised",
    "brows-furrowed",
    "head-shake",
    "head-nod",
    "head-forward",
    "topic",
    "conditional",
]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One candidate gloss and its probability."""

    gloss: str
    probability: float


@dataclass(frozen=True, slots=True)
class Gloss:
    """The recogniser is sure enough: this sign was made between `start_s` and `end_s`."""

    gloss: str
    probability: float
    start_s: float
    end_s: float
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A sign was made, and it is one of `alternatives`; a person has to say which."""

    alternatives: tuple[Alternative, ...]
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SignerIdle:
    """The signer's hands came to rest at `at_s`."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Clarify:
    """Asks the people: which of `options` was meant? Answered by `Choice` with the same `id`."""

    id: int
    options: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's answer to `Clarify`; `gloss` is None for "none of these"."""

    id: int
    gloss: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word, times in seconds from the start of its audio."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Partial:
    """Words so far. The first `committed` words never change; the rest may."""

    words: tuple[Word, ...]
    committed: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Final:
    """One finished utterance. `speech_end_s` is when the voice stopped, on the audio's clock."""

    words: tuple[Word, ...]
    text: str
    speech_end_s: float


@dataclass(frozen=True, slots=True)
class Typed:
    """The speaker typed instead of speaking."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """One planned sign: an upper-case gloss, how it is made, and the markers it carries.

    `source` is the word or words of the sentence that it stands for; `locus` the place, as the signer has it, of whom
    or what it is about (a pointing sign points there, any other is followed by a pointing that gives it the place);
    `repeat` how often the sign is made, as plurals and what goes on and on ask for.
    """

    gloss: str
    kind: TokenKind
    markers: tuple[Marker, ...] = ()
    source: str = ""
    locus: Locus | None = None
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence as signs in order, with what kind of sentence it is."""

    tokens: tuple[Token, ...]
    sentence_type: SentenceType


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for the transcript. `certainty` is the weakest link, in [0, 1]."""

    speaker: Speaker
    text: str
    certainty: float
    glosses: tuple[str, ...] = ()
    unclear: tuple[tuple[str, ...], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence for the transcript under its id; `plans` for a speaker's sentence, else empty.

    `relayed` says that another device took it in, and that it goes back to none; `ref` is the page's own number for a
    sentence that it asked to have said, so that it need not ask again.
    """

    id: int
    sentence: Sentence
    plans: tuple[Plan, ...] = ()
    relayed: bool = False
    ref: int = 0


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """When, in the motion, a gloss is signed, and where its motion came from.

    `source` is one of `taught` (a person's own sign), `lexicon`, `alias`, `lemma`, `synonym`, `point`, `number`,
    `fingerspell`.
    """

    gloss: str
    start_s: float
    end_s: float
    source: str
