"""A device in a room, played step by step."""

import base64
from dataclasses import asdict
from typing import Any

from google.protobuf import json_format

from room_vectors.text import Step, b64, expanded, folded
from signspan.room.event import (
    DeliveryUnknown,
    LandmarksReceived,
    MembersChanged,
    RoomRefused,
    SendMessage,
    SignalReceived,
    TalkReceived,
)
from signspan.room.peer import Peer
from signspan.wire import room_pb2 as wire


def play_peer(steps: list[Step]) -> list[Step]:
    """Each step with the device's messages and events."""
    peer = Peer("Ada", b"a" * 16, 0.0)
    answered = []
    for step in steps:
        events: list[Any] = []
        for _ in range(step.get("times", 1)):
            events = peer_step(peer, step)
        answered.append({**step, "answer": [peer_row(event) for event in events]})
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


def peer_row(event: Any) -> Step:
    """An event in the form of the vectors."""
    name = type(event).__name__
    match event:
        case SendMessage():
            return {"out": json_format.MessageToDict(wire.ToRoom.FromString(event.data))}
        case DeliveryUnknown():
            return {name: {"payloads": [b64(data) for data in event.payloads]}}
        case MembersChanged():
            return {name: {"members": [json_format.MessageToDict(member) for member in event.members]}}
        case TalkReceived() | LandmarksReceived() | SignalReceived():
            return {name: folded({**asdict(event), "payload": b64(event.payload)})}
        case RoomRefused():
            return {name: {"code": event.code, "retryS": event.retry_s}}
    return {name: asdict(event)}
