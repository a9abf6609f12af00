"""Writes `proto/signspan/v1/vectors/*.json`: the behaviour of rooms, devices, tokens and codes, for every language to
match.

Run it after changing `signspan/room`: `python scripts/make_room_vectors.py`, and review the changes. Messages are
Protobuf's JSON, except long payloads of zeros, which are written as "zeros:60000". A step with `times` is repeated; its
answer is the last one's.
"""

import json
from pathlib import Path
from typing import Any

from room_vectors.access import codes, tokens
from room_vectors.landmark_packets import landmark_packets
from room_vectors.messages import bounds, messages
from room_vectors.peer_scenes import PEERS
from room_vectors.peers import play_peer
from room_vectors.room_scenes import ROOMS
from room_vectors.rooms import play_room

VECTORS = Path(__file__).parents[1] / "proto" / "signspan" / "v1" / "vectors"


def vectors() -> dict[str, Any]:
    """Every file's content by its name."""
    rooms = [{"name": n, "watchers": w, "steps": play_room(w, steps)} for n, (w, steps) in ROOMS.items()]
    return {
        "room": rooms,
        "peer": [{"name": name, "steps": play_peer(steps)} for name, steps in PEERS.items()],
        "token": tokens(),
        "code": codes(),
        "limits": bounds(),
        "message": messages(),
        "landmark_packet": landmark_packets(),
    }


def main() -> None:
    """Writes them."""
    for name, content in vectors().items():
        (VECTORS / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
