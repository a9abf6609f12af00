"""A room, sans I/O: its members, what it relays, what it refuses.

No sockets, no clock, no randomness of its own: `room.Room` is the room's side, `peer.Peer` a device's. Their twins for
the page and the Worker live in `packages/room`; `proto/signspan/v1/vectors` holds all of them to the same answers.
docs/rooms.md gives the overview.
"""
