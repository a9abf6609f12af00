"""A room: bytes and events in, actions out. See the package's docstring and docs/rooms.md.

The transport names the sockets. Times are seconds since 1970, since they outlive the process. Every method returns what
to do, in order; storing something comes before acknowledging it.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from signspan.errors import FormatError, LimitError
from signspan.room.action import Action, End, Keep, Send, refused
from signspan.room.backlog import PREFIX, Backlog
from signspan.room.member import Member
from signspan.wire import room as codec
from signspan.wire import room_pb2 as wire
from signspan.wire.limits import AWAY_S, EMPTY_S, IDLE_S, JOIN_S, RETRY_S, SOCKETS, UNUSED_S, WATCHERS

ROOM = "room"


@dataclass(slots=True)
class SocketState:
    """An open socket: what its token allows, when it was opened and last heard, and its member (0 until it joins)."""

    socket: str
    role: wire.Role
    expires_s: float
    opened_s: float
    heard_s: float
    member: int = 0


@dataclass(slots=True)
class Room:
    """`ends_s` applies while the room is empty."""

    watchers: bool
    ends_s: float
    _sockets: dict[str, SocketState] = field(default_factory=dict)
    _members: dict[int, Member] = field(default_factory=dict)
    _backlog: Backlog = field(default_factory=Backlog)
    _count: int = 0
    _ever: int = 0

    @classmethod
    def open(cls, watchers: bool, now_s: float) -> "Room":
        """A new room; its opener decides whether a third signer or speaker may watch."""
        return cls(watchers, now_s + UNUSED_S)

    @classmethod
    def restore(cls, kept: Mapping[str, bytes], sockets: Iterable[SocketState], now_s: float) -> "Room":
        """The stored room, with the sockets that are still open. Members without one count as away from now on."""
        stored = wire.KeptRoom.FromString(kept[ROOM])
        room = cls(stored.watchers, stored.empty_s)
        room._count, room._ever = stored.count, stored.members_ever
        room._backlog = Backlog.of(data for key, data in kept.items() if key.startswith(PREFIX))
        room._sockets = {state.socket: state for state in sockets}
        for row in stored.members:
            member = Member.of(row, now_s)
            room._members[member.id] = member
            state = room._sockets.get(member.socket)
            if state is not None:
                state.member = member.id
            elif member.socket:
                member.socket, member.away_s = "", now_s
        return room

    # ---- what happens ----------------------------------------------------------------------------

    def kept(self) -> Keep:
        """What to store for a room just opened."""
        rows = [member.kept for member in self._members.values()]
        state = wire.KeptRoom(
            watchers=self.watchers, count=self._count, members_ever=self._ever, empty_s=self.ends_s, members=rows
        )
        return Keep(ROOM, state.SerializeToString())

    def connect(self, socket: str, role: wire.Role, expires_s: float, now_s: float) -> list[Action]:
        """A socket was opened with a good token."""
        if len(self._sockets) >= SOCKETS:
            return refused(socket, "room-full")
        self._sockets[socket] = SocketState(socket, role, expires_s, now_s, now_s)
        return []

    def alive(self, socket: str, at_s: float) -> None:
        """A ping came at that time."""
        state = self._sockets.get(socket)
        if state is not None:
            state.heard_s = max(state.heard_s, at_s)

    def text(self, socket: str, now_s: float) -> list[Action]:
        """A text frame other than a ping came."""
        return self._refuse(socket, "text", now_s, out=True)

    def receive(self, socket: str, data: bytes, now_s: float) -> list[Action]:
        """A binary message came."""
        state = self._sockets.get(socket)
        if state is None:
            return []
        state.heard_s = max(state.heard_s, now_s)
        if state.expires_s <= now_s:
            return self._refuse(socket, "token-expired", now_s)
        try:
            message = codec.decode(data)
        except LimitError:
            return self._refuse(socket, "too-big", now_s, out=True)
        except FormatError:
            return self._refuse(socket, "format", now_s, out=True)
        member = self._members.get(state.member)
        if member is None:
            joins = message.WhichOneof("body") == "join"
            return self._join(state, message.join, now_s) if joins else self._refuse(socket, "format", now_s)
        return self._handle(member, message, now_s)

    def drop(self, socket: str, now_s: float) -> list[Action]:
        """A socket was closed by the other end, or lost; its member may rejoin."""
        state = self._sockets.pop(socket, None)
        member = self._members.get(state.member) if state else None
        if member is None:
            return self._emptied(now_s) if state else []
        member.socket, member.away_s, member.unread = "", now_s, 0
        return [self.kept(), *self._presence()]

    def tick(self, now_s: float) -> list[Action]:
        """Time has passed: closes silent sockets, removes members who stayed away, ends an empty room."""
        done: list[Action] = []
        for state in list(self._sockets.values()):
            if state.expires_s <= now_s:
                done += self._refuse(state.socket, "token-expired", now_s)
            elif not state.member and state.opened_s + JOIN_S <= now_s:
                done += self._refuse(state.socket, "silent", now_s)
            elif state.heard_s + IDLE_S <= now_s:
                done += self._refuse(state.socket, "idle", now_s)
        for member in list(self._members.values()):
            if not member.socket and member.away_s + AWAY_S <= now_s:
                done += self._part(member, now_s)
        if self._members or self._sockets or now_s < self.ends_s:
            return done
        return [*done, End()]

    def due(self) -> float:
        """When `tick` is next due."""
        times = [min(state.expires_s, state.heard_s + IDLE_S) for state in self._sockets.values()]
        times += [state.opened_s + JOIN_S for state in self._sockets.values() if not state.member]
        times += [member.away_s + AWAY_S for member in self._members.values() if not member.socket]
        return min(times, default=self.ends_s)

    # ---- joining and leaving ---------------------------------------------------------------------

    def _join(self, state: SocketState, join: wire.Join, now_s: float) -> list[Action]:
        for member in self._members.values():
            if member.asked == state.role and hmac.compare_digest(member.resume, join.resume):
                return self._resume(member, state, join, now_s)
        role = self._role(state.role)
        if isinstance(role, str):
            return self._refuse(state.socket, role, now_s)
        self._ever += 1
        member = Member(self._ever, role, state.role, join.name, join.resume, state.socket, now_s)
        self._members[member.id] = member
        state.member = member.id
        return [self.kept(), self._welcome(member, self._count), *self._presence(but=member)]

    def _role(self, asked: wire.Role) -> "wire.Role | str":
        """The role of a newcomer: the one it asked for, or watcher if that is taken; otherwise why it is refused."""
        if asked != wire.ROLE_WATCHER and all(member.role != asked for member in self._members.values()):
            return asked
        if not self.watchers:
            return "no-watchers" if asked == wire.ROLE_WATCHER else "role-taken"
        watching = sum(member.role == wire.ROLE_WATCHER for member in self._members.values())
        return wire.ROLE_WATCHER if watching < WATCHERS else "room-full"

    def _resume(self, member: Member, state: SocketState, join: wire.Join, now_s: float) -> list[Action]:
        if join.seq > self._count:
            return self._refuse(state.socket, "format", now_s)
        done: list[Action] = []
        if member.socket:  # the old socket is half open, or the page is open twice: the newer one counts
            del self._sockets[member.socket]
            done += refused(member.socket, "joined-again")
        done += self._backlog.acknowledge(member.id, join.seq)
        missed, member.missed = member.missed, 0
        member.socket, member.away_s, member.unread, state.member = state.socket, 0.0, 0, member.id
        waiting = self._backlog.waiting(member.id)
        done += [self.kept(), self._welcome(member, join.seq, missed)]
        done += [self._said(member, final) for final in waiting]
        return done + self._presence(but=member)

    def _part(self, member: Member, now_s: float) -> list[Action]:
        """Removes a member for good."""
        del self._members[member.id]
        done = [*self._backlog.acknowledge(member.id, self._count), *self._presence()]
        return [*self._emptied(now_s), *done] if not self._members else [self.kept(), *done]

    def _emptied(self, now_s: float) -> list[Action]:
        if self._members or self._sockets:
            return []
        self.ends_s = max(self.ends_s, now_s + EMPTY_S)
        return [self.kept()]

    def _refuse(self, socket: str, why: str, now_s: float, out: bool = False) -> list[Action]:
        """Closes a socket. Its member may rejoin, unless it is put `out`."""
        state = self._sockets.pop(socket, None)
        if state is None:
            return []
        done = refused(socket, why)
        member = self._members.get(state.member)
        if member is None:
            return done + self._emptied(now_s)
        member.socket, member.away_s, member.unread = "", now_s, 0
        return done + (self._part(member, now_s) if out else [self.kept(), *self._presence()])

    # ---- messages between members ----------------------------------------------------------------

    def _handle(self, member: Member, message: wire.ToRoom, now_s: float) -> list[Action]:
        kind = message.WhichOneof("body")
        if kind == "bye":
            return self._refuse(member.socket, "left", now_s, out=True)
        if kind is None or kind == "join":
            return self._refuse(member.socket, "format", now_s, out=True)
        if kind != "ack" and member.role == wire.ROLE_WATCHER:
            return self._refuse(member.socket, "listen-only", now_s, out=True)
        if not member.within(kind, now_s):
            if not member.tolerated(now_s):
                return self._refuse(member.socket, "rate", now_s, out=True)
            return [self._ack(member, RETRY_S)] if kind == "talk" and message.talk.seq else []
        match kind:
            case "ack":
                return self._acked(member, message.ack, now_s)
            case "signal":
                return self._signal(member, message.signal)
            case "seen":
                seen = wire.FromRoom(seen=wire.Seen(member=member.id, payload=message.seen.payload))
                return self._pass(member, seen, len(message.seen.payload))
        if message.talk.seq:
            return self._final(member, message.talk, now_s)
        talk = wire.FromRoom(talk=wire.Talk(member=member.id, payload=message.talk.payload))
        return self._pass(member, talk, len(message.talk.payload))

    def _final(self, member: Member, talk: wire.Talk, now_s: float) -> list[Action]:
        """Stores, relays and acknowledges a final, once, however often it is sent."""
        if talk.seq <= member.received:
            return [self._ack(member)]
        if talk.seq > member.received + 1:
            return [self._ack(member, RETRY_S)]
        member.received = talk.seq
        self._count += 1
        waiting = [other for other in self._members.values() if other is not member]
        final = wire.KeptFinal(
            seq=self._count, member=member.id, payload=talk.payload, waiting=[other.id for other in waiting]
        )
        kept: list[Action] = [*self._backlog.add(final)]
        behind = [other for other in waiting if self._backlog.over(other.id)]
        for other in behind:
            other.missed += len(self._backlog.waiting(other.id))
            kept += self._backlog.acknowledge(other.id, self._count)
        done = [*kept, self.kept(), self._ack(member)]
        done += [self._said(other, final) for other in waiting if other.socket and other not in behind]
        for other in behind:
            done += self._refuse(other.socket, "slow", now_s)
        return done

    def _acked(self, member: Member, ack: wire.Ack, now_s: float) -> list[Action]:
        if ack.seq > self._count:
            return self._refuse(member.socket, "format", now_s, out=True)
        member.unread = max(0, member.unread - ack.bytes)
        return [*self._backlog.acknowledge(member.id, ack.seq)]

    def _signal(self, member: Member, signal: wire.Signal) -> list[Action]:
        """Only for its recipient; if they are away it is lost, and the peer connection is set up again later."""
        other = self._members.get(signal.peer)
        if other is None or other is member or not other.reads:
            return []
        message = wire.FromRoom(signal=wire.Signal(peer=member.id, payload=signal.payload))
        return [self._send(other, message, len(signal.payload))]

    def _pass(self, member: Member, message: wire.FromRoom, size: int) -> list[Action]:
        """Relays a passing message to every other member who keeps up."""
        others = [other for other in self._members.values() if other is not member and other.reads]
        return [self._send(other, message, size) for other in others]

    # ---- messages --------------------------------------------------------------------------------

    def _said(self, member: Member, final: wire.KeptFinal) -> Action:
        talk = wire.Talk(seq=final.seq, member=final.member, payload=final.payload)
        return self._send(member, wire.FromRoom(talk=talk), len(final.payload))

    def _send(self, member: Member, message: wire.FromRoom, size: int) -> Action:
        member.unread += size
        return Send(member.socket, message.SerializeToString())

    def _ack(self, member: Member, retry_s: float = 0.0) -> Action:
        ack = wire.Ack(seq=member.received, retry_ms=round(retry_s * 1000))
        return Send(member.socket, wire.FromRoom(ack=ack).SerializeToString())

    def _welcome(self, member: Member, seq: int, missed: int = 0) -> Action:
        welcome = wire.RoomWelcome(
            member=member.id,
            role=member.role,
            seq=seq,
            received=member.received,
            missed=missed,
            members=[other.row for other in self._members.values()],
        )
        return Send(member.socket, wire.FromRoom(welcome=welcome).SerializeToString())

    def _presence(self, but: Member | None = None) -> list[Action]:
        rows = [member.row for member in self._members.values()]
        data = wire.FromRoom(presence=wire.Presence(members=rows)).SerializeToString()
        return [Send(other.socket, data) for other in self._members.values() if other.socket and other is not but]
