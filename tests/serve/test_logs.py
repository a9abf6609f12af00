import json
import logging

from signspan.serve.logs import JsonLines


def test_only_listed_fields_are_written() -> None:
    record = logging.LogRecord("signspan", logging.INFO, "f", 1, "request", None, None)
    record.__dict__ |= {"path": "/api/gloss", "status": 200, "text": "my secret", "client": "10.0.0.9"}
    row = json.loads(JsonLines().format(record))
    assert row["path"] == "/api/gloss"
    assert "secret" not in json.dumps(row)
    assert "10.0.0.9" not in json.dumps(row)
