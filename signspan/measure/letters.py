"""How well single letters are read, by person, and which are confused."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from signspan.corpora.letters import ASPECT, FPS, LetterClip, body_hand, read_people, read_static
from signspan.errors import FormatError, MissingError
from signspan.measure.calibration import expected_calibration_error
from signspan.recognise.handshape import LETTERS, NONE, STEP_S, STEPS, LetterReader, LetterWindow, windows_of
from signspan.recognise.letters import MOVING

WINDOWS = 16  # of a clip, evenly over it
MOVING_WEIGHT = 2  # a clip of J or Z also shows a still handshape before and after
SHOWN = 12  # pairs of letters


def clip_windows(clip: LetterClip) -> list[LetterWindow]:
    """Windows evenly over a clip; a clip of one frame is a hand held still."""
    times = np.arange(len(clip.hands)) / clip.fps
    hands = clip.hands
    if len(hands) == 1:
        times = np.arange(-STEPS, STEPS + 1) * STEP_S
        return windows_of(times, np.repeat(hands, len(times), axis=0), np.zeros(WINDOWS))
    return windows_of(times, hands, np.linspace(times[0], times[-1], WINDOWS))


def softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    """Over the last axis."""
    shifted = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def letters_of_windows(probabilities: NDArray[Any]) -> NDArray[np.float64]:
    """One reading (N, 26) of each clip's windows (N, W, 27): their mean, given that a letter is shown."""
    letters = probabilities[..., :NONE].mean(axis=1).astype(np.float64)
    letters[:, [LETTERS.index(letter) for letter in sorted(MOVING)]] *= MOVING_WEIGHT
    return np.asarray(letters / np.maximum(letters.sum(axis=1, keepdims=True), 1e-12))


def score(probabilities: NDArray[Any], truth: NDArray[np.int64]) -> dict[str, Any]:
    """Figures for windows of clips (N, W, 27) against the letters' numbers (N,)."""
    read = letters_of_windows(probabilities)
    order = np.argsort(-read, axis=1, kind="stable")
    right = order[:, 0] == truth
    pairs = Counter((LETTERS[a], LETTERS[b]) for a, b in zip(truth[~right], order[~right, 0], strict=True))
    return {
        "n": len(truth),
        "top1": _share(right),
        "top3": _share((order[:, :3] == truth[:, None]).any(axis=1)),
        "ece": round(expected_calibration_error(read.max(axis=1), right), 4),
        "confusions": [{"letter": a, "read": b, "n": n} for (a, b), n in pairs.most_common(SHOWN)],
    }


def evaluate(pack: Path, folds: Path | None = None) -> dict[str, Any]:
    """Scores a pack's letters; with `folds`, each person by the model in `folds`/PERSON, trained without them."""
    clips = [clip for clip in read_pack(pack) if clip.letter is not None]
    if not clips:
        raise FormatError(f"expected clips of letters A to Z in {pack.name}, got none")
    people = sorted({clip.person for clip in clips})
    shipped = None if folds else LetterReader.load()
    said: list[NDArray[np.float32]] = []
    truth: list[int] = []
    by_person: dict[str, tuple[int, int]] = {}
    for person in people:
        theirs = [clip for clip in clips if clip.person == person]
        reader = shipped or LetterReader.load((folds or Path()) / person)
        said.extend(reader.read(clip_windows(clip)) for clip in theirs)
        truth.extend(LETTERS.index(clip.letter or "") for clip in theirs)
        by_person[person] = (len(truth) - len(theirs), len(truth))
    probabilities, labels = np.stack(said), np.array(truth)
    signers = {
        person: {key: value for key, value in score(probabilities[a:b], labels[a:b]).items() if key in {"n", "top1"}}
        for person, (a, b) in by_person.items()
    }
    figures = score(probabilities, labels)
    letters = {LETTERS[k]: _share(_right(probabilities, labels)[labels == k]) for k in sorted(set(truth))}
    return {**figures, "per_signer": signers, "per_letter": letters}


def read_pack(pack: Path) -> Sequence[LetterClip]:
    """Letter clips of a pack: static hands (`letter`), clips with `offsets`, of 75 points or of all 543 (`fps`)."""
    if not pack.is_file():
        raise MissingError(f"expected the pack {pack}")
    try:
        with np.load(pack) as stored:
            names, shape = set(stored.files), stored["landmarks"].shape
            if "letter" in names and shape[1:] == (21, 3):
                return list(read_static(pack))
            if len(shape) == 3 and shape[1] in (75, 543) and {"offsets", "label"} <= names:
                return _sequences(pack) if shape[1] == 543 else list(read_people(pack))
    except (KeyError, ValueError, TypeError, IndexError, OSError, BadZipFile) as error:
        raise FormatError(f"expected a pack of letters in {pack.name}, got {error}") from error
    raise FormatError(f"expected landmarks (N, 21, 3) with letter, or (frames, 75, 3) with offsets, got {shape}")


def _sequences(pack: Path) -> list[LetterClip]:
    """Clips of a pack of body frames (frames, 543, 3) with `offsets`, `label` and `signer`; `fps` where it is known."""
    with np.load(pack) as stored:
        landmarks, offsets, labels = (stored[name] for name in ("landmarks", "offsets", "label"))
        signers = stored["signer"] if "signer" in stored else np.full(len(labels), "one")
        fps = float(stored["fps"]) if "fps" in stored else FPS
    spans = zip(offsets[:-1], offsets[1:], labels, signers, strict=True)
    found = [
        LetterClip(body_hand(landmarks[start:end], ASPECT), str(label).upper(), str(signer), fps)
        for start, end, label, signer in spans
        if len(label) == 1 and str(label).upper() in LETTERS
    ]
    return [clip for clip in found if len(clip.hands)]


def _right(probabilities: NDArray[Any], truth: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(letters_of_windows(probabilities).argmax(axis=1) == truth)


def _share(right: NDArray[np.bool_]) -> float:
    return round(float(right.mean()), 4)
