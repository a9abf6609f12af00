"""Corpora of fingerspelled letters as clips of one right hand.

Three sources with permissive licences: static hands (CC0), one person's moving letters (MIT), and three people's clips
of 20 frames (MIT). The first two show mirrored pictures, as the thumb reveals, so x is flipped. None states its frame
rate and only one its aspect: with `FPS` and `ASPECT` J and Z last 0.6 s and fingers have the same length in every
direction; training varies both.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signspan.body.topology import HAND_POINTS, LEFT_HAND, RIGHT_HAND
from signspan.errors import FormatError, MissingError
from signspan.recognise.handshape import LETTERS

FPS = 15.0
ASPECT = 1.6
OTHER_SIGNS = frozenset({"-", "hello", "please", "thank-you", "medium", "get"})  # words whose handshape is no letter
PIXELS_WIDE = 640  # of the moving letters, whose z is in image widths


@dataclass(frozen=True, slots=True)
class LetterClip:
    """A right hand (T, 21, 3) in image heights, y down, seen in every frame; letter None shows no letter."""

    hands: NDArray[np.float32]
    letter: str | None
    person: str
    fps: float = FPS


def read_letters(data: Path) -> list[LetterClip]:
    """Every clip of the letter packs under `data`."""
    return [
        *read_static(data / "letters" / "static_hands_cc0.npz"),
        *read_moving(data / "letters" / "moving_letters_mit"),
        *read_people(data / "small_vocab" / "traduttore_letters_mit.npz"),
        *read_people(data / "small_vocab" / "traduttore_words_mit.npz"),
    ]


def read_static(pack: Path) -> Iterator[LetterClip]:
    """Static hands as clips of one frame; `person` is `static`. The frames of J and Z show no movement: left out."""
    landmarks, letters = _arrays(pack, "landmarks", "letter")
    hands = landmarks.astype(np.float32) * np.array([-ASPECT, 1, ASPECT], np.float32)
    for hand, letter in zip(hands, letters, strict=True):
        if letter not in "JZ":
            yield LetterClip(hand[None], str(letter), "static")


def read_moving(folder: Path) -> Iterator[LetterClip]:
    """One recorded person's `A.json` to `Z.json`, in pixels; `person` is `moving`."""
    for letter in LETTERS:
        file = folder / f"{letter}.json"
        if not file.is_file():
            raise MissingError(f"expected the recorded letter {file}")
        found = []
        for _, _, sides in json.loads(file.read_text("utf-8")):
            seen = [side for side in sides if len(side) >= HAND_POINTS]
            if seen:
                found.append(np.array(seen[-1][:HAND_POINTS], np.float32)[:, -3:])
        unit = np.array([-1, 1, PIXELS_WIDE], np.float32) / 480
        yield LetterClip(np.array(found, np.float32) * unit, letter, "moving")


def read_people(pack: Path) -> Iterator[LetterClip]:
    """Clips of a sequence pack (`landmarks` (frames, 75, 3), `offsets`, `label`, `signer`), the hand that is seen more.

    One-letter labels are letters, unless the pack also has words, where "a" and "i" are ambiguous and skipped; those of
    `OTHER_SIGNS` and `space` show none. The first frame of a clip belongs to the one before it and is dropped.
    """
    landmarks, offsets, labels, signers = _arrays(pack, "landmarks", "offsets", "label", "signer")
    if landmarks.ndim != 3 or landmarks.shape[1] < 2 * HAND_POINTS:
        raise FormatError(f"expected landmarks (frames, 75, 3), got {landmarks.shape}")
    words = "thank-you" in labels
    for number, (label, signer) in enumerate(zip(labels, signers, strict=True)):
        letter = str(label).upper() if len(label) == 1 and label.isalpha() else None
        if (words and label in {"a", "i"}) or (letter is None and label != "space" and label not in OTHER_SIGNS):
            continue
        frames = landmarks[offsets[number] + 1 : offsets[number + 1]].astype(np.float32)
        hands = one_hand(frames[:, HAND_POINTS : 2 * HAND_POINTS], frames[:, :HAND_POINTS], ASPECT)
        if len(hands) >= 4:
            yield LetterClip(hands, letter, str(signer))


def one_hand(right: NDArray[np.float32], left: NDArray[np.float32], aspect: float) -> NDArray[np.float32]:
    """The one of two hands (T, 21, 3) in image fractions that is seen more, as a right hand in image heights, where
    seen."""
    seen = [np.isfinite(hand).all(axis=(1, 2)) for hand in (right, left)]
    side = int(seen[1].sum() > seen[0].sum())
    unit = np.array([-aspect if side else aspect, 1, aspect], np.float32)
    return np.asarray((left if side else right)[seen[side]] * unit, np.float32)


def body_hand(landmarks: NDArray[np.float32], aspect: float) -> NDArray[np.float32]:
    """`one_hand` of body frames (T, 543, 3)."""
    return one_hand(landmarks[:, RIGHT_HAND], landmarks[:, LEFT_HAND], aspect)


def _arrays(pack: Path, *names: str) -> list[NDArray[np.generic]]:
    if not pack.is_file():
        raise MissingError(f"expected the pack {pack}")
    with np.load(pack) as stored:
        absent = [name for name in names if name not in stored]
        if absent:
            raise FormatError(f"expected {', '.join(names)} in {pack.name}, got no {', '.join(absent)}")
        return [stored[name] for name in names]
