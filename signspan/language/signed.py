"""One recognised sign of a sentence: its gloss, non-manual markers, and alternatives."""

from dataclasses import dataclass

from signspan.events import Alternative, Marker


@dataclass(frozen=True, slots=True)
class Signed:
    """`alternatives` are all candidates with their probabilities, `gloss` among them; empty if it is certain."""

    gloss: str
    markers: tuple[Marker, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
