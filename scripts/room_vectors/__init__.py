"""What `make_room_vectors` writes: scenes, and what the protocol's core answers to them."""
