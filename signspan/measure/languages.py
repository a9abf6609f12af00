"""How well a pack's rules match pairs of glosses and text that people wrote: `id|gloss|text`, as in Isharah.

Pairs count once. Pairs used for writing the tables are counted apart from held-out ones: of every seven distinct pairs
the first four were looked at, as was any pair that shares its glosses or text with one of these. Both sides are folded
as the pack folds words, since Isharah is written without hamza and ta marbuta.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from signspan.errors import FormatError, InputError, SignspanError
from signspan.language.pack import Pack
from signspan.language.table_glosser import gloss_by_tables
from signspan.language.table_writer import text_by_tables
from signspan.language.tables import Tables, tables
from signspan.measure import chrf

SEVEN, LOOKED_AT = 7, 4

Pair = tuple[str, str]  # glosses, text


def read_pairs(path: Path) -> list[Pair]:
    """The distinct pairs of a file, plain or gzipped. Raises `FormatError`."""
    try:
        raw = path.read_bytes()
        lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FormatError(f"expected a file of glosses and text, {path.name} cannot be read as one") from error
    pairs: list[Pair] = []
    for number, line in enumerate(lines, 1):
        cells = [" ".join(cell.split()) for cell in line.split("|")]
        if cells == ["id", "gloss", "text"]:
            continue
        if len(cells) != 3 or not all(cells):
            raise FormatError(f"expected id|gloss|text in {path.name}, line {number}, got {line[:60]!r}")
        pairs.append((cells[1], cells[2]))
    if not pairs:
        raise FormatError(f"expected id|gloss|text, got nothing in {path.name}")
    return list(dict.fromkeys(pairs))


def split(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs looked at, and the held-out ones."""
    seen = [pair for n, pair in enumerate(pairs) if n % SEVEN < LOOKED_AT]
    glosses, texts = {gloss for gloss, _ in seen}, {text for _, text in seen}
    unseen = [pair for pair in pairs if pair[0] not in glosses and pair[1] not in texts]
    kept = set(unseen)
    return [pair for pair in pairs if pair not in kept], unseen


def evaluate(path: Path, pack: Pack) -> dict[str, Any]:
    """`{"looked_at": …, "only_measured": …}`, each with `n`, the share of tokens that are `spelled`, and for `text`
    (from glosses) and `gloss` (from text) the `chrf` and the words' `precision` and `recall`; the baselines are the
    unchanged input. Raises `InputError` for a pack whose rules are not tables."""
    if not pack.by_tables:
        raise InputError(f"expected a language whose rules are tables, got {pack.spoken}; see `evaluate english`")
    looked_at, measured = split(read_pairs(path))
    known = tables(pack)
    return {"looked_at": _score(looked_at, pack, known), "only_measured": _score(measured, pack, known)}


def _score(pairs: Sequence[Pair], pack: Pack, known: Tables) -> dict[str, Any]:
    if not pairs:
        return {"n": 0}
    said = [_plain(_said(gloss, pack), known) for gloss, _ in pairs]
    signed = [[known.fold(word) for word in _signed(text, pack)] for _, text in pairs]
    glosses = [_plain(gloss, known) for gloss, _ in pairs]
    texts = [_plain(text, known) for _, text in pairs]
    return {
        "n": len(pairs),
        "text": _figures(said, texts),
        "text_baseline": _figures(glosses, texts),
        "gloss": _figures([" ".join(words).replace("_", " ") for words in signed], glosses),
        "gloss_baseline": _figures(texts, glosses),
        "spelled": round(_spelled((text for _, text in pairs), pack), 4),
    }


def _plain(text: str, known: Tables) -> str:
    return " ".join(known.fold(w.strip(".؟?")) for w in text.replace("_", " ").split())


def _said(glosses: str, pack: Pack) -> str:
    try:
        return text_by_tables(glosses.split(), pack)
    except SignspanError:
        return ""


def _signed(text: str, pack: Pack) -> list[str]:
    try:
        return [token.gloss for plan in gloss_by_tables(text, pack) for token in plan.tokens]
    except SignspanError:
        return []


def _spelled(texts: Iterable[str], pack: Pack) -> float:
    """The share of tokens that are spelled."""
    kinds = [token.kind for text in texts for plan in gloss_by_tables(text, pack) for token in plan.tokens]
    return kinds.count("fingerspell") / len(kinds)


def _figures(said: Sequence[str], expected: Sequence[str]) -> dict[str, float]:
    """chrF2, and precision and recall of words, ignoring order."""
    ours, theirs = [Counter(line.split()) for line in said], [Counter(line.split()) for line in expected]
    both = sum((a & b).total() for a, b in zip(ours, theirs, strict=True))
    rows = [chrf.counts(a, b) for a, b in zip(said, expected, strict=True)]
    return {
        "chrf": round(chrf.score(rows), 4),
        "precision": round(both / max(1, sum(words.total() for words in ours)), 4),
        "recall": round(both / max(1, sum(words.total() for words in theirs)), 4),
    }
