"""Running the server until it is stopped; a first Ctrl-C lets conversations end."""

import asyncio
import sys

import uvicorn

from signspan.errors import InputError, MissingError
from signspan.serve.app import create_app
from signspan.serve.listening import config_of
from signspan.serve.options import ServeOptions
from signspan.serve.tunnel import open_tunnel

# How long a worker thread may keep the interpreter while the event loop waits for it. Python's default of 5 ms is per
# switch, and an answer takes several: `signspan bench stalls` measures it.
SWITCH_S = 0.0005


def run(options: ServeOptions, host: str, port: int, tunnel: bool = False) -> None:
    """Serves on `host:port` until stopped, with a `tunnel` also to everybody who has its address.

    Raises `InputError` or `MissingError` if it cannot.
    """
    if not 0 < port < 65536:
        raise InputError(f"expected a port from 1 to 65535, got {port}")
    if options.room_routes is not None:
        asyncio.run(options.room_routes.backend.probe())
    config = config_of(create_app(options), host, port)
    try:
        listening = config.bind_socket()
    except SystemExit as error:  # uvicorn's error if the address cannot be bound
        raise MissingError(f"expected a free port, {host}:{port} cannot be used") from error
    sys.setswitchinterval(SWITCH_S)
    if tunnel:
        print(f"Signspan is on {open_tunnel(port)} for everybody who has this address", file=sys.stderr)  # noqa: T201
    print(f"Signspan is on http://{host}:{port}  (Ctrl-C stops it)", file=sys.stderr)  # noqa: T201 - said to a person
    uvicorn.Server(config).run(sockets=[listening])
