"""Creates the routes to rooms, local to this process or shared through NATS, with the given secret or a new one."""

import secrets

from signspan.errors import InputError, MissingError
from signspan.room.token import MIN_SECRET
from signspan.serve.logs import logger
from signspan.serve.rooms.local_rooms import LocalRooms
from signspan.serve.rooms.routes import RoomRoutes

SECRET = "ROOM_SECRET"  # noqa: S105 - the variable's name


def create_room_routes(secret: str, nats: str | None) -> RoomRoutes:
    """The routes for this server's own page; `nats` is the address of a NATS server that shares the rooms.

    Raises `InputError` for a secret that is too short, or missing although several servers must share it, and
    `MissingError` if the package for NATS is not installed.
    """
    if secret and len(secret.encode()) < MIN_SECRET:
        raise InputError(f"expected {SECRET} to have at least {MIN_SECRET} bytes, got {len(secret.encode())}")
    if nats and not secret:
        raise InputError(f"expected {SECRET} in the environment, the same for every server that shares rooms, got none")
    key, rooms = secret.encode() or secrets.token_bytes(MIN_SECRET), LocalRooms(_log)
    if not nats:
        return RoomRoutes(rooms, key, _log)
    try:
        from signspan.serve.rooms.nats_rooms import NatsRooms
    except ImportError:
        raise MissingError("sharing rooms needs nats-py: pip install 'signspan[nats]'") from None
    return RoomRoutes(NatsRooms.of(nats, key, rooms), key, _log)


def _log(event: str, code: str) -> None:
    """Logs the event names of docs/rooms.md, never a room's code, a name or an address."""
    logger().info(event, extra={"code": code} if code else {})
