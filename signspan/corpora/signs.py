"""Corpora of isolated signs as lists of prepared clips.

Each adapter reads one real format and yields `Clip`s whose hands are in the recogniser's form (`body.hands.prepare`).
Nothing is invented: the hand packs have no body.
"""

import math
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import UNKNOWN, Anchor, anchor_of_box, anchor_of_pose, likely_aspect
from signspan.body.hands import Hands, hands_of, prepare
from signspan.body.sequence import BodySequence
from signspan.body.topology import AXES, HAND_POINTS, POSE, WRIST
from signspan.corpora.layout import Layout
from signspan.corpora.quantised import is_quantised, landmarks_of
from signspan.errors import FormatError, MissingError

IDLE = "<idle>"

# Frames of WLASL's sources: the aspect if it is not 16:9, and the heights in pixels that occur (from the boxes, whose
# lower edge is nearly always the frame's, and from the proportions of clips that another pack has with a pose).
WIDE, NARROW = 16 / 9, 4 / 3
ASPECT_OF_SOURCE = {"asldeafined": 4 / 3, "spreadthesign": 4 / 3, "signingsavvy": 3 / 2}
HEIGHTS_OF_SOURCE = {
    "aslbrick": (480, 720, 1080),
    "asldeafined": (480,),
    "aslsearch": (400,),
    "aslsignbank": (370, 1080),
    "elementalasl": (180,),
    "signingsavvy": (192,),
    "signschool": (480, 720, 1080),
    "spreadthesign": (240,),
    "startasl": (414,),
}

# Labels of the small sets that differ from WLASL's gloss, and those without a gloss of their own.
GLOSS_OF_LABEL = {
    "-": IDLE,
    "thank-you": "thank you",
    "large": "big",
    "goodbye": "bye",  # at webcams; WLASL's rare GOODBYE is the same wave
    "done": "finish",
}

MIN_SEEN = 4  # frames with a hand: a clip with fewer has nothing to learn from
USUAL_FPS = 15.0  # of packs that do not say: webcams give 10 to 20


@dataclass(frozen=True, slots=True)
class Clip:
    """One isolated sign: prepared hands (T, 2, 21, 3), its gloss in lower case, who signed it, the body's anchor.

    `video` is the corpus's name for the recording, or empty: two packs may hold the same one.
    """

    hands: Hands
    gloss: str
    signer: str
    anchor: Anchor
    class_index: int | None = None
    video: str = ""


