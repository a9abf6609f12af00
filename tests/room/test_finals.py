"""Rooms and devices together, over lines that break anywhere: no final lost, none doubled, none out of order."""

from collections import deque
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.room.action import Close, Erase, Keep, Send
from signspan.room.event import DeliveryUnknown, Reconnect, RoomEvent, SendMessage, TalkReceived
from signspan.room.peer import Peer
from signspan.room.room import Room
from signspan.wire import room_pb2 as wire

ROLES = {"a": wire.ROLE_SIGNER, "b": wire.ROLE_SPEAKER}


@dataclass(slots=True)
class World:
    """Two devices, a room, and what is on its way between them. A broken line loses what is on it."""

    now_s: float = 0.0
    room: Room = field(default_factory=lambda: Room.open(False, 0.0))
    kept: dict[str, bytes] = field(default_factory=dict)
    peers: dict[str, Peer] = field(
        default_factory=lambda: {name: Peer(name, name.encode() * 16, 0.0) for name in ROLES}
    )
    sockets: dict[str, str] = field(default_factory=dict)  # by device
    up: dict[str, deque[bytes | str]] = field(default_factory=dict)  # by socket
    down: dict[str, deque[bytes | str]] = field(default_factory=dict)
    said: dict[str, list[bytes]] = field(default_factory=lambda: {"a": [], "b": []})
    heard: dict[str, list[bytes]] = field(default_factory=lambda: {"a": [], "b": []})
    dialled: int = 0

    def __post_init__(self) -> None:
        self.kept = {self.room.kept().key: self.room.kept().data}

    def dial(self, name: str) -> None:
        self.dialled += 1
        socket = f"{name}{self.dialled}"
        self.sockets[name], self.up[socket], self.down[socket] = socket, deque(), deque()
        self.act(self.room.connect(socket, ROLES[name], 1e9, self.now_s))
        self.tell(name, self.peers[name].opened(self.now_s))

    def cut(self, name: str, noticed: bool) -> None:
        """Both directions at once; whether the room notices is chance (a half-open line)."""
        socket = self.sockets.pop(name, None)
        if socket is None:
            return
        self.up[socket].clear()
        self.down[socket].clear()
        self.peers[name].lost()
        if noticed:
            self.act(self.room.drop(socket, self.now_s))

    def restart(self) -> None:
        """The room's process dies with every line and comes back from what it kept."""
        for name in list(self.sockets):
            self.cut(name, noticed=False)
        self.room = Room.restore(self.kept, [], self.now_s)

    def say(self, name: str) -> None:
        payload = f"{name} {len(self.said[name])}".encode()
        self.said[name].append(payload)
        self.tell(name, self.peers[name].final(payload, self.now_s))

    def act(self, actions: list[object]) -> None:
        for action in actions:
            match action:
                case Keep():
                    self.kept[action.key] = action.data
                case Erase():
                    del self.kept[action.key]
                case Send():
                    self.down[action.socket].append(action.data)
                case Close():
                    assert action.reason == "joined-again", action
                    for name, socket in list(self.sockets.items()):
                        if socket == action.socket:
                            self.cut(name, noticed=False)

    def tell(self, name: str, events: list[RoomEvent]) -> None:
        for event in events:
            assert not isinstance(event, DeliveryUnknown | Reconnect)
            if isinstance(event, SendMessage):
                self.up[self.sockets[name]].append(event.data)
            elif isinstance(event, TalkReceived):
                self.heard[name].append(event.payload)

    def step(self, name: str) -> None:
        """One message each way."""
        socket = self.sockets.get(name, "")
        if self.up.get(socket):
            self.act(self.room.receive(socket, self.up[socket].popleft(), self.now_s))
        if self.down.get(socket):
            self.tell(name, self.peers[name].receive(self.down[socket].popleft(), self.now_s))

    def settle(self) -> None:
        """Everyone comes back and everything on its way arrives."""
        for name in ROLES:
            self.cut(name, noticed=True)
            self.dial(name)
        for _ in range(2_000):
            self.now_s += 0.02
            for name in ROLES:
                self.step(name)
                self.peers[name].alive(self.now_s)
                self.tell(name, self.peers[name].tick(self.now_s))


events = st.lists(
    st.sampled_from(
        [f"{what} {name}" for what in ("say", "step", "step", "cut", "lose", "dial") for name in ROLES] + ["restart"]
    ),
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(events)
def test_no_final_is_lost_doubled_or_out_of_order(script: list[str]) -> None:
    world = World()
    for name in ROLES:  # both are members before anything is said
        world.dial(name)
    for _ in range(4):
        for name in ROLES:
            world.step(name)
    for event in script:
        what, _, name = event.partition(" ")
        world.now_s += 0.05
        match what:
            case "say":
                world.say(name)
            case "step":
                world.step(name)
            case "cut" | "lose":
                world.cut(name, noticed=what == "cut")
            case "dial" if name not in world.sockets:
                world.dial(name)
            case "restart":
                world.restart()
    world.settle()
    assert world.heard == {"a": world.said["b"], "b": world.said["a"]}
    assert list(world.kept) == ["room"]  # nothing that was said is kept once everyone has it


def test_two_hundred_finals_over_broken_lines() -> None:
    """100 each way; a line breaks after every third message, unnoticed every other time; the room dies twice."""
    world = World()
    for name in ROLES:
        world.dial(name)
    for _ in range(4):
        for name in ROLES:
            world.step(name)
    for number in range(100):
        for name in ROLES:
            world.say(name)
            world.step(name)
        if number % 3 == 0:
            name = "ab"[number % 2]
            world.cut(name, noticed=number % 4 == 0)
            world.now_s += 0.3
            world.dial(name)
        if number in (40, 80):
            world.restart()
            for name in ROLES:
                world.dial(name)
        for name in ROLES:
            world.step(name)
        world.now_s += 0.2
    world.settle()
    assert world.heard == {"a": world.said["b"], "b": world.said["a"]}
    assert sum(map(len, world.heard.values())) == 200
