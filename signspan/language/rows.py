"""Plans and their reasons as plain rows, for JSON."""

from collections.abc import Iterator
from typing import Any

from signspan.events import Plan, Token
from signspan.language.glosser import Glossed


def plan_row(plan: Plan) -> dict[str, Any]:
    """`{"tokens": [{"gloss", "kind", "markers", "source"}…],
    "sentence_type"}`; a token may also have a `locus` and a number of repetitions, `repeat`."""
    return {"tokens": [_token_row(token) for token in plan.tokens], "sentence_type": plan.sentence_type}


def _token_row(token: Token) -> dict[str, Any]:
    row: dict[str, Any] = {
        "gloss": token.gloss,
        "kind": token.kind,
        "markers": list(token.markers),
        "source": token.source,
    }
    if token.locus is not None:
        row["locus"] = token.locus
    if token.repeat > 1:
        row["repeat"] = token.repeat
    return row


def reason_rows(glossed: Glossed) -> Iterator[dict[str, Any]]:
    """One row per token, `{"gloss", "kind", …, "why": […]}`, then one for each word left unsigned, its gloss None."""
    for unit in glossed.units:
        yield {**_token_row(unit.event()), "why": unit.why}
    for word in glossed.unsigned:
        yield {"gloss": None, "source": word.source, "why": [word.why]}
