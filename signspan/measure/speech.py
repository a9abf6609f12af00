"""Accuracy and latency of speech recognition, on recordings with known words, played as a stream.

The clock is simulated: a block of sound arrives when its last sample is spoken, and its result appears after the real
computing time, or later if earlier computing had not finished. The figures are thus those of a live conversation,
without waiting for it. The end of each word is from Whisper's alignment of the true words with the clean recording.
"""

import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from signspan.audio import RATE, Samples, read_audio
from signspan.errors import MissingError
from signspan.events import Final, Partial
from signspan.hear.listener import Listener
from signspan.hear.weights import Hearing
from signspan.hear.whisper import Whisper
from signspan.measure.noise import NOBODY, babble, nobody
from signspan.measure.wer import matches, word_errors

BLOCK = RATE // 10
LEAD_S, TAIL_S = 0.5, 1.5
NOBODY_S = 20.0
BEHIND_S = 0.3  # of sound waiting: beyond, the server skips partials


@dataclass(frozen=True, slots=True)
class Recording:
    """A clean recording, its words as written, and when each ends, in seconds from its start."""

    samples: Samples
    words: tuple[str, ...]
    ends_s: tuple[float, ...]


@dataclass(slots=True)
class Heard:
    """The results of one recording."""

    words: int = 0
    rtf: float = 0.0  # computing time per second of sound
    final_errors: int = 0
    partial_errors: list[tuple[int, int]] = field(default_factory=list)  # errors and words of each partial
    revisions: int = 0
    committed: int = 0
    false_commits: int = 0
    commit_delay_s: list[float] = field(default_factory=list)
    final_delay_s: list[float] = field(default_factory=list)
    waited_s: list[float] = field(default_factory=list)


def plain(text: str) -> list[str]:
    """The words of a text for comparison: lower case, no punctuation, split at hyphens, titles written out."""
    spelled = re.sub(r"\bmr\b", "mister", re.sub(r"\bmrs\b", "missus", text.lower().replace("-", " ")))
    return re.sub(r"[^\w' ]", " ", spelled).split()


def recordings(folder: Path, whisper: Whisper) -> list[Recording]:
    """The sound files of a folder that have a transcript, as NAME.wav and NAME.txt.

    Raises `MissingError` if there are none.
    """
    found = []
    for path in sorted(folder.glob("*.wav")):
        if not path.with_suffix(".txt").is_file():
            continue
        samples, words = read_audio(path), tuple(plain(path.with_suffix(".txt").read_text("utf-8")))
        placed = whisper.place(samples, words)
        found.append(Recording(samples, words, tuple(word.end_s for word in placed)))
    if not found:
        raise MissingError(f"expected recordings NAME.wav with their words in NAME.txt, found none in {folder}")
    return found


def play(listener: Listener, sound: Samples, offset_s: float) -> list[tuple[float, float, Partial | Final]]:
    """Each event of a sound, when it is shown and how much sound had arrived, in seconds from `offset_s`."""
    events, now = [], 0.0
    for start in range(0, len(sound), BLOCK):
        arrived = (start + BLOCK) / RATE
        now = max(now, arrived)
        begun = time.perf_counter()
        found = listener.feed(sound[start : start + BLOCK], behind=now - arrived > BEHIND_S)
        now += time.perf_counter() - begun
        events += [(now - offset_s, arrived - offset_s, event) for event in found]
    return events


def hear(listener: Listener, recording: Recording, sound: Samples) -> Heard:
    """Plays `sound`, in which the recording starts at `LEAD_S`, and compares."""
    heard, wanted = Heard(words=len(recording.words)), list(recording.words)
    begun = listener.heard_s
    shown: list[str] = []
    committed: list[tuple[str, float]] = []
    finals: list[str] = []
    clock = time.perf_counter()
    events = play(listener, sound, LEAD_S)
    heard.rtf = (time.perf_counter() - clock) * RATE / len(sound)
    for now, arrived, event in events:
        words = finals + plain(event.text)
        same = next((k for k, (a, b) in enumerate(zip(shown, words, strict=False)) if a != b), len(words))
        heard.revisions += max(len(shown) - same, 0)
        shown = words
        if isinstance(event, Final):
            finals, sure = words, words
            heard.waited_s.append(arrived - (event.speech_end_s - begun - LEAD_S))
            heard.final_delay_s.append(now - _end_before(recording, arrived))
        else:
            sure = finals + plain(" ".join(word.text for word in event.words[: event.committed]))
            said = sum(end <= arrived for end in recording.ends_s)
            heard.partial_errors.append((word_errors(wanted[:said], words), said))
        early = len(committed)
        committed += [(word, now) for word in sure[early:]]
    heard.final_errors = word_errors(wanted, finals)
    right = matches(wanted, [word for word, _ in committed])
    heard.committed, heard.false_commits = len(committed), len(committed) - len(right)
    heard.commit_delay_s = [committed[to][1] - recording.ends_s[at] for at, to in right if at < len(recording.ends_s)]
    return heard


def _end_before(recording: Recording, at_s: float) -> float:
    """When the last word spoken by `at_s` ended."""
    return max((end for end in recording.ends_s if end <= at_s), default=0.0)


def evaluate(folder: Path, snr_db: float | None = None, hearing: Hearing = "english") -> dict[str, Any]:
    """The figures of all recordings of `folder`, clean or with the others as babble `snr_db` below the speech level."""
    whisper = Whisper(hearing)
    known = recordings(folder, whisper)
    listener, found = Listener(whisper), []
    for number, recording in enumerate(tqdm(known, "recordings", file=sys.stderr)):
        sound = np.pad(recording.samples, (int(LEAD_S * RATE), int(TAIL_S * RATE)))
        others = [other.samples for k, other in enumerate(known) if k != number]
        if snr_db is not None:
            sound = babble(sound, others, snr_db)
        found.append(hear(listener, recording, sound))
    invented = {kind: _words_in(nobody(kind, NOBODY_S), whisper) for kind in NOBODY}
    partials = [pair for heard in found for pair in heard.partial_errors]
    words = sum(heard.words for heard in found)
    return {
        "hearing": hearing,
        "n": len(found),
        "words": words,
        "snr_db": snr_db,
        "wer": round(sum(heard.final_errors for heard in found) / words, 4),
        "rtf": round(float(np.mean([heard.rtf for heard in found])), 3),
        "wer_partials": round(sum(e for e, _ in partials) / max(sum(n for _, n in partials), 1), 4),
        "revisions_per_100_words": round(100 * sum(heard.revisions for heard in found) / words, 1),
        "false_commits": sum(heard.false_commits for heard in found),
        "committed": sum(heard.committed for heard in found),
        "word_to_commit_ms": _spread([s for heard in found for s in heard.commit_delay_s]),
        "final_latency_ms": _spread([s for heard in found for s in heard.final_delay_s]),
        "of_it_endpointing_ms": _spread([s for heard in found for s in heard.waited_s]),
        f"words_from_{NOBODY_S:.0f}_s_without_speech": invented,
    }


def _words_in(sound: Samples, whisper: Whisper) -> int:
    listener = Listener(whisper)
    events = [*listener.feed(sound), *listener.finish()]
    return sum(len(event.words) for event in events if isinstance(event, Final))


def _spread(seconds: list[float]) -> dict[str, float]:
    return {f"p{q}": round(1000 * float(np.percentile(seconds, q))) for q in (50, 95)} if seconds else {}
