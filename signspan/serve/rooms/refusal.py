"""Handshakes that end at once, for a reason of docs/rooms.md."""

from starlette.websockets import WebSocket

from signspan.room.action import Close, Send, refused
from signspan.wire.limits import SUBPROTOCOL


async def turn_away(socket: WebSocket, code: str) -> None:
    """Opens the socket to say why in words a page can show, then closes it."""
    await socket.accept(SUBPROTOCOL)
    for action in refused("", code):
        match action:
            case Send(_, data):
                await socket.send_bytes(data)
            case Close(_, close, reason):
                await socket.close(close, reason)
