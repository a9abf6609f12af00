"""The connection to NATS: subjects, requests, required features, and one clear error if any is missing.

Subjects contain a hash keyed with the rooms' secret, and random names, never a room's code: without the secret nobody
can guess a room's subject, or recognise a room by its subjects.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import KeyValueConfig
from nats.js.kv import KeyValue

from signspan.errors import InputError, MissingError
from signspan.serve.rooms.nats_store import KEPT_S, TROUBLE
from signspan.serve.rooms.store import LostError

SCHEMES = ("nats", "tls")
ANSWER_S = 2.0
CONNECT_S = 5.0
PING_S = 5  # a connection that does not answer two of these is lost
# The most a room stores: a megabyte for each of its two speakers, doubled, and its names (docs/rooms.md).
MIN_PAYLOAD = 4 << 20

Heard = Callable[[Msg], Awaitable[None]]


@dataclass(slots=True)
class Bus:
    """`on_lost` and `on_back` are called when the connection is lost and restored."""

    url: str
    key: bytes
    on_lost: Callable[[], Awaitable[None]]
    on_back: Callable[[], Awaitable[None]]
    up: bool = False
    _client: Client = field(default_factory=Client)
    _bucket: KeyValue | None = None

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            known = parts.scheme in SCHEMES and parts.hostname and (parts.port or True) and self.url.isascii()
        except ValueError:
            known = False
        if not known:
            raise InputError("expected a NATS server such as nats://127.0.0.1:4222, got something else")

    # ---- names -----------------------------------------------------------------------------------

    def hashed(self, what: str, name: str = "") -> str:
        """A name, hashed with the secret."""
        return hmac.new(self.key, f"signspan bus 1\n{what}\n{name}".encode(), hashlib.sha256).hexdigest()[:32]

    def subject(self, *parts: str) -> str:
        """The subject for that among the servers of this installation."""
        return ".".join(("signspan", self.hashed("subjects"), *parts))

    # ---- coming and going ------------------------------------------------------------------------

    async def probe(self) -> None:
        """Connects once as a check. Raises `MissingError` or `InputError`."""
        try:
            await self._connect(Client(), tries=1)
        finally:
            if self._client.is_connected:
                await self._client.close()
            self._client, self._bucket = Client(), None

    async def start(self) -> None:
        """Connects, and reconnects whenever the connection is lost."""
        await self._connect(Client(), tries=-1)
        self.up = True

    async def stop(self) -> None:
        """Closes the connection after sending what was published."""
        self.up = False
        if self._client.is_connected:
            await self._client.flush()
        await self._client.close()

    async def _connect(self, client: Client, tries: int) -> None:
        self._client, where = client, urlsplit(self.url)
        place = f"{where.hostname}:{where.port or 4222}"  # the address may contain a password
        try:
            async with asyncio.timeout(CONNECT_S):
                await client.connect(
                    self.url,
                    name="signspan",
                    max_reconnect_attempts=tries,  # also for the first connection; -1 is for ever
                    reconnect_time_wait=1,
                    ping_interval=PING_S,
                    error_cb=_pass,
                    disconnected_cb=self._disconnected,
                    reconnected_cb=self._reconnected,
                )
        except (*TROUBLE, ValueError) as error:
            raise MissingError(f"expected a NATS server at {place}, none let us in: {type(error).__name__}") from error
        if client.max_payload < MIN_PAYLOAD:
            await client.close()
            raise MissingError(f"expected NATS with max_payload of {MIN_PAYLOAD} or more, got {client.max_payload}")
        try:
            bucket = KeyValueConfig(f"signspan_{self.hashed('bucket')}", ttl=KEPT_S)
            self._bucket = await client.jetstream(timeout=ANSWER_S).create_key_value(bucket)
        except TROUBLE as error:
            await client.close()
            raise MissingError(f"expected NATS with JetStream at {place} (--jetstream), got none") from error

    async def _disconnected(self) -> None:
        if self.up:
            self.up = False
            await self.on_lost()

    async def _reconnected(self) -> None:
        self.up = True
        await self.on_back()

    # ---- talking ---------------------------------------------------------------------------------

    @property
    def bucket(self) -> KeyValue:
        """The bucket of stored rooms. Raises `LostError` while there is no connection."""
        if self._bucket is None or not self.up:
            raise LostError("expected NATS to answer")
        return self._bucket

    async def listen(self, subject: str, heard: Heard) -> Subscription:
        """Calls `heard` with each message, one after the other."""
        try:
            return await self._client.subscribe(subject, cb=heard)
        except TROUBLE as error:
            raise LostError("expected NATS to answer") from error

    async def publish(self, subject: str, data: bytes, unheard: str = "") -> None:
        """Publishes; if nobody listens, NATS reports it at once on the subject `unheard`."""
        if not self.up:
            raise LostError("expected NATS to answer")
        try:
            await self._client.publish(subject, data, unheard)
        except TROUBLE as error:
            raise LostError("expected NATS to answer") from error

    async def ask(self, subject: str, data: bytes) -> bytes | None:
        """The answer, or None if nobody listens or answers in time."""
        if not self.up:
            raise LostError("expected NATS to answer")
        try:
            return (await self._client.request(subject, data, timeout=ANSWER_S)).data
        except (nats.errors.NoRespondersError, nats.errors.TimeoutError):
            return None
        except TROUBLE as error:
            raise LostError("expected NATS to answer") from error


async def _pass(_error: Exception) -> None:
    """Ignores errors: `_disconnected` and failing calls report those that matter."""
