"""The figures of a busy server, small: what they are made of, not what they are."""

import pytest

from signspan.errors import InputError
from signspan.measure import load, rooms, soak
from signspan.measure.apart import latency
from signspan.measure.percentiles import percentiles


def test_percentiles_of_nothing_are_nothing() -> None:
    assert percentiles([]) == {}
    assert percentiles([1.0, 2.0, 3.0]) == {"p50": 2.0, "p95": 2.9, "p99": 3.0}


def test_too_little_is_refused() -> None:
    with pytest.raises(InputError, match="at least 10 seconds"):
        load.bench(1)
    with pytest.raises(InputError, match="at least 5 seconds"):
        rooms.bench(1)
    with pytest.raises(InputError, match="half a minute"):
        soak.bench(0.1)
    with pytest.raises(InputError, match="at least one sentence"):
        latency.bench(0)


@pytest.mark.slow
def test_load_counts_what_one_signer_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MAX_SIGNERS", 1)
    found = load.bench(15)
    (row,) = [row for row in found["steps"] if row["sessions"] == 1]
    assert row["events"] >= 1
    assert row["delay_ms"]["p50"] > 0
    assert row["frames_a_second_each"] == pytest.approx(30, abs=6)
    assert 0 < row["cpu_a_session"] < 2
    assert row["memory_mb"] > 100


@pytest.mark.slow
def test_rooms_pass_on_every_sentence_and_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MAX_ROOMS", rooms.MIN_ROOMS)
    (row,) = rooms.bench(5)["steps"]
    assert row["sentences"]["said"] == row["sentences"]["came"] >= 4 * rooms.MIN_ROOMS
    assert row["frames"]["came"] > 0.9 * row["frames"]["sent"] > 0
    assert 0 < row["cpu_a_room"] < 1


@pytest.mark.slow
def test_a_soaked_server_lets_go_of_everybody() -> None:
    found = soak.bench(0.5, 2)
    assert found["visits"] >= 2
    assert max(row["sockets"] for row in found["over_time"]) >= 1
    before, after = found["before"], found["after"]
    assert after["sockets"] == 0
    assert after["tasks"] <= before["tasks"]


@pytest.mark.slow
def test_a_sentence_each_way_from_one_device_to_another() -> None:
    found = latency.bench(1)
    assert found["finals"] == {"said": 2, "came": 2, "doubled": 0, "gave_up": 0}
    assert found["glosses"]["last landmark to the other device"]["p50"] > 0
    assert set(found["sign_to_speech"]["on the other device"]) == {
        "other device", "transport", "language", "voice or motion", "present", "end to end"
    }  # fmt: skip
