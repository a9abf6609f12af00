from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, LimitError
from signspan.room.landmark_packet import PACKET_BYTES, PARTS, LandmarkPacketReader, LandmarkPacketWriter
from signspan.wire import conversation_pb2 as wire

FPS = 30


def packets(book: BodySequence) -> list[bytes]:
    writer = LandmarkPacketWriter(7)
    return [writer.write(n + 1, n * 1000 // FPS, 4 / 3, frame) for n, frame in enumerate(book.landmarks)]


def test_a_real_signer_arrives_as_drawn_and_every_packet_is_small(book: BodySequence) -> None:
    reader, shown = LandmarkPacketReader(), np.concatenate(PARTS)
    for number, (packet, sent) in enumerate(zip(packets(book), book.landmarks, strict=True), start=1):
        assert len(packet) < 480
        came = reader.read(packet)
        assert came is not None
        assert (came.frame, came.captured_ms) == (number, (number - 1) * 1000 // FPS)
        there = np.isfinite(came.points[shown, 0])
        assert (there == np.isfinite(sent[shown, 0])).all()
        assert np.abs(came.points[shown][there, :2] - sent[shown][there, :2]).max() <= 6.2e-5
        assert np.isnan(np.delete(came.points, shown, axis=0)).all()


def test_wild_movement_is_sent_as_keyframes_not_as_large_deltas() -> None:
    random, writer, reader = np.random.default_rng(3), LandmarkPacketWriter(1), LandmarkPacketReader()
    for number in range(1, 30):
        sent = random.uniform(-5, 5, (543, 3)).astype(np.float32)
        packet = writer.write(number, number * 33, 1.0, sent)
        came = reader.read(packet)
        assert len(packet) < 480
        assert came is not None
        assert np.nanmax(np.abs(came.points[:, :2])) <= 4


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.floats(0, 0.6))
def test_whatever_is_lost_or_late_what_is_shown_is_a_frame_that_was_sent_and_newer(
    book: BodySequence, chance: Random, loss: float
) -> None:
    sent = [packet for packet in enumerate(packets(book)) if chance.random() >= loss]
    sent.sort(key=lambda row: row[0] + chance.uniform(0, 6))
    reader, shown, last = LandmarkPacketReader(), np.concatenate(PARTS), 0
    for _, packet in sent:
        came = reader.read(packet)
        if came is not None:
            assert came.frame > last
            last = came.frame
            frame = book.landmarks[came.frame - 1]
            there = np.isfinite(came.points[shown, 0])
            assert np.abs(came.points[shown][there, :2] - frame[shown][there, :2]).max() <= 6.2e-5


def test_one_lost_keyframe_costs_half_a_second_at_most(book: BodySequence) -> None:
    sent = packets(book)
    keys = [at for at, packet in enumerate(sent) if wire.LandmarkPacket.FromString(packet).key == 0]
    reader = LandmarkPacketReader()
    lost = [at for at, packet in enumerate(sent) if at == keys[3] or reader.read(packet) is None]
    assert lost[0] == keys[3]
    assert 0 < len(lost) <= FPS / 2


fields = st.builds(
    wire.LandmarkPacket,
    stream=st.just(7),
    frame=st.integers(0, 4),
    captured_ms=st.integers(0, 2**32 - 1),
    aspect=st.floats(width=32),
    parts=st.integers(0, 17),
    key=st.integers(0, 4),
    points=st.binary(max_size=90) | st.sampled_from([bytes(32), bytes(84), bytes(116), b"\x7f" * 32]),
    deltas=st.lists(st.integers(-(2**31), 2**31 - 1), max_size=18) | st.just([70_000] * 16) | st.just([3] * 16),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(fields.map(lambda message: message.SerializeToString()) | st.binary(max_size=60), max_size=6))
def test_any_bytes_are_a_frame_nothing_or_a_named_error(data: list[bytes]) -> None:
    reader = LandmarkPacketReader()
    for packet in data:
        try:
            came = reader.read(packet)
        except FormatError as error:
            assert "\n" not in str(error)
        else:
            assert came is None or (came.points.shape == (543, 3) and np.nanmax(np.abs(came.points), initial=0) <= 4)


def test_what_is_too_long_is_not_parsed() -> None:
    with pytest.raises(LimitError, match="expected at most 1100 bytes, got 1101"):
        LandmarkPacketReader().read(bytes(PACKET_BYTES + 1))
