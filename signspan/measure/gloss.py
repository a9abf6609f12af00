"""How many hand-written sentences get glosses that satisfy the requirements of ASL.

A sentence has no single right gloss, so each has conditions instead: an order, a marker, a kind, a gloss that must be
absent. The file explains the notation. Some sentences are marked as known to fail, with the reason; they count like the
others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from signspan.errors import FormatError, MissingError
from signspan.events import Marker, Plan, Token
from signspan.language.glosser import gloss

SENTENCES: Final = Path(__file__).parents[2] / "tests" / "fixtures" / "gloss_sentences.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence, its topic, its conditions, and why it is known to fail (empty if it is not)."""

    topic: str
    text: str
    conditions: tuple[str, ...]
    fails: str


def read_cases(path: Path) -> list[Case]:
    """The sentences of a file. Raises `MissingError` and `FormatError`."""
    if not path.is_file():
        raise MissingError(f"expected a file of sentences with conditions, found nothing at {path}")
    cases: list[Case] = []
    topic = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            topic = line[3:].strip()
        elif line.startswith("  fails:") and cases:
            last = cases.pop()
            cases.append(Case(last.topic, last.text, last.conditions, line.split(":", 1)[1].strip()))
        elif line.strip() and not line.startswith("#"):
            text, *conditions = (part.strip() for part in line.split("|"))
            if not conditions:
                raise FormatError(f"expected 'sentence | condition', got {line[:60]!r}")
            cases.append(Case(topic, text, tuple(conditions), ""))
    return cases


def evaluate(path: Path = SENTENCES) -> dict[str, Any]:
    """How many sentences hold, by topic, and which do not, with their glosses and the conditions they miss."""
    cases = read_cases(path)
    topics: dict[str, list[int]] = {}
    failed = []
    for case in cases:
        missed = list(broken(case))
        counts = topics.setdefault(case.topic, [0, 0])
        counts[0] += not missed
        counts[1] += 1
        if missed:
            glosses = " ".join(token.gloss for plan in gloss(case.text) for token in plan.tokens)
            failed.append({"text": case.text, "glosses": glosses, "missed": missed, "known": case.fails})
    return {
        "sentences": len(cases),
        "hold": len(cases) - len(failed),
        "by_topic": {topic: f"{held} of {total}" for topic, (held, total) in topics.items()},
        "known_to_fail": sum(1 for row in failed if row["known"]),
        "failed": failed,
    }


def broken(case: Case) -> Iterator[str]:
    """The conditions of a case that do not hold. Raises `FormatError` for an invalid one."""
    plans = gloss(case.text)
    for condition in case.conditions:
        if not holds(condition, plans):
            yield condition


def holds(condition: str, plans: list[Plan]) -> bool:
    """Whether a condition holds over the plans of a sentence. Raises `FormatError` for an invalid one."""
    tokens = [token for plan in plans for token in plan.tokens]
    name, *named = condition.split()
    if name == "is":
        return plans[-1].sentence_type == named[0]
    if name == "without":
        return all(named[0] not in token.markers for token in tokens if token.gloss in named[1:])
    if name == "at":
        return any(token.gloss == named[1] and token.locus == named[0] for token in tokens)
    if name in _CHECKS:
        return _CHECKS[name](tokens, named)
    if name in get_args(Marker):
        return all(any(t.gloss == g and name in t.markers for t in tokens) for g in named)
    if name in {"sign", "fingerspell", "point", "number"}:
        return all(any(t.gloss == g and t.kind == name for t in tokens) for g in named)
    if not name.isupper() and not name[0].isdigit():
        raise FormatError(f"expected a condition such as 'A < B', 'no A' or 'topic A', got {condition!r}")
    wanted = iter(token.gloss for token in tokens)
    return all(part in wanted for part in condition.split(" < "))


def _places(tokens: list[Token], named: list[str]) -> list[str | None]:
    """The first position of each named gloss."""
    return [next((t.locus for t in tokens if t.gloss == name and t.locus), None) for name in named]


def _same(tokens: list[Token], named: list[str]) -> bool:
    found = _places(tokens, named)
    return found[0] is not None and len(set(found)) == 1


def _apart(tokens: list[Token], named: list[str]) -> bool:
    found = _places(tokens, named)
    return None not in found and len(set(found)) == len(named)


_CHECKS: Final[dict[str, Callable[[list[Token], list[str]], bool]]] = {
    "has": lambda tokens, named: all(any(t.gloss == g for t in tokens) for g in named),
    "no": lambda tokens, named: not any(t.gloss in named for t in tokens),
    "not-sign": lambda tokens, named: not any(t.gloss in named and t.kind == "sign" for t in tokens),
    "first": lambda tokens, named: tokens[0].gloss == named[0],
    "last": lambda tokens, named: tokens[-1].gloss == named[0],
    "repeat": lambda tokens, named: all(any(t.gloss == g and t.repeat > 1 for t in tokens) for g in named),
    "once": lambda tokens, named: all(t.repeat == 1 for t in tokens if t.gloss in named),
    "same": _same,
    "apart": _apart,
}
