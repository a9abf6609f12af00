"""Corpora of isolated signs as lists of prepared clips.

Each adapter reads one real format and yields `Clip`s whose hands are in the recogniser's form (`body.hands.prepare`).
Nothing is invented: the hand packs have no body.
"""

import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signspan.body.anchor import UNKNOWN, Anchor, anchor_of_box, anchor_of_pose, likely_aspect
from signspan.body.hands import Hands, hands_of, prepare
from signspan.body.topology import AXES, POINTS, POSE
from signspan.errors import FormatError, MissingError

IDLE = "<idle>"

# Frames of WLASL's sources: the aspect if it is not 16:9, and the heights in pixels that occur (from the boxes, whose
# lower edge is nearly always the frame's, and from the proportions of clips that another pack has with a pose).
WIDE = 16 / 9
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
}


@dataclass(frozen=True, slots=True)
class Clip:
    """One isolated sign: prepared hands (T, 2, 21, 3), its gloss in lower case, who signed it, the body's anchor."""

    hands: Hands
    gloss: str
    signer: str
    anchor: Anchor
    class_index: int | None = None


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


def read_wlasl_hands(path: Path) -> Iterator[Clip]:
    """Clips of the `wlasl_hands` pack (quantised differences, x and y 1/1024, z 1/512 of the image)."""
    if not path.is_file():
        raise MissingError(f"expected the WLASL hands pack at {path}")
    pack = dict(np.load(path))
    if "deltas" not in pack or "missing" not in pack:
        raise FormatError(f"expected arrays deltas and missing in {path.name}, got {sorted(pack)}")
    steps = np.cumsum(pack.pop("deltas"), axis=0, dtype=np.int32)
    landmarks = (steps / np.array([1024, 1024, 512], np.float32)).astype(np.float32)
    landmarks[pack.pop("missing")] = np.nan
    for index, (start, end) in enumerate(zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True)):
        source = str(pack["source"][index])
        aspect = ASPECT_OF_SOURCE.get(source, WIDE)
        yield Clip(
            prepare(untangle(landmarks[start:end]), aspect),
            str(pack["gloss"][index]).lower(),
            f"wlasl-{int(pack['signer_id'][index])}",
            _box_anchor(pack["bbox"][index], source, aspect) if "bbox" in pack else UNKNOWN,
            int(pack["class_idx"][index]),
        )


def _box_anchor(box: NDArray[np.int16], source: str, aspect: float) -> Anchor:
    """The anchor of a signer's box, with the least frame height of its source that contains the box."""
    height = next((height for height in HEIGHTS_OF_SOURCE.get(source, ()) if box[3] <= height), None)
    return UNKNOWN if height is None else anchor_of_box(box.astype(np.float64), height, aspect)


def read_pose_hands(path: Path) -> Iterator[Clip]:
    """Clips of a (N, 75, 3) pack: left hand, right hand, pose; labels in `label`, people in `signer_id` or `signer`."""
    if not path.is_file():
        raise MissingError(f"expected a pack of hands and pose at {path}")
    pack = np.load(path)
    landmarks = pack["landmarks"].astype(np.float32)
    if landmarks.ndim != 3 or landmarks.shape[1:] != (75, 3):
        raise FormatError(f"expected landmarks (N, 75, 3) in {path.name}, got {landmarks.shape}")
    people = pack["signer_id"] if "signer_id" in pack.files else pack["signer"]
    for index, (start, end) in enumerate(zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True)):
        frames = landmarks[start:end]
        hands = np.stack([frames[:, 21:42], frames[:, 0:21]], axis=1)
        if np.isfinite(hands[:, :, 0, 0]).any(axis=1).sum() < 4:
            continue  # nobody's hands: nothing to learn from
        label = str(pack["label"][index]).lower()
        # Both packs use WLASL's signer numbers, so a person has one name across files.
        who = f"wlasl-{people[index]}" if path.name.startswith("wlasl") else f"{path.stem}-{people[index]}"
        aspect = likely_aspect(frames[:, 42:], otherwise=4 / 3)
        yield Clip(
            prepare(trim(hands), aspect), GLOSS_OF_LABEL.get(label, label), who, anchor_of_pose(frames[:, 42:], aspect)
        )


def trim(hands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hands (T, 2, 21, 3) from the first to the last frame in which any hand is seen."""
    seen = np.nonzero(np.isfinite(hands[:, :, 0, 0]).any(axis=1))[0]
    return hands[seen[0] : seen[-1] + 1]


def read_pack(path: Path) -> Iterator[Clip]:
    """Clips of any sequence pack: points of shape (2, 21), (75) or (543); labels in `gloss` or `label`.

    Raises `FormatError` if it is none of these.
    """
    if not path.is_file():
        raise MissingError(f"expected a sequence pack at {path}")
    try:
        with np.load(path, allow_pickle=False) as pack:
            names = set(pack.files)
            shape = pack["landmarks"].shape if "landmarks" in names else ()
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise FormatError(f"expected a sequence pack (.npz), {path.name} cannot be read as one") from error
    if "offsets" not in names or not names & {"gloss", "label"}:
        raise FormatError(f"expected offsets and gloss or label in {path.name}, got {', '.join(sorted(names))}")
    if "deltas" in names:
        yield from read_wlasl_hands(path)
    elif shape[1:] == (75, 3):
        yield from read_pose_hands(path)
    elif shape[1:] in {(2, 21, 3), (543, 3)}:
        yield from _read_plain(path)
    else:
        raise FormatError(f"expected landmarks (N, 2, 21, 3), (N, 75, 3) or (N, 543, 3), got {shape}")


def _read_plain(path: Path) -> Iterator[Clip]:
    """Packs of hands in detection order, or of whole bodies."""
    pack = np.load(path, allow_pickle=False)
    landmarks = pack["landmarks"]
    labels = pack["gloss"] if "gloss" in pack.files else pack["label"]
    people = next((pack[name] for name in ("signer_id", "signer") if name in pack.files), np.zeros(len(labels), int))
    sources = pack["source"] if "source" in pack.files else None
    boxes = pack["bbox"] if "bbox" in pack.files else None
    for index, (start, end) in enumerate(zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True)):
        frames = landmarks[start:end].astype(np.float32)
        whole = frames.shape[1:] == (POINTS, AXES)
        hands = hands_of(frames) if whole else untangle(frames)
        if not np.isfinite(hands[:, :, 0, 0]).any():
            continue  # nobody's hands
        source = "" if sources is None else str(sources[index])
        if whole:
            aspect = likely_aspect(frames[:, POSE], otherwise=4 / 3)
            anchor = anchor_of_pose(frames[:, POSE], aspect)
        else:
            aspect = ASPECT_OF_SOURCE.get(source, WIDE)
            anchor = UNKNOWN if boxes is None else _box_anchor(boxes[index], source, aspect)
        label = str(labels[index]).lower()
        yield Clip(prepare(trim(hands), aspect), GLOSS_OF_LABEL.get(label, label), str(people[index]), anchor)
