"""Whether English sentences from glosses are natural, and whether they mean the same.

chrF2 against the nearest acceptable sentence, and the share of pairs whose every fact holds (`facts.py`).
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import signspan
from signspan.language.english import english
from signspan.language.glosser import gloss
from signspan.language.weigh import Weigher
from signspan.measure import chrf, unclear
from signspan.measure.facts import broken
from signspan.measure.pairs import Pair, read_pairs

PAIRS = Path(signspan.__file__).parents[1] / "tests" / "fixtures" / "english_pairs.txt"


def ours(pair: Pair) -> str:
    """Signspan's sentence: unclear signs weighed in context, then the rules."""
    recent = [token.gloss for sentence in pair.before for plan in gloss(sentence) for token in plan.tokens]
    return english(Weigher.load().choose(pair.signs, recent))


def evaluate(path: Path = PAIRS, say: Callable[[Pair], str] = ours) -> dict[str, Any]:
    """`n`, `chrf` and `exact_meaning` in [0, 1], also by topic; the gain from weighing unclear signs (`unclear.py`);
    every pair that fails, with the broken facts."""
    pairs = read_pairs(path)
    rows, failed = [], []
    topics: Counter[str] = Counter(pair.topic for pair in pairs)
    held: Counter[str] = Counter()
    for pair in pairs:
        text = say(pair)
        rows.append(chrf.best(text, pair.sentences))
        wrong = broken(text, pair.facts, _glosses(pair))
        if wrong:
            failed.append({"glosses": pair.line, "text": text, "expected": pair.sentences[0], "broken": wrong})
        else:
            held[pair.topic] += 1
    return {
        "n": len(pairs),
        "chrf": round(chrf.score(rows), 4),
        "exact_meaning": round(held.total() / len(pairs), 4),
        "by_topic": {topic: round(held[topic] / n, 4) for topic, n in topics.items()},
        "unclear_signs": unclear.evaluate(),
        "failed": failed,
    }


def _glosses(pair: Pair) -> list[str]:
    """All glosses that may have been signed; the facts say which candidate of an unclear sign is right."""
    return [gloss for sign in pair.signs for gloss in (sign.gloss, *(a.gloss for a in sign.alternatives))]
