"""A language model by choice: one adapter for any server that speaks OpenAI's `/v1/chat/completions`.

Off unless a person names a server. It may only say better what the rules already say: for English it gets the glosses
and the rules' sentence, for signing the plan's glosses, of which it chooses the order. Answers are checked, and the
rules' own answer stands where the server is late, fails, or says anything else. Nothing is retried or followed
elsewhere. The key, where a server wants one, is in the environment as `SIGNSPAN_LLM_KEY`.
"""

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from signspan.errors import FormatError, InputError, MissingError, SignspanError
from signspan.events import Plan
from signspan.language.english import english
from signspan.language.faithful import differs
from signspan.language.glosser import gloss

DEADLINE_S = 2.0  # for all that one sentence asks; then the rules answer
MAX_BYTES = 64 * 1024
MAX_TOKENS = 200
KEY = "SIGNSPAN_LLM_KEY"
TO_ENGLISH = (
    "You write one natural English sentence for the glosses of an American Sign Language sentence. "
    "Use exactly their content: add no fact, name or person, leave none out, keep tense, negation and who does what. "
    "A correct but plain version is given."
)
TO_GLOSSES = (
    "You order the glosses of one American Sign Language sentence. "
    "Use every given gloss exactly once and no other: time first, then the topic, then the comment, wh-words last."
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A sentence, and why the rules said it; `why` is empty where the server did."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and why its order is the rules'; `why` is empty where it is the server's."""

    plan: Plan
    why: str = ""


class Llm:
    """A server at `url`, such as `http://127.0.0.1:8080/v1`, asked for `model`. Raises `InputError` for no such URL."""

    def __init__(self, url: str, model: str = "default", deadline_s: float = DEADLINE_S) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in {"http", "https"} or not parts.hostname or port == -1 or not url.isprintable():
            raise InputError(f"expected a server such as http://127.0.0.1:8080/v1, got {url[:60]!r}")
        self.host = parts.hostname
        self._secure, self._port = parts.scheme == "https", port
        self._path = f"{parts.path.rstrip('/')}/chat/completions"
        self._model, self._deadline_s = model, deadline_s

    @property
    def notice(self) -> str:
        """What a person has to be told before anything is sent."""
        return f"what is signed and said is sent as text to {self.host}"

    def english(self, glosses: Sequence[str]) -> Answered:
        """One sentence for glosses. Raises what the rules raise."""
        return self.refine(glosses, english(glosses))

    def gloss(self, text: str) -> list[Planned]:
        """Plans for English, one a sentence. Raises what the rules raise."""
        return self.order(gloss(text))

    def refine(self, glosses: Sequence[str], rules: str) -> Answered:
        """What the rules made of glosses, refined if the server can."""
        schema = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
        try:
            asked = f"Glosses: {' '.join(glosses)}\nPlain version: {rules}"
            text = self._ask(TO_ENGLISH, asked, schema, time.monotonic() + self._deadline_s).get("text")
            if not isinstance(text, str) or not text.isprintable() or not 0 < len(text) <= 4 * len(rules) + 40:
                raise FormatError("expected one sentence, got something else")
        except SignspanError as error:
            return Answered(rules, str(error))
        said = text.strip()
        if said[-1:].isalnum():
            said += rules[-1]  # small models forget the full stop
        wrong = differs(said, rules, glosses)
        return Answered(rules, f"expected what was signed, got a sentence with {wrong}") if wrong else Answered(said)

    def order(self, plans: Sequence[Plan]) -> list[Planned]:
        """The rules' plans in the server's order of signs."""
        until = time.monotonic() + self._deadline_s
        return [self._order(plan, until) for plan in plans]

    def _order(self, plan: Plan, until: float) -> Planned:
        names = [token.gloss for token in plan.tokens]
        items = {"type": "array", "items": {"enum": sorted(set(names))}, "minItems": len(names), "maxItems": len(names)}
        schema = {"type": "object", "properties": {"glosses": items}, "required": ["glosses"]}
        try:
            english_words = " ".join(token.source for token in plan.tokens)
            asked = f"English words: {english_words}\nGlosses: {' '.join(names)}"
            found = self._ask(TO_GLOSSES, asked, schema, until).get("glosses")
        except SignspanError as error:
            return Planned(plan, str(error))
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            return Planned(plan, "expected glosses, got something else")
        unknown = [name for name in found if name not in names]
        if unknown:
            return Planned(plan, f"expected the sentence's glosses, got {unknown[0][:40]!r}")
        if sorted(found) != sorted(names):
            return Planned(plan, "expected every gloss once, got some more or less often")
        left = list(plan.tokens)
        ordered = [left.pop(next(n for n, token in enumerate(left) if token.gloss == name)) for name in found]
        return Planned(replace(plan, tokens=tuple(ordered)))

    def _ask(self, system: str, user: str, schema: dict[str, Any], until: float) -> dict[str, Any]:
        """The JSON object that the server answers with. Raises a `SignspanError` for every other answer."""
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "max_tokens": MAX_TOKENS,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
        }
        raw = self._post(json.dumps(body).encode(), until)
        try:
            answer = json.loads(json.loads(raw)["choices"][0]["message"]["content"])
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise FormatError("expected a chat completion that holds JSON, got something else") from error
        if not isinstance(answer, dict):
            raise FormatError("expected a JSON object, got something else")
        return answer

    def _post(self, body: bytes, until: float) -> bytes:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        left, late = until - time.monotonic(), threading.Event()
        if left <= 0:
            raise self._too_late()
        connection = kind(self.host, self._port, timeout=left)
        headers = {"Content-Type": "application/json"}
        if key := os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {key}"
        try:
            connection.connect()
            with _hung_up(connection.sock, until, late):
                connection.request("POST", self._path, body, headers)
                response = connection.getresponse()
                if response.status != http.client.OK:
                    raise MissingError(f"expected status 200 from the server, got {response.status}")
                raw = response.read(MAX_BYTES + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise self._too_late() from error
            raise MissingError(f"expected a server at {self.host}, it cannot be asked") from error
        finally:
            connection.close()
        if late.is_set():
            raise self._too_late()
        if len(raw) > MAX_BYTES:
            raise FormatError(f"expected at most {MAX_BYTES} bytes from the server, got more")
        return raw

    def _too_late(self) -> MissingError:
        return MissingError(f"expected an answer within {self._deadline_s:g} s, got none")


@contextmanager
def _hung_up(exchange: socket.socket, until: float, late: threading.Event) -> Iterator[None]:
    """Ends an exchange at `until` even where it drips: each byte came in time, the whole did not.

    It needs the socket itself, which http.client forgets as soon as it knows that the server will close.
    """

    def hang_up() -> None:
        late.set()
        with suppress(OSError):
            exchange.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(until - time.monotonic(), hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
