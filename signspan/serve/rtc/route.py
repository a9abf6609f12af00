"""`POST /api/rtc`: an offer of data channels in, the answer out; limits who may call, and how often."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from signspan.serve.origin import address_of, require_own_origin
from signspan.serve.rooms.address_limiter import AddressLimiter
from signspan.serve.rtc.call import OFFER_BYTES, Calls, Serve


class Offer(BaseModel):
    """A session description with all its candidates."""

    sdp: str = Field(max_length=OFFER_BYTES)


def router(calls: Calls, serve: Serve, crowded: Callable[[str], str]) -> APIRouter:
    """The route; `serve` serves each answered call; calls from a `crowded` address are refused."""
    routes, limiter = APIRouter(dependencies=[Depends(require_own_origin)]), AddressLimiter()

    @routes.post("/api/rtc", status_code=201)
    async def offered(request: Request, offer: Offer) -> Response:
        """The same conversation as `/ws`, over WebRTC; for the server's own page."""
        address = address_of(request)
        if not limiter.allows(address, "dial"):
            return JSONResponse({"error": "busy"}, 429)
        if crowded(address):
            return JSONResponse({"error": "busy"}, 503)
        return JSONResponse({"sdp": await calls.answer(offer.sdp, serve, address)}, 201)

    return routes
