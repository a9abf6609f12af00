from signspan.body import topology


def test_parts_cover_every_point_once_in_asl_signs_order() -> None:
    parts = [topology.FACE, topology.LEFT_HAND, topology.POSE, topology.RIGHT_HAND]
    covered = [index for part in parts for index in range(part.start, part.stop)]
    assert covered == list(range(topology.POINTS))


def test_the_essential_face_is_small_distinct_and_inside_the_mesh() -> None:
    face = topology.ESSENTIAL_FACE
    assert 40 <= len(face) <= 60
    assert len(set(face)) == len(face)
    assert max(face) < topology.FACE_POINTS


def test_hand_bones_reach_every_point() -> None:
    assert {point for bone in topology.HAND_BONES for point in bone} == set(range(21))
