"""`POST /api/rtc`: an offer of data channels in, the answer out; who may call, and how often."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from signspan.serve.origin import address_of, same_origin
from signspan.serve.rooms.door import Doors
from signspan.serve.rtc.call import OFFER_BYTES, Calls, Serve


class Offer(BaseModel):
    """A session description with all its candidates."""

    sdp: str = Field(max_length=OFFER_BYTES)


def router(calls: Calls, serve: Serve, full: Callable[[], bool]) -> APIRouter:
    """The route; each call that is answered is served with `serve`."""
    routes, doors = APIRouter(), Doors()

    @routes.post("/api/rtc", status_code=201)
    async def offered(request: Request, offer: Offer) -> Response:
        """The same conversation as `/ws`, over WebRTC; for the server's own page."""
        if not same_origin(request):
            return JSONResponse({"error": "origin"}, 403)
        if not doors.allows(address_of(request), "dial"):
            return JSONResponse({"error": "busy"}, 429)
        if full():
            return JSONResponse({"error": "busy"}, 503)
        return JSONResponse({"sdp": await calls.answer(offer.sdp, serve)}, 201)

    return routes
