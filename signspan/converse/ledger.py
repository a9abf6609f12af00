"""The latency ledger: every stage of every sentence, with nothing left out.

Stamps, on the conversation's clock in seconds: t0 frame or sound captured, t1 landmarks or audio
ready, t2 sent, t3 received, t4 token or words committed, t5 text or glosses ready, t6 first audio
sample or avatar frame. Endpointing (waiting to know that a sentence is over) has a line of its own
and is part of the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from signspan.events import Speaker

SIGNED = (
    ("perceive", "t0", "t1"),
    ("send", "t1", "t2"),
    ("transport", "t2", "t3"),
    ("recognise", "t3", "t4"),
    ("endpointing", "t4", "closed"),
    ("language", "closed", "t5"),
    ("voice", "t5", "made"),
    ("present", "made", "t6"),
)
HEARD = (
    ("endpointing", "t0", "t3"),
    ("recognise", "t3", "t4"),
    ("language", "t4", "t5"),
    ("motion", "t5", "made"),
    ("present", "made", "t6"),
)
RELAYED = (
    ("other device", "t0", "t2"),
    ("transport", "t2", "t3"),
    ("language", "t3", "t5"),
    ("voice or motion", "t5", "made"),
    ("present", "made", "t6"),
)


@dataclass(slots=True)
class LatencyRecord:
    """One sentence's stamps, by name, whose sentence it is, and whether another device took it in."""

    speaker: Speaker
    stamps: dict[str, float] = field(default_factory=dict)
    relayed: bool = False

    def stamp(self, name: str, at_s: float) -> None:
        self.stamps[name] = at_s

    def stages(self) -> dict[str, float]:
        """Milliseconds of each stage whose two stamps are known, and of the whole as `end to end`."""
        own = SIGNED if self.speaker == "signer" else HEARD
        found = {
            name: (self.stamps[end] - self.stamps[start]) * 1000
            for name, start, end in (RELAYED if self.relayed else own)
            if start in self.stamps and end in self.stamps
        }
        if "t0" in self.stamps and "t6" in self.stamps:
            found["end to end"] = (self.stamps["t6"] - self.stamps["t0"]) * 1000
        return found


class Ledger:
    """The newest `KEPT` sentences' records by sentence id; older ones are forgotten."""

    KEPT = 64

    def __init__(self) -> None:
        self._records: dict[int, LatencyRecord] = {}

    def open(
        self, sentence_id: int, speaker: Speaker, stamps: Mapping[str, float], relayed: bool = False
    ) -> LatencyRecord:
        """A new record with the stamps known so far."""
        record = LatencyRecord(speaker, dict(stamps), relayed)
        self._records[sentence_id] = record
        while len(self._records) > self.KEPT:
            self._records.pop(next(iter(self._records)))
        return record

    def get(self, sentence_id: int) -> LatencyRecord | None:
        return self._records.get(sentence_id)
