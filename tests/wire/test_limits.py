"""The room's bounds: as they stand in the file that the page and the Worker read, and consistent with each other."""

import json
from pathlib import Path

from signspan.wire import limits

FILE = Path(limits.__file__).with_name("protocol.json")


def test_every_bound_is_the_file_s() -> None:
    written = json.loads(FILE.read_text("utf-8"))
    assert written == limits.PROTOCOL
    assert written["subprotocol"] == limits.SUBPROTOCOL
    room, device = written["room"], written["device"]
    assert [room["idle_s"], room["away_s"], room["pending"]] == [limits.IDLE_S, limits.AWAY_S, limits.PENDING]
    assert [device["ping_s"], device["pong_s"], device["flight"]] == [limits.PING_S, limits.PONG_S, limits.FLIGHT]


def test_rates_are_a_second_and_bursts_hold_at_least_a_second() -> None:
    assert limits.RATES.keys() == {"seen", "talk", "signal", "ack"}
    assert limits.RATES["seen"] == limits.Rate(40, 80)
    assert all(rate.burst >= rate.per_s > 0 for rate in (*limits.RATES.values(), limits.PATIENCE))
    assert limits.ADDRESS_RATES["ask"] == limits.Rate(1 / 6, 20)
    assert limits.ADDRESS_RATES["dial"] == limits.Rate(2, 120)


def test_a_relayed_message_has_room_for_its_sender() -> None:
    assert limits.ANSWER_BYTES > limits.MESSAGE_BYTES


def test_a_device_is_heard_of_in_time() -> None:
    """A device that pings must never look silent to its room, even after one lost connection."""
    assert 2 * (limits.PING_S + limits.PONG_S) < limits.IDLE_S
    assert limits.JOIN_S < limits.IDLE_S
    assert limits.RETRY_S < limits.PING_S


def test_a_device_never_sends_more_than_its_room_keeps() -> None:
    assert limits.FLIGHT <= limits.PENDING
    assert limits.UNSENT <= limits.PENDING
    assert limits.MESSAGE_BYTES <= limits.PENDING_BYTES
    assert 2 * limits.ACK_BYTES <= limits.UNREAD_BYTES  # a device that acknowledges keeps up


def test_two_speakers_and_the_watchers_fit_into_a_room() -> None:
    assert limits.WATCHERS + 2 <= limits.SOCKETS <= limits.ADDRESS_SOCKETS
