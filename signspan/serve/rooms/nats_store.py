"""Rooms' states in a JetStream key-value bucket: whole rooms, each written only by whoever wrote it last.

A room is one value, so that a crash finds all of a change or nothing of it. Every write names the revision it follows
(optimistic concurrency): a process that was thought dead and comes back finds its write refused, and lets go.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import nats.errors
import nats.js.errors
from google.protobuf.message import DecodeError
from nats.js.kv import KeyValue

from signspan.serve.rooms.store import LostError
from signspan.wire import bus_pb2 as bus

KEPT_S = 24 * 3600.0  # after its last change a room is deleted, whoever is in it

# Anything that a NATS client raises for a server that is gone, slow, full, or holds something newer.
TROUBLE = (nats.errors.Error, nats.js.errors.Error, OSError)


@dataclass(slots=True)
class NatsStore:
    """One room's `RoomStore`; `revision` is that of its last write, 0 before the first."""

    bucket: KeyValue
    name: str
    revision: int = 0

    async def read(self) -> dict[str, bytes] | None:
        """What is there, whoever wrote it; from then on this process may be the next to write."""
        try:
            entry = await self.bucket.get(self.name)
        except nats.js.errors.KeyNotFoundError:  # deleted ones too
            return None
        except TROUBLE as error:
            raise LostError("expected NATS to answer") from error
        self.revision = entry.revision or 0
        room = bus.StoredRoom()
        try:
            room.ParseFromString(entry.value or b"")
        except DecodeError as error:
            raise LostError("expected a stored room, got something else") from error
        return dict(room.stored)

    async def create(self, stored: Mapping[str, bytes]) -> bool:
        """The first write; false where there is such a room."""
        try:
            self.revision = await self.bucket.create(self.name, _packed(stored))
        except nats.js.errors.KeyWrongLastSequenceError:
            return False
        except TROUBLE as error:
            raise LostError("expected NATS to answer") from error
        return True

    async def write(self, stored: Mapping[str, bytes]) -> None:
        try:
            self.revision = await self.bucket.update(self.name, _packed(stored), self.revision)
        except TROUBLE as error:
            raise LostError("expected to be the room's last writer, and NATS to answer") from error

    async def delete(self) -> None:
        try:
            await self.bucket.delete(self.name, self.revision)
        except TROUBLE as error:
            raise LostError("expected to be the room's last writer, and NATS to answer") from error


def _packed(stored: Mapping[str, bytes]) -> bytes:
    return bus.StoredRoom(stored=stored).SerializeToString()
