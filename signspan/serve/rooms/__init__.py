"""Rooms on this server: a thin transport round the pure `signspan.room.Room`, as the Worker is one.

`desk` answers pages, `door` counts what one address does, `line` is a device's socket, `host` runs one room, `hotel`
holds the rooms of this process. `chain` joins the hotels of several processes through NATS, `safe` keeps their rooms.
"""
