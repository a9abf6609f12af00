"""The origin of a request: only our own page is accepted."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request


def same_origin(connection: HTTPConnection) -> bool:
    """Whether the request is from our own page or from a program. Browsers send an origin; programs send none, and are
    accepted."""
    return "origin" not in connection.headers or own_page(connection)


def require_own_origin(request: Request) -> None:
    """A dependency of routes with side effects: no other site's page may post to them from a user's browser."""
    if request.method == "POST" and not same_origin(request):
        raise HTTPException(403, "origin")


def own_page(connection: HTTPConnection) -> bool:
    """The same for requests that only pages make, such as rooms: an origin is required."""
    origin, host = connection.headers.get("origin"), connection.headers.get("host")
    try:
        return origin is not None and bool(host) and urlsplit(origin).netloc == host
    except ValueError:  # as http://[
        return False


def address_of(connection: HTTPConnection) -> str:
    """The client's network address; a proxy on this machine is trusted (uvicorn's rule)."""
    return connection.client.host if connection.client else "nowhere"
