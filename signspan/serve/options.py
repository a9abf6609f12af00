"""The options of a server."""

from dataclasses import dataclass, field
from pathlib import Path

import signspan
from signspan.hear.weights import Hearing
from signspan.language.llm import Llm
from signspan.serve.room_config import RoomConfig
from signspan.serve.rooms.routes import RoomRoutes

_ROOT = Path(signspan.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """`llm` is a server that the user chose. `room_config` says where rooms are: here, if there are `room_routes`. With
    `rtc`, conversations also work over WebRTC. `page` is the built page, `task` the assembled bundle of perception
    models that pages load."""

    hearing: Hearing = "english"
    llm: Llm | None = None
    room_config: RoomConfig = field(default_factory=RoomConfig)
    room_routes: RoomRoutes | None = None
    rtc: bool = False
    page: Path = _ROOT / "web" / "dist"
    task: Path = _ROOT / ".cache" / "holistic.task"
