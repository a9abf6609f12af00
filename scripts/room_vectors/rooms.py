"""A room, played step by step."""

from typing import Any

from google.protobuf import json_format

from room_vectors.text import Step, expanded, folded
from signspan.room.action import Close, End, Erase, Keep, Send
from signspan.room.room import Room, SocketState
from signspan.wire import room_pb2 as wire


def play_room(watchers: bool, steps: list[Step]) -> list[Step]:
    """Each step with the room's answers."""
    room = Room.open(watchers, 0.0)
    kept = {room.kept().key: room.kept().data}
    answered = []
    for step in steps:
        for _ in range(step.get("times", 1)):
            if step["do"] == "restart":
                lines = [SocketState(s, wire.Role.Value(r), 1e9, 0.0, step["at"]) for s, r in step["open"].items()]
                room = Room.restore(kept, lines, step["at"])
                actions = []
            else:
                actions = room_step(room, step)
            for action in actions:
                if isinstance(action, Keep):
                    kept[action.key] = action.data
                elif isinstance(action, Erase):
                    del kept[action.key]
        answered.append({**step, "answer": [room_row(action) for action in actions], "due": room.due()})
    return answered


def room_step(room: Room, step: Step) -> list[Any]:
    """One step."""
    at, socket = step["at"], step.get("socket", "")
    match step["do"]:
        case "connect":
            return room.connect(socket, wire.Role.Value(step["role"]), step.get("expires_s", 1e9), at)
        case "receive":
            return room.receive(socket, sent(step), at)
        case "text":
            return room.text(socket, at)
        case "drop":
            return room.drop(socket, at)
        case "alive":
            room.alive(socket, at)
            return []
    return room.tick(at)


def sent(step: Step) -> bytes:
    """The bytes of a step: a message, or hex, or so many zeros."""
    if "hex" in step:
        return bytes.fromhex(step["hex"])
    if "zeros" in step:
        return bytes(step["zeros"])
    return json_format.ParseDict(expanded(step["message"]), wire.ToRoom()).SerializeToString()


def room_row(action: Any) -> Step:
    """An action in the form of the vectors."""
    match action:
        case Send():
            return {
                "send": action.socket,
                "message": folded(json_format.MessageToDict(wire.FromRoom.FromString(action.data))),
            }
        case Close():
            return {"close": action.socket, "code": action.code, "reason": action.reason}
        case Keep():
            state = wire.KeptRoom() if action.key == "room" else wire.KeptFinal()
            state.ParseFromString(action.data)
            return {"keep": action.key, "message": folded(json_format.MessageToDict(state))}
        case Erase():
            return {"erase": action.key}
        case End():
            return {"end": True}
    raise AssertionError(action)
