"""Recognition of a whole file, for the command line and the HTTP interface."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from signspan.errors import InputError
from signspan.events import Alternative, Gloss, Unsure
from signspan.language.english import english
from signspan.perceive.sequence import read_body
from signspan.recognise.book import Book
from signspan.recognise.enrolled import Taught
from signspan.recognise.models import Models
from signspan.recognise.stream import Recognised, SignStream

LANGUAGES = ("ase",)


def recognise_file(path: Path, language: str = "ase", book: Path | None = None) -> Iterator[dict[str, Any]]:
    """Rows of `gloss` and `clarify` in order, then one `sentence`; times in seconds from the file's start.

    With a book of taught signs the language is the book's, and its labels are given with its glosses, also in
    alternatives. Raises what `read_body` and `Book.read` raise, and `InputError` for a language without a model.
    """
    models, labels = Models.load(), {}
    if book is not None:
        taught = Taught(models.reader, Book.read(book))
        models, labels, language = replace(models, reader=taught), taught.labels, taught.language
    elif language not in LANGUAGES:
        raise InputError(f"expected a language of {', '.join(LANGUAGES)}, got {language}")
    sequence = read_body(path)
    stream = SignStream(models)
    glosses: list[str] = []
    for number, landmarks in enumerate(sequence.landmarks):
        yield from _rows(stream.feed(landmarks, sequence.aspect, number / sequence.fps), glosses, labels)
    yield from _rows(stream.finish(sequence.aspect, sequence.duration_s), glosses, labels)
    # no grammar for other languages: their glosses are given in order
    text = english(glosses) if glosses and language in LANGUAGES else " ".join(glosses)
    yield {"type": "sentence", "text": text, "glosses": glosses}


def _rows(events: list[Recognised], glosses: list[str], labels: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for event in events:
        if isinstance(event, Gloss):
            glosses.append(event.gloss)
            yield {
                "type": "gloss",
                **_named(event.gloss, labels),
                "probability": event.probability,
                "start_s": round(event.start_s, 3),
                "end_s": round(event.end_s, 3),
                "alternatives": _options(event.alternatives, labels),
            }
        elif isinstance(event, Unsure):
            yield {
                "type": "clarify",
                "options": _options(event.alternatives, labels),
                "start_s": round(event.start_s, 3),
                "end_s": round(event.end_s, 3),
            }


def _options(alternatives: tuple[Alternative, ...], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{**_named(option.gloss, labels), "probability": option.probability} for option in alternatives]


def _named(gloss: str, labels: Mapping[str, str]) -> dict[str, str]:
    return {"gloss": gloss, "label": labels[gloss]} if gloss in labels else {"gloss": gloss}
