"""A chat completion server on this machine that behaves, and misbehaves, as a test says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, ClassVar

from signspan.language.llm import Llm


class Handler(BaseHTTPRequestHandler):
    """Answers as `behave` says and keeps what was asked."""

    behave: ClassVar[Any] = None
    asked: ClassVar[list[tuple[dict[str, Any], dict[str, str]]]] = []
    stop: ClassVar[threading.Event] = threading.Event()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Handler.asked.append((body, dict(self.headers)))
        with suppress(OSError):
            Handler.behave(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass

    def answer(self, content: str, status: int = 200) -> None:
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Listening(ThreadingHTTPServer):
    """Without HTTPServer's look-up of the machine's name, which takes seconds where there is no name server."""

    daemon_threads = True

    def server_bind(self) -> None:
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]


@contextmanager
def server(behave: Any, deadline_s: float = 10) -> Iterator[Llm]:
    Handler.behave, Handler.asked, Handler.stop = staticmethod(behave), [], threading.Event()
    listening = Listening(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Llm(f"http://127.0.0.1:{listening.server_port}/v1", "tiny", deadline_s)
    finally:
        Handler.stop.set()
        listening.shutdown()
        listening.server_close()
        thread.join()


def says(**answer: Any) -> Any:
    return lambda handler: handler.answer(json.dumps(answer))
