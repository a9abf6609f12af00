"""One sign of a sentence as the signer's side has it: its gloss, what the face said, what else it may have been."""

from dataclasses import dataclass

from signspan.events import Alternative, Marker


@dataclass(frozen=True, slots=True)
class Signed:
    """`alternatives` are all candidates with their probabilities, `gloss` among them; empty where it is certain."""

    gloss: str
    markers: tuple[Marker, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
