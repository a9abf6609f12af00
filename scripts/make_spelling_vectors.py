"""Writes `tests/vectors/spelling.json`: Python's results for spelled words, which the browser's code must match.

Run it after changing `recognise/handshape.py`, `letters.py`, `spelling.py`, `fingerspelling.py` or their weights:
`python scripts/make_spelling_vectors.py`. The words are those of `tests/fixtures/spelled.npz` (`make_spelled.py`),
of which one is spelled with the left hand here.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from signspan.body.files import read_landmarks
from signspan.body.topology import LEFT_HAND, POINTS, RIGHT_HAND
from signspan.events import Gloss, SignerIdle, Unsure
from signspan.recognise.fingerspelling import Spelled, SpellingEvent, SpellingStream
from signspan.recognise.handshape import STEP_S, LetterReader, at_times, side_of, windows_of
from signspan.recognise.letters import letters_of, places_of
from signspan.recognise.spelling import SpellingLexicon, words_of

ROOT = Path(__file__).parents[1]
DIGITS = 5


def rounded(values: Any) -> Any:
    """Nested lists with None for NaN."""
    found = np.round(np.asarray(values, np.float64), DIGITS)
    return np.where(np.isnan(found), None, found).tolist()


def main() -> None:
    """Composes, reads, writes."""
    body = read_landmarks(ROOT / "tests" / "fixtures" / "spelled.npz")
    reader, lexicon = LetterReader.load(), SpellingLexicon.load()
    frames = body.landmarks.copy()
    half = len(frames) // 2
    frames[half:, LEFT_HAND] = frames[half:, RIGHT_HAND] * np.array([-1, 1, 1], np.float32) + [1, 0, 0]
    frames[half:, RIGHT_HAND] = np.nan
    frames = np.round(frames, DIGITS)
    stream = SpellingStream(reader, lexicon)
    events = []
    for number, landmarks in enumerate(frames):
        events += [{"frame": number, **row(event)} for event in stream.feed(landmarks, body.aspect, number / body.fps)]
    events += [{"frame": len(frames), **row(event)} for event in stream.finish(body.duration_s)]

    seen = [(n, side_of(landmarks, "right", body.aspect)) for n, landmarks in enumerate(frames[:half])]
    times = np.array([n / body.fps for n, hand in seen if hand is not None])
    hands = np.stack([hand for _, hand in seen if hand is not None])
    at = np.arange(times[0], times[-1], STEP_S)
    windows = windows_of(times, hands, at)
    ticks = reader.read(windows)
    letters = letters_of(ticks, places_of(at_times(times, hands, at)[0]), float(at[0]), reader.double)
    words = words_of(letters, lexicon, reader.confusions)
    assert frames.shape[1] == POINTS  # noqa: S101
    vector = {
        "fps": body.fps,
        "aspect": body.aspect,
        "right": rounded(frames[:, RIGHT_HAND]),
        "left": rounded(frames[:, LEFT_HAND]),
        "events": events,
        "moments": at[::8].tolist(),
        "present": [window.present.tolist() for window in windows[::8]],
        "ticks": rounded(ticks[::8]),
        "letters": [
            {"letter": one.letter, "probability": one.probability, "startS": one.start_s, "double": one.double}
            for one in letters
        ],
        "words": [{"text": word.text, "probability": word.probability} for word in words],
    }
    out = ROOT / "tests" / "vectors" / "spelling.json"
    out.write_text(json.dumps(vector) + "\n")
    print(f"{out}: {[event['text'] for event in events if event.get('text')]}")


def row(event: SpellingEvent) -> dict[str, Any]:
    """An event as the browser names it, with what a person sees of it."""
    match event:
        case Spelled():
            text = event.words[0].text if event.words else ""
            return {"kind": "spelled", "letters": "".join(one.letter for one in event.letters), "text": text}
        case Gloss():
            return {"kind": "gloss", "gloss": event.gloss, "probability": event.probability}
        case Unsure():
            return {"kind": "unsure", "options": [option.gloss for option in event.alternatives]}
        case SignerIdle():
            return {"kind": "idle"}


if __name__ == "__main__":
    main()
