"""Films the figure: the page's own scene and player in headless Chromium, with a stepped clock.

A small server on a loopback port gives the film page (`web/film.html`) its shots and receives its frames: the page
polls, so nothing has to drive it. Software graphics suffice; they make filming slower, not the film.
"""

import json
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import numpy as np

import signspan
from signspan.errors import LimitError, MissingError, SignspanError
from signspan.motion.clip import Clip
from signspan.motion.rig import FIGURES
from signspan.motion.vrma import to_vrma
from signspan.perceive.perceiver import Image

PAGE = Path(signspan.__file__).parents[1] / "web" / "dist"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--use-gl=angle"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"),
)
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PATIENCE_S = 180.0  # for one frame, on a busy machine
POLL_S = 5.0
MAX_WAITING = 8  # frames; when full, the page waits before it renders the next
MAX_FRAMES = 30 * 60 * 10
MAX_SIDE = 1920


@dataclass(frozen=True)
class Shot:
    """How a motion is filmed: pixels, camera (`web/src/perform/scene.ts`) and which figure."""

    width: int = 640
    height: int = 480
    view: Literal["space", "close", "face"] = "space"
    figure: str = "signer"


class Studio:
    """A context manager: one Chromium for any number of shots. `smooth` edges take four times as long.

    Raises `MissingError` if Chromium or the built page is missing.
    """

    def __init__(self, smooth: bool = True) -> None:
        self._page = "film.html" if smooth else "film.html?rough"

    def __enter__(self) -> Self:
        if not (PAGE / "film.html").is_file():
            raise MissingError("expected the built page in web/dist: make setup builds it")
        browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
        if browser is None:
            raise MissingError("filming needs Chromium: apt-get install chromium")
        self._wanted: queue.Queue[tuple[int, bytes]] = queue.Queue(1)
        self._frames: queue.Queue[bytes | str] = queue.Queue(MAX_WAITING)
        self._motion, self._number = b"", 0
        self._closed = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._profile = tempfile.TemporaryDirectory(prefix="signspan-film-", ignore_cleanup_errors=True)
        address = f"http://127.0.0.1:{self._server.server_port}/{self._page}"
        command = [browser, *FLAGS, f"--user-data-dir={self._profile.name}", address]
        self._browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._browser.terminate()
        self._browser.wait(20)
        self._server.shutdown()
        self._server.server_close()
        self._profile.cleanup()

    def shoot(self, motion: Clip, shot: Shot | None = None, times: Sequence[float] | None = None) -> Iterator[Image]:
        """Frames (H, W, 3) uint8 RGB of a motion at `times` in seconds, rising; by default all of its frames.

        Take every frame before the next shot. Raises `LimitError` for a film too long or too large, `SignspanError` if
        the browser fails.
        """
        shot = shot or Shot()
        stamps = [k / motion.fps for k in range(len(motion))] if times is None else list(times)
        if len(stamps) > MAX_FRAMES:
            raise LimitError(f"expected a film of at most {MAX_FRAMES} frames, got {len(stamps)}")
        if max(shot.width, shot.height) > MAX_SIDE:
            raise LimitError(f"expected at most {MAX_SIDE} pixels a side, got {shot.width}×{shot.height}")
        self._number += 1
        self._motion = to_vrma(motion)
        row = {"number": self._number, "figure": shot.figure, "view": shot.view, "fps": motion.fps}
        row |= {"width": shot.width, "height": shot.height, "times": stamps}
        self._wanted.put((self._number, json.dumps(row).encode()))
        for _ in stamps:
            content = self._next()
            if len(content) != shot.width * shot.height * 4:
                raise SignspanError(f"expected a frame of {shot.width}×{shot.height}, got {len(content)} bytes")
            picture = np.frombuffer(content, np.uint8).reshape(shot.height, shot.width, 4)
            yield np.ascontiguousarray(picture[::-1, :, :3])

    def _next(self) -> bytes:
        late = time.monotonic() + PATIENCE_S
        while time.monotonic() < late:
            try:
                frame = self._frames.get(timeout=POLL_S)
            except queue.Empty:
                if self._browser.poll() is not None:
                    raise SignspanError(f"Chromium ended with {self._browser.returncode} while filming") from None
                continue
            if isinstance(frame, str):
                raise SignspanError(f"the film page failed: {frame:.200}")
            return frame
        raise SignspanError(f"expected a frame within {PATIENCE_S:.0f} s, got none: has this Chromium WebGL?")


def _handler(studio: Studio) -> type[BaseHTTPRequestHandler]:
    """The requests of the page to `studio`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Keeps stderr for progress."""

        def _answer(self, status: int, content: bytes = b"", kind: str = "application/octet-stream") -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            if self.path == "/film/shot":
                try:
                    self._answer(200, studio._wanted.get(timeout=POLL_S)[1], "application/json")
                except queue.Empty:
                    self._answer(410 if studio._closed.is_set() else 204)
            elif self.path.startswith("/film/motion/"):
                self._answer(200, studio._motion)
            elif self.path.startswith("/avatar/"):
                self._file(FIGURES, self.path.removeprefix("/avatar/"))
            else:
                self._file(PAGE, self.path.partition("?")[0].lstrip("/"))

        def _file(self, folder: Path, name: str) -> None:
            path = (folder / name).resolve()
            if folder.resolve() in path.parents and path.is_file():
                self._answer(200, path.read_bytes(), TYPES.get(path.suffix, "application/octet-stream"))
            else:
                self._answer(404)

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            number = self.path.rsplit("/", 1)[-1]
            if self.path == "/film/failed":
                studio._frames.put(content.decode(errors="replace"))
            elif number == str(studio._number):  # a frame of an abandoned shot is ignored
                studio._frames.put(content)
            self._answer(204)

    return Handler
