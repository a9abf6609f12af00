"""What happens to a device."""

from typing import Any

from room_vectors.text import Step, payload


def do(at: float, what: str, text: str = "", **more: Any) -> Step:
    """The device does something."""
    return {"at": at, "do": what, **({"payload": payload(text)} if text else {}), **more}


def hear(at: float, times: int = 1, **body: Any) -> Step:
    """The room says something."""
    return {"at": at, "do": "receive", "times": times, "message": body}


def welcome(at: float, member: int = 1, **more: Any) -> Step:
    """The room lets it in."""
    rows = [{"id": member, "role": "ROLE_SIGNER", "name": "Ada", "present": True}]
    return hear(at, welcome={"member": member, "role": "ROLE_SIGNER", "members": rows, **more})


PEERS: dict[str, list[Step]] = {
    "says nothing before it is let in": [
        do(0, "final", "early"),
        do(0, "passing", "lost"),
        do(1, "opened"),
        do(1, "show", "lost too"),
        welcome(2),
        do(3, "passing", "now"),
        do(3, "signal", "offer", peer=2),
        hear(4, ack={"seq": 1}),
        do(5, "bye"),
    ],
    "says again what was not acknowledged, and hears nothing twice": [
        do(0, "opened"),
        welcome(0, seq=4),
        do(1, "final", "one"),
        do(1, "final", "two"),
        hear(2, talk={"seq": 5, "member": 2, "payload": payload("heard")}),
        do(3, "lost"),
        do(3, "final", "three"),
        do(4, "opened"),
        welcome(4, received=1),
        hear(4, talk={"seq": 5, "member": 2, "payload": payload("heard")}),
        hear(4, talk={"seq": 7, "member": 2, "payload": payload("next")}),
        hear(5, ack={"seq": 3}),
    ],
    "flies so many at once, and waits when told": [
        do(0, "opened"),
        welcome(0),
        do(1, "final", "x", times=17),
        hear(2, ack={"seq": 1}),
        hear(3, ack={"seq": 1, "retryMs": 500}),
        do(3.4, "tick"),
        do(3.5, "tick"),
    ],
    "forgotten by the room": [
        do(0, "opened"),
        welcome(0),
        do(1, "final", "perhaps"),
        do(2, "lost"),
        do(2, "final", "never sent"),
        do(3, "opened"),
        welcome(3, member=4, seq=9),
        hear(4, talk={"seq": 10, "member": 2, "payload": payload("new")}),
    ],
    "reloaded, with its key": [
        do(0, "final", "after"),
        do(0, "opened"),
        welcome(0, received=8, seq=3, missed=2),
    ],
    "acknowledges what passes by once it is much": [
        do(0, "opened"),
        welcome(0),
        hear(1, 4, seen={"member": 2, "payload": "zeros:8000"}),
        hear(1, seen={"member": 2, "payload": "zeros:8000"}),
        hear(1, signal={"peer": 2, "payload": payload("answer")}),
        hear(1, talk={"member": 2, "payload": payload("partial")}),
    ],
    "keeps to the rates by itself": [
        do(0, "opened"),
        welcome(0),
        do(1, "show", times=80),
        do(1, "show"),
        do(2, "show"),
    ],
    "pings, and notices a dead line": [
        do(0, "opened"),
        welcome(1),
        do(9, "tick"),
        do(10, "tick"),
        do(11, "alive"),
        do(20, "tick"),
        do(24, "tick"),
        do(25, "tick"),
        do(26, "tick"),
    ],
    "is told why": [
        do(0, "opened"),
        hear(1, error={"code": "role-taken", "retryS": 60}),
        hear(1, presence={"members": []}),
    ],
}
