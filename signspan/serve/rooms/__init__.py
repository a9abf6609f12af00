"""Rooms on this server: thin transports around the pure `signspan.room.Room`, like the Worker.

`routes` answers pages, `address_limiter` limits requests per address, `room_socket` is a device's WebSocket. `runner`
runs one room, `local_rooms` those of one process, `nats_rooms` those of several; both are a `backend`. A room's state
is in a `store`: in memory only, or in `nats_store`.
"""
