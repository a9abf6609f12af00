"""Writes signspan/language/glossed.txt: the project's own everyday sentences, glossed by its own rules.

    .venv/bin/python scripts/make_glossed.py

Only sentences that this project wrote go in; no corpus of anybody else's.
"""

from pathlib import Path

from signspan.language.glosser import gloss
from signspan.language.weigh import GLOSSED

SENTENCES = Path(__file__).parents[1] / "tests" / "fixtures" / "everyday_sentences.txt"


def main() -> None:
    """One line of glosses a sentence, in lower case."""
    lines = [
        " ".join("-".join(token.gloss.lower().split()) for token in plan.tokens)
        for sentence in SENTENCES.read_text(encoding="utf-8").splitlines()
        if sentence.strip()
        for plan in gloss(sentence)
    ]
    GLOSSED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} sentences, {GLOSSED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
