"""What people say, and what the avatar has for it: a real sign, a number, a pointing, or the alphabet.

Two questions, one answer: how many of the commonest words of conversation have a sign (`common.txt`, chosen for
conversation and not for coverage), and what becomes of every word of a file of sentences.
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
    """The commonest conversational glosses by topic."""
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
    """What becomes of every word of a file of sentences, one a line: signs by kind, what is spelled, what English has
    and ASL does not sign, and what was dropped, which is to be nothing.
    """
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
    """Words in lower case, contractions apart as the parser takes them: don't is do and n't."""
    apart = re.sub(r"(?i)n['’]t\b", " n't", text.replace("’", "'"))
    return re.findall(r"n't|'\w+|\w+(?:-\w+)*", apart.lower())