def untangle(hands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hands in detection order (T, 2, 21, 3) with each slot following one hand by its nearest wrist."""
    last: list[list[float] | None] = [None, None]
    crossed = np.zeros(len(hands), bool)
    for t, pair in enumerate(hands[:, :, 0, :2].tolist()):  # plain floats are fast: half a million frames a second
        now = [wrist if wrist[0] == wrist[0] else None for wrist in pair]
        if _crossed(last, now):
            crossed[t] = True
            now.reverse()
        last = [new if new is not None else old for new, old in zip(now, last, strict=True)]
    out = hands.copy()
    out[crossed] = hands[crossed][:, ::-1]
    return out


FAR = 9.0  # farther than any two points of an image


def _crossed(last: list[list[float] | None], now: list[list[float] | None]) -> bool:
    """Whether the hands seen `now` fit the `last` wrists of the slots better when swapped."""

    def apart(slot: int, hand: int) -> float:
        a, b = last[slot], now[hand]
        return FAR if a is None or b is None else math.dist(a, b)

    held = [slot for slot in range(2) if last[slot] is not None]
    seen = [hand for hand in range(2) if now[hand] is not None]
    if not held or not seen:
        return False
    if len(held) == 1:
        (slot,) = held
        return apart(slot, 1 - slot) < apart(slot, slot)
    if len(seen) == 1:
        (hand,) = seen
        return apart(1 - hand, hand) < apart(hand, hand)
    return apart(0, 1) + apart(1, 0) < apart(0, 0) + apart(1, 1)


def read_pack(path: Path) -> Iterator[Clip]:
    """Clips of any sequence pack: hands alone (2, 21), or points that a `Layout` knows; labels in `gloss` or `label`.

    Clips in which no hand is seen are skipped. Raises `FormatError` if it is no pack.
    """
    pack = _opened(path)
    if pack["landmarks"].shape[1:] == (2, HAND_POINTS, AXES):
        return _hand_clips(pack)
    return (clip for video in _videos(pack, path) if (clip := video.clip) is not None)


@dataclass(frozen=True, slots=True)
class SignVideo:
    """A whole video of one sign, as a camera would give it: with the hands at rest before and after, if it shows them.

    `video` is the corpus's name for it, or empty.
    """

    body: BodySequence
    gloss: str
    signer: str
    video: str = ""

    @property
    def clip(self) -> Clip | None:
        """The sign's hands from the first to the last frame that shows any; None if fewer than `MIN_SEEN` do."""
        landmarks, aspect = self.body.landmarks, self.body.aspect
        hands = hands_of(landmarks)
        if np.isfinite(hands[:, :, WRIST, 0]).any(axis=1).sum() < MIN_SEEN:
            return None
        anchor = anchor_of_pose(landmarks[:, POSE], aspect)
        return Clip(prepare(trim(hands), aspect), self.gloss, self.signer, anchor)


def read_bodies(path: Path) -> Iterator[SignVideo]:
    """Videos of a pack with points that a `Layout` knows. Raises `FormatError` if it has none."""
    return _videos(_opened(path), path)


def _videos(pack: Mapping[str, Any], path: Path) -> Iterator[SignVideo]:
    landmarks, labels, people = pack["landmarks"], *_labels(pack)
    layout = Layout.of(pack, landmarks.shape[1]) if landmarks.ndim == 3 else Layout.of({}, 0)
    # All of WLASL's packs use its signer numbers, so a person has one name across files.
    source = "wlasl" if path.name.startswith("wlasl") else path.stem
    for index, (start, end) in enumerate(pairwise(pack["offsets"])):
        body = layout.body(landmarks[start:end].astype(np.float32))
        if len(body) == 0:
            continue
        if "width" in pack and "height" in pack:
            aspect = float(pack["width"][index]) / float(pack["height"][index])
        else:
            aspect = likely_aspect(body[:, POSE], otherwise=NARROW)
        yield SignVideo(
            BodySequence(body, float(pack["fps"][index]) if "fps" in pack else USUAL_FPS, aspect),
            _gloss(pack, labels[index]),
            f"{source}-{people[index]}",
            str(pack["video_id"][index]) if "video_id" in pack else "",
        )


def _opened(path: Path) -> dict[str, Any]:
    """A pack's arrays, its `landmarks` unpacked. Raises `MissingError` and `FormatError`."""
    if not path.is_file():
        raise MissingError(f"expected a sequence pack at {path}")
    try:
        with np.load(path, allow_pickle=False) as archive:
            pack = {name: archive[name] for name in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise FormatError(f"expected a sequence pack (.npz), {path.name} cannot be read as one") from error
    if "offsets" not in pack or not pack.keys() & {"gloss", "label"}:
        raise FormatError(f"expected offsets and gloss or label in {path.name}, got {', '.join(sorted(pack))}")
    if is_quantised(set(pack)):
        pack["landmarks"] = landmarks_of(pack)
    if "landmarks" not in pack:
        raise FormatError(f"expected landmarks in {path.name}, got {', '.join(sorted(pack))}")
    return pack


def _hand_clips(pack: Mapping[str, Any]) -> Iterator[Clip]:
    """Clips of hands in detection order, whose only body is the signer's box, if that."""
    landmarks, labels, people = pack["landmarks"], *_labels(pack)
    wlasl = "class_idx" in pack
    for index, (start, end) in enumerate(pairwise(pack["offsets"])):
        hands = untangle(landmarks[start:end].astype(np.float32))
        if not np.isfinite(hands[:, :, WRIST, 0]).any():
            continue
        source = str(pack["source"][index]) if "source" in pack else ""
        aspect = ASPECT_OF_SOURCE.get(source, WIDE)
        yield Clip(
            prepare(trim(hands), aspect),
            _gloss(pack, labels[index]),
            f"wlasl-{int(people[index])}" if wlasl else str(people[index]),
            _box_anchor(pack["bbox"][index], source, aspect) if "bbox" in pack else UNKNOWN,
            int(pack["class_idx"][index]) if wlasl else None,
            str(pack["video_id"][index]) if "video_id" in pack else "",
        )


def _labels(pack: Mapping[str, Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each clip's label, and who signs it."""
    labels = pack["gloss"] if "gloss" in pack else pack["label"]
    return labels, next((pack[name] for name in ("signer_id", "signer") if name in pack), np.zeros(len(labels), int))


def _gloss(pack: Mapping[str, Any], label: Any) -> str:
    """A clip's gloss. WLASL's packs name WLASL's own glosses, the others what their makers called a sign."""
    name = str(label).lower()
    return name if "wlasl_split" in pack else GLOSS_OF_LABEL.get(name, name)


def _box_anchor(box: NDArray[np.int16], source: str, aspect: float) -> Anchor:
    """The anchor of a signer's box, with the least frame height of its source that contains the box."""
    height = next((height for height in HEIGHTS_OF_SOURCE.get(source, ()) if box[3] <= height), None)
    return UNKNOWN if height is None else anchor_of_box(box.astype(np.float64), height, aspect)


def trim(hands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hands (T, 2, 21, 3) from the first to the last frame in which any hand is seen."""
    seen = np.nonzero(np.isfinite(hands[:, :, WRIST, 0]).any(axis=1))[0]
    return hands[seen[0] : seen[-1] + 1]
