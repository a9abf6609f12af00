"""The finals that some member still lacks: bounded, kept until all have acknowledged them, then deleted at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from signspan.room.action import Action, Erase, Keep
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import PENDING, PENDING_BYTES

PREFIX = "final/"


def _key(seq: int) -> str:
    return f"{PREFIX}{seq:010d}"


@dataclass(slots=True)
class Backlog:
    """Finals in the room's order, each with the members still waiting for it."""

    _finals: dict[int, wire.KeptFinal] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Iterable[bytes]) -> "Backlog":
        """From storage."""
        finals = sorted((wire.KeptFinal.FromString(data) for data in kept), key=lambda final: final.seq)
        return cls({final.seq: final for final in finals})

    def add(self, final: wire.KeptFinal) -> Iterator[Action]:
        """Keeps a final that somebody waits for."""
        if final.waiting:
            self._finals[final.seq] = final
            yield Keep(_key(final.seq), final.SerializeToString())

    def waiting(self, member: int) -> list[wire.KeptFinal]:
        """The finals that member has not acknowledged, in order."""
        return [final for final in self._finals.values() if member in final.waiting]

    def over(self, member: int) -> bool:
        """Whether too much is kept for that member."""
        waiting = self.waiting(member)
        return len(waiting) > PENDING or sum(len(final.payload) for final in waiting) > PENDING_BYTES

    def acknowledge(self, member: int, seq: int) -> Iterator[Action]:
        """That member has everything up to `seq`."""
        for final in [final for final in self.waiting(member) if final.seq <= seq]:
            final.waiting.remove(member)
            if final.waiting:
                yield Keep(_key(final.seq), final.SerializeToString())
            else:
                del self._finals[final.seq]
                yield Erase(_key(final.seq))
