"""Handshakes that end at once: the table of docs/rooms.md, beside what a room itself refuses."""

from starlette.websockets import WebSocket

from signspan.room.action import POLICY, TRY_LATER, Close, Refusal, Send

PROTOCOL = "signspan.room.v1"  # what a page asks for beside its token, and what is answered

TOKEN = Refusal("token", POLICY)
TOKEN_EXPIRED = Refusal("token-expired", POLICY)
NO_ROOM = Refusal("no-room", POLICY)
ADDRESS_FULL = Refusal("address-full", TRY_LATER, 60)
BUSY = Refusal("busy", TRY_LATER, 30)
UNREACHABLE = Refusal("unreachable", TRY_LATER, 2)


async def turn_away(socket: WebSocket, why: Refusal) -> None:
    """Opens the socket to say why in words a page can show, then closes it."""
    await socket.accept(PROTOCOL)
    for action in why.actions(""):
        match action:
            case Send(_, data):
                await socket.send_bytes(data)
            case Close(_, code, reason):
                await socket.close(code, reason)
