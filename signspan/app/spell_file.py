"""Fingerspelling of a whole file, for the command line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from signspan.language.english import english
from signspan.perceive.sequence import read_body
from signspan.recognise.fingerspelling import Spelled, SpellingStream, gloss_of
from signspan.recognise.handshape import LetterReader
from signspan.recognise.spelling import SpellingLexicon


def spell_file(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of `word` in order, then one `sentence`; times in seconds from the file's start.

    Every word is given with its `probability`, which may be small, and its alternatives. Raises what `read_body`
    raises.
    """
    sequence = read_body(path)
    stream = SpellingStream(LetterReader.load(), SpellingLexicon.load())
    glosses: list[str] = []
    for number, landmarks in enumerate(sequence.landmarks):
        for event in stream.feed(landmarks, sequence.aspect, number / sequence.fps):
            yield from _rows(event, glosses)
    for event in stream.finish(sequence.duration_s):
        yield from _rows(event, glosses)
    yield {"type": "sentence", "text": english(glosses) if glosses else "", "glosses": glosses}


def _rows(event: object, glosses: list[str]) -> Iterator[dict[str, Any]]:
    if not isinstance(event, Spelled) or not event.words:
        return
    best, *others = event.words
    glosses.append(gloss_of(best.text))
    yield {
        "type": "word",
        "text": best.text,
        "letters": [
            {
                "letter": letter.letter * (2 if letter.double > 0.5 else 1),
                "probability": letter.probability,
                "start_s": round(letter.start_s, 3),
                "end_s": round(letter.end_s, 3),
            }
            for letter in event.letters
        ],
        "probability": best.probability,
        "alternatives": [{"text": other.text, "probability": other.probability} for other in others],
    }
