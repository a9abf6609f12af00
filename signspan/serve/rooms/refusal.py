"""Refused handshakes, with a reason of docs/rooms.md."""

from starlette.websockets import WebSocket

from signspan.room.action import Close, Send, refused
from signspan.wire.limits import SUBPROTOCOL


async def turn_away(socket: WebSocket, code: str) -> None:
    """Accepts the socket only to close it with a reason that a page can show."""
    await socket.accept(SUBPROTOCOL)
    for action in refused("", code):
        match action:
            case Send(_, data):
                await socket.send_bytes(data)
            case Close(_, close, reason):
                await socket.close(close, reason)
