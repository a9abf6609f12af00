"""Where a request's page came from: only our own page may talk."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request


def same_origin(connection: HTTPConnection) -> bool:
    """A browser says where its page came from. Programs send no origin, and may talk."""
    return "origin" not in connection.headers or own_page(connection)


def require_own_origin(request: Request) -> None:
    """A dependency of routes that do something: no other site's page may post to them with a person's browser."""
    if request.method == "POST" and not same_origin(request):
        raise HTTPException(403, "origin")


def own_page(connection: HTTPConnection) -> bool:
    """The same for what pages alone ask for, as a room: without an origin there is no page."""
    origin, host = connection.headers.get("origin"), connection.headers.get("host")
    try:
        return origin is not None and bool(host) and urlsplit(origin).netloc == host
    except ValueError:  # as http://[
        return False


def address_of(connection: HTTPConnection) -> str:
    """The other end's network address; a proxy on this machine is believed (uvicorn's rule)."""
    return connection.client.host if connection.client else "nowhere"
