"""A device in a room, played step by step."""

import base64
from dataclasses import asdict
from typing import Any

from google.protobuf import json_format

from room_vectors.text import Step, b64, expanded, folded
from signspan.room.happening import Here, Out, Refused, Said, Showed, Signalled, Unsure
from signspan.room.peer import Peer
from signspan.wire import room_pb2 as wire


def play_peer(steps: list[Step]) -> list[Step]:
    """Each step with what the device wants sent and what it learnt."""
    peer = Peer("Ada", b"a" * 16, 0.0)
    answered = []
    for step in steps:
        happenings: list[Any] = []
        for _ in range(step.get("times", 1)):
            happenings = peer_step(peer, step)
        answered.append({**step, "answer": [peer_row(happening) for happening in happenings]})
    return answered


def peer_step(peer: Peer, step: Step) -> list[Any]:
    """One step."""
    at, data = step["at"], base64.b64decode(step.get("payload", ""))
    match step["do"]:
        case "opened":
            return peer.opened(at)
        case "lost":
            peer.lost()
            return []
        case "alive":
            peer.alive(at)
            return []
        case "final":
            return peer.final(data, at)
        case "passing":
            return peer.passing(data, at)
        case "show":
            return peer.show(data, at)
        case "signal":
            return peer.signal(step["peer"], data, at)
        case "receive":
            return peer.receive(
                json_format.ParseDict(expanded(step["message"]), wire.FromRoom()).SerializeToString(), at
            )
        case "bye":
            return peer.bye()
    return peer.tick(at)


def peer_row(happening: Any) -> Step:
    """A happening as it stands in the vectors."""
    name = type(happening).__name__
    match happening:
        case Out():
            return {"out": json_format.MessageToDict(wire.ToRoom.FromString(happening.data))}
        case Unsure():
            return {name: {"payloads": [b64(data) for data in happening.payloads]}}
        case Here():
            return {name: {"members": [json_format.MessageToDict(member) for member in happening.members]}}
        case Said() | Showed() | Signalled():
            return {name: folded({**asdict(happening), "payload": b64(happening.payload)})}
        case Refused():
            return {name: {"code": happening.code, "retryS": happening.retry_s}}
    return {name: asdict(happening)}
