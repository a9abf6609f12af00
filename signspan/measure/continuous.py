"""Word error rate on sentences of signs, read as a stream.

A folder holds landmark files `NAME.npz` and `manifest.json`, a list of `{"name", "glosses", "sentence"}`. Every
sentence goes frame by frame through the same stream as a camera's. If the stream asks, its likeliest option counts as
the answer, and the number of questions is given with the rate.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, MissingError, SignspanError
from signspan.events import Gloss, Unsure
from signspan.measure.wer import word_errors
from signspan.recognise.models import Models
from signspan.recognise.stream import SignStream

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One sentence of a manifest; glosses in lower case."""

    name: str
    glosses: tuple[str, ...]


def evaluate(folder: Path, models: Models) -> dict[str, Any]:
    """`{"n", "wer", "asked", "sentences"}` of a folder; a file that cannot be read is reported and counts as no
    glosses."""
    rows: list[dict[str, Any]] = []
    errors = words = asked = 0
    for manifest_entry in tqdm(list(read_manifest(folder)), desc="reading", unit="sentence", file=sys.stderr):
        row: dict[str, Any] = {"name": manifest_entry.name, "wanted": list(manifest_entry.glosses)}
        found: list[str] = []
        try:
            found, unsure = read(read_landmarks(folder / f"{manifest_entry.name}.npz"), models)
            asked += unsure
        except SignspanError as error:
            row["error"] = str(error)
        wrong = word_errors(manifest_entry.glosses, found)
        errors += wrong
        words += len(manifest_entry.glosses)
        rows.append({**row, "found": found, "errors": wrong})
    return {
        "n": len(rows),
        "wer": round(errors / words, 4) if words else None,
        "words": words,
        "asked": asked,
        "sentences": rows,
    }


def read(body: BodySequence, models: Models) -> tuple[list[str], int]:
    """Glosses of a sequence in order and in lower case, and how many of them the stream was unsure of."""
    stream = SignStream(models)
    found: list[str] = []
    unsure = 0
    frames = [
        event
        for number, landmarks in enumerate(body.landmarks)
        for event in stream.feed(landmarks, body.aspect, number / body.fps)
    ]
    for event in [*frames, *stream.finish(body.aspect, body.duration_s)]:
        if isinstance(event, Gloss):
            found.append(event.gloss.lower())
        elif isinstance(event, Unsure):
            unsure += 1
            found.append(event.alternatives[0].gloss.lower())
    return found, unsure


def read_manifest(folder: Path) -> Iterator[ManifestEntry]:
    """Entries of `manifest.json`; raises `MissingError` and `FormatError`."""
    path = folder / MANIFEST
    if not path.is_file():
        raise MissingError(f"expected {MANIFEST} in {folder}")
    try:
        rows = json.loads(path.read_text())
    except (ValueError, UnicodeDecodeError) as error:
        raise FormatError(f"expected JSON in {path.name}, it cannot be read as such") from error
    if not isinstance(rows, list):
        raise FormatError(f"expected a list in {path.name}, got {type(rows).__name__}")
    for number, row in enumerate(rows):
        name = row.get("name") if isinstance(row, dict) else None
        glosses = row.get("glosses") if isinstance(row, dict) else None
        named = isinstance(name, str) and Path(name).name == name
        if not named or not isinstance(glosses, list) or not all(isinstance(gloss, str) for gloss in glosses):
            raise FormatError(f"expected a name and a list of glosses in entry {number} of {path.name}")
        yield ManifestEntry(str(name), tuple(gloss.lower() for gloss in glosses))
