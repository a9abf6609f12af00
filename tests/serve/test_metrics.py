import asyncio

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from signspan.serve.metrics import Metrics
from signspan.wire import conversation_pb2 as wire


def samples(text: bytes) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_stages_are_counted_in_seconds_and_unknown_ones_are_not() -> None:
    async def text() -> bytes:
        metrics = Metrics()
        metrics.took("signer", {"recognise": 250.0, "my secret": 1.0})
        return metrics.text()

    metrics = asyncio.run(text())
    assert samples(metrics)["signspan_stage_seconds_sum", "signer", "recognise"] == 0.25
    assert b"secret" not in metrics


@pytest.mark.slow
def test_the_server_counts_sockets_and_messages_and_no_words(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_bytes(wire.ClientMessage(hello=wire.Hello(clock_s=1.0)).SerializeToString())
        socket.receive_bytes()
        socket.send_bytes(wire.ClientMessage(typed=wire.Typed(text="Hello zanzibar.")).SerializeToString())
        socket.receive_bytes()
        metrics = samples(client.get("/metrics").content)
        assert metrics["signspan_sockets", "conversation"] == 1
        assert metrics["signspan_messages_total", "hello"] >= 1
        assert metrics["signspan_messages_total", "typed"] >= 1
    assert samples(client.get("/metrics").content)["signspan_sockets", "conversation"] == 0
    assert "zanzibar" not in client.get("/metrics").text.lower()


@pytest.mark.slow
def test_it_is_ready_when_the_models_are(client: TestClient) -> None:
    assert client.get("/ready").status_code == 204
