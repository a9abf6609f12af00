"""Plans as plain rows, for JSON."""

from typing import Any

from signspan.events import Plan


def plan_row(plan: Plan) -> dict[str, Any]:
    """`{"tokens": [{"gloss", "kind", "markers", "source"}…], "sentence_type"}`."""
    return {
        "tokens": [
            {"gloss": t.gloss, "kind": t.kind, "markers": list(t.markers), "source": t.source} for t in plan.tokens
        ],
        "sentence_type": plan.sentence_type,
    }
