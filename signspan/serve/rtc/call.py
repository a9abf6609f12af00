"""Answering a page's offer: one peer connection, its two data channels, and a session that ends with it.

Offers and answers are complete, with all candidates. This side uses no STUN or TURN server: a page that cannot reach
this machine directly uses the WebSocket. Connections open UDP ports on all of this machine's addresses, not only the
one that serves the page.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.sdp import SessionDescription

from signspan.errors import FormatError, LimitError
from signspan.serve.rtc.channel import Channel

OFFER_BYTES = 16 * 1024
CANDIDATES = 32  # this server sends a packet to each
OPEN_S = 15.0

Serve = Callable[[Channel], Awaitable[None]]


@dataclass(slots=True)
class Calls:
    """The open connections; each enters `counted`, with its page's address, for as long as it lasts."""

    counted: Callable[[str], AbstractAsyncContextManager[None]]
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def answer(self, offer: str, serve: Serve, address: str) -> str:
        """The answer to an offer from `address`; `serve` is called once the page's channel is open.

        Raises `FormatError` or `LimitError` for anything but an offer of only data channels.
        """
        checked(offer)
        connection, channel, stack = RTCPeerConnection(RTCConfiguration(iceServers=[])), Channel(), AsyncExitStack()
        connection.on("datachannel", channel.add)

        def changed() -> None:
            if connection.connectionState in {"failed", "closed"}:
                channel.end()
                channel.opened.set()

        connection.on("connectionstatechange", changed)
        stack.push_async_callback(connection.close)
        await stack.enter_async_context(self.counted(address))
        try:
            await connection.setRemoteDescription(RTCSessionDescription(offer, "offer"))
            await connection.setLocalDescription(await connection.createAnswer())
        except asyncio.CancelledError:
            await stack.aclose()
            raise
        except Exception as error:  # the library raises anything on untrusted text
            await stack.aclose()
            raise FormatError("expected an offer of data channels, got another text") from error
        task = asyncio.create_task(self._run(stack, channel, serve))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.sleep(0)  # a task cancelled before it starts would close nothing
        return str(connection.localDescription.sdp)

    async def stop(self) -> None:
        """Ends every connection."""
        tasks = list(self._running)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def __len__(self) -> int:
        return len(self._running)

    async def _run(self, stack: AsyncExitStack, channel: Channel, serve: Serve) -> None:
        async with stack:
            try:
                async with asyncio.timeout(OPEN_S):
                    await channel.opened.wait()
            except TimeoutError:
                return  # the page never connected
            await serve(channel)


def checked(offer: str) -> None:
    """Raises `FormatError` or `LimitError` unless the offer has only data channels: no audio, no video."""
    if len(offer) > OFFER_BYTES:
        raise LimitError(f"expected an offer of at most {OFFER_BYTES} bytes, got more")
    try:
        media = SessionDescription.parse(offer).media
    except Exception as error:  # as above
        raise FormatError("expected an offer of data channels, got another text") from error
    if [part.kind for part in media] != ["application"]:
        raise FormatError(f"expected an offer of data channels alone, got {len(media)} parts")
    if len(media[0].ice_candidates) > CANDIDATES:
        raise LimitError(f"expected at most {CANDIDATES} candidates, got {len(media[0].ice_candidates)}")
