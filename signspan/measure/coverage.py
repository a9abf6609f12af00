"""Coverage of what people say by the avatar's signs: a real sign, a number, a pointing, or the alphabet.

Measures how many of the most common words of conversation have a sign (`common.txt`, not chosen for coverage), and how
every word of a file of sentences is signed.
"""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from signspan.errors import MissingError
from signspan.events import Plan, Token
from signspan.language.glosser import gloss
from signspan.perform.performance import perform

SPELLED = "fingerspell"


def common_words() -> dict[str, list[str]]:
    """The most common conversational glosses by topic."""
    lines = (files("signspan.lexicon") / "common.txt").read_text("utf-8").splitlines()
    return {topic.strip(): listed.split() for topic, _, listed in (line.partition(":") for line in lines)}


def evaluate_words() -> dict[str, Any]:
    """How the common words are covered, by topic, and which are only spelled."""
    kinds: Counter[str] = Counter()
    spelled: list[str] = []
    topics = {}
    for topic, words in common_words().items():
        sources = {word: _source(word) for word in words}
        kinds.update(sources.values())
        missing = [word for word, source in sources.items() if source == SPELLED]
        spelled += missing
        topics[topic] = f"{len(words) - len(missing)} of {len(words)}"
    total = sum(kinds.values())
    return {
        "words": total,
        "covered": total - len(spelled),
        "by_kind": dict(kinds.most_common()),
        "by_topic": topics,
        "spelled": spelled,
    }


def _source(word: str) -> str:
    return perform(Plan((Token(word, "sign"),), "statement")).timeline[0].source


def evaluate_sentences(path: Path) -> dict[str, Any]:
    """How every word of a file of sentences, one per line, is signed: signs by kind, spelled words, English words that
    ASL does not sign, and dropped words, of which there should be none."""
    if not path.is_file():
        raise MissingError(f"expected a file of sentences, found nothing at {path}")
    kinds: Counter[str] = Counter()
    spelled: Counter[str] = Counter()
    unsigned: Counter[str] = Counter()
    sentences = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    tokens = dropped = 0
    for sentence in sentences:
        said: Counter[str] = Counter()
        for plan in gloss(sentence):
            performance = perform(plan)
            tokens += len(plan.tokens)
            dropped += len(plan.tokens) - len(performance.timeline)
            kinds.update(entry.source for entry in performance.timeline)
            spelled.update(entry.gloss for entry in performance.timeline if entry.source == SPELLED)
            said.update(word for token in plan.tokens for word in _words(token.source))
        unsigned.update(Counter(_words(sentence)) - said)
    return {
        "sentences": len(sentences),
        "signs": tokens,
        "dropped": dropped,
        "by_kind": dict(kinds.most_common()),
        "spelled": dict(spelled.most_common(40)),
        "unsigned_english": dict(unsigned.most_common()),
    }


def _words(text: str) -> list[str]:
    """Words in lower case, contractions split as by the parser: don't is do and n't."""
    apart = re.sub(r"(?i)n['’]t\b", " n't", text.replace("’", "'"))
    return re.findall(r"n't|'\w+|\w+(?:-\w+)*", apart.lower())
