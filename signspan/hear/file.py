"""Transcription rows from a file fed as a stream, or from live blocks."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from signspan.audio import RATE, Samples, read_audio
from signspan.events import Final, Partial, Word
from signspan.hear.listener import Listener
from signspan.hear.weights import Hearing
from signspan.hear.whisper import Whisper

BLOCK = RATE // 10


def transcribe_file(path: Path, hearing: Hearing = "english") -> Iterator[dict[str, Any]]:
    """Rows `partial` and `final` as they would come live, then a last `final` with the whole text."""
    samples = read_audio(path)
    blocks = (samples[start : start + BLOCK] for start in range(0, len(samples), BLOCK))
    texts = []
    for row in transcribe_blocks(blocks, hearing):
        if row["type"] == "final":
            texts.append(row["text"])
        yield row
    yield {"type": "final", "text": " ".join(texts), "words": [], "whole": True}


def transcribe_blocks(blocks: Iterable[Samples], hearing: Hearing = "english") -> Iterator[dict[str, Any]]:
    """Rows of a stream of 16 kHz blocks."""
    listener = Listener(Whisper(hearing))
    for block in blocks:
        yield from map(_row, listener.feed(block))
    yield from map(_row, listener.finish())


def _row(event: Partial | Final) -> dict[str, Any]:
    words = [_word(word) for word in event.words]
    if isinstance(event, Partial):
        return {"type": "partial", "text": event.text, "committed": event.committed, "words": words}
    return {"type": "final", "text": event.text, "speech_end_s": round(event.speech_end_s, 3), "words": words}


def _word(word: Word) -> dict[str, Any]:
    return {
        "word": word.text,
        "start_s": round(word.start_s, 3),
        "end_s": round(word.end_s, 3),
        "probability": round(word.probability, 3),
    }
