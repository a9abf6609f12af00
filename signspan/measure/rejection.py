"""False commits: what the stream reports when nobody signs.

A folder holds landmark files in which nobody signs, or only signs that the vocabulary lacks. Every committed gloss is
wrong; a question is not, since a person can answer "none of these", but it is counted.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.body.files import read_landmarks
from signspan.errors import MissingError
from signspan.events import Gloss, Unsure
from signspan.recognise.models import Models
from signspan.recognise.stream import SignStream

MAX_NAMED = 10


def evaluate(folder: Path, models: Models) -> dict[str, Any]:
    """`{"files", "minutes", "commits", "commits_per_minute", "questions", "questions_per_minute", "committed"}`."""
    paths = sorted(folder.glob("*.npz"))
    if not paths:
        raise MissingError(f"expected landmark files (.npz) in {folder}")
    seconds, questions = 0.0, 0
    committed: Counter[str] = Counter()
    for path in tqdm(paths, desc="watching", unit="file", file=sys.stderr):
        body = read_landmarks(path)
        stream = SignStream(models)
        events = [e for n, row in enumerate(body.landmarks) for e in stream.feed(row, body.aspect, n / body.fps)]
        events += stream.finish(body.aspect, body.duration_s)
        committed.update(event.gloss for event in events if isinstance(event, Gloss))
        questions += sum(isinstance(event, Unsure) for event in events)
        seconds += body.duration_s
    minutes = seconds / 60
    return {
        "files": len(paths),
        "minutes": round(minutes, 2),
        "commits": committed.total(),
        "commits_per_minute": round(committed.total() / minutes, 3),
        "questions": questions,
        "questions_per_minute": round(questions / minutes, 3),
        "committed": dict(committed.most_common(MAX_NAMED)),
    }
