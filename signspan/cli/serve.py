"""`signspan serve`."""

import argparse
import os
from pathlib import Path

from signspan.cli.command import Commands, Rows, asks, hears, llm_of


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    serve = commands.add("serve", _serve, "serve the page, its conversations and rooms for two devices")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on; this machine alone by default")
    serve.add_argument("--port", type=int, default=8000, help="8000 by default")
    about = (
        "where two devices meet: here (the default; set ROOM_SECRET to keep tokens valid), or a Worker (docs/rooms.md)"
    )
    serve.add_argument("--rooms", metavar="URL", default="here", help=about)
    serve.add_argument(
        "--nats", metavar="URL", help="share rooms through NATS, such as nats://127.0.0.1:4222 (docs/servers.md)"
    )
    serve.add_argument(
        "--ice", type=Path, metavar="FILE", help="STUN and TURN servers, a JSON list; none by default (docs/rooms.md)"
    )
    serve.add_argument(
        "--rtc", action="store_true", help="pages may also talk to this server over WebRTC (docs/servers.md)"
    )
    serve.add_argument(
        "--tunnel", action="store_true", help="also serve at a public address, through ngrok (NGROK_AUTHTOKEN)"
    )
    hears(serve)
    asks(serve)


def _serve(options: argparse.Namespace) -> Rows:
    from signspan.errors import InputError
    from signspan.serve.options import ServeOptions
    from signspan.serve.room_config import RoomConfig
    from signspan.serve.rooms.create_routes import SECRET, create_room_routes
    from signspan.serve.run import run

    llm, here = llm_of(options) if options.llm else None, options.rooms == "here"
    if options.nats and not here:
        raise InputError(f"expected --nats with rooms here, got --rooms {options.rooms[:60]}")
    room_config = RoomConfig.of(None if here else options.rooms, options.ice)
    room_routes = create_room_routes(os.environ.get(SECRET, ""), options.nats) if here else None
    served = ServeOptions(options.hearing, llm, room_config, room_routes, options.rtc)
    run(served, options.host, options.port, options.tunnel)
    return ()
