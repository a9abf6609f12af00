"""The scenes of `make_room_vectors`, and the answers of the protocol's core to them."""
