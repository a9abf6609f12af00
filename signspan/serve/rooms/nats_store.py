"""The state of rooms in a JetStream key-value bucket: whole rooms, each written only by its last writer.

A room is one value, so changes are atomic even in a crash. Every write names the revision it follows (optimistic
concurrency): a process that was thought dead and comes back has its write refused, and stops running the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import nats.errors
import nats.js.errors
from google.protobuf.message import DecodeError
from nats.js.kv import KeyValue

from signspan.serve.rooms.store import LostError
from signspan.wire import bus_pb2 as bus

KEPT_S = 24 * 3600.0  # a room is deleted this long after its last change, even with members

# Everything a NATS client raises if the server is gone, slow, full, or has a newer revision.
TROUBLE = (nats.errors.Error, nats.js.errors.Error, OSError)


@dataclass(slots=True)
class NatsStore:
    """One room's `RoomStore`; `revision` is that of its last write, 0 before the first."""

    bucket: KeyValue
    name: str
    revision: int = 0

    async def read(self) -> dict[str, bytes] | None:
        """The stored state, whoever wrote it; after this, this process may write next."""
        try:
            entry = await self.bucket.get(self.name)
        except nats.js.errors.KeyNotFoundError:  # also if it was deleted
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
        """The first write; false if the room exists."""
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
