"""Rooms on this server: thin transports round the pure `signspan.room.Room`, as the Worker is one.

`routes` answers pages, `address_limiter` counts what one address does, `room_socket` is a device's WebSocket.
`runner` runs one room, `local_rooms` all of this process, `nats_rooms` those of several; both are a `backend`.
A room's state is in a `store`: nowhere but in memory, or in `nats_store`.
"""
