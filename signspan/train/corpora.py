"""Corpora of isolated signs as lists of prepared clips.

Each adapter reads one real format and yields `Clip`s whose hands are in the recogniser's one form
(`body.hands.prepare`). What a pack does not know it does not invent: the hand packs have no body.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import Hands, hands_of, prepare
from signspan.errors import FormatError, MissingError

IDLE = "<idle>"

# Sources of WLASL whose videos are 4:3; the rest are 16:9 (read off the largest boxes of each source).
NARROW_SOURCES = frozenset({"asldeafined", "spreadthesign"})

# Labels of the small sets that name a WLASL gloss otherwise, and those without a gloss of their own.
GLOSS_OF_LABEL = {
    "-": IDLE,
    "thank-you": "thank you",
    "large": "big",
}


@dataclass(frozen=True, slots=True)
class Clip:
    """One isolated sign: prepared hands (T, 2, 21, 3), its gloss in lower case, and who signed it."""

    hands: Hands
    gloss: str
    signer: str
    class_index: int | None = None


def untangle(hands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hands in detection order (T, 2, 21, 3) with each slot following one hand by its nearest wrist."""
    out = hands.copy()
    last = np.full((2, 2), np.nan, np.float32)
    for t in range(len(out)):
        wrists = out[t, :, 0, :2]
        keep = np.nansum(np.linalg.norm(wrists - last, axis=1))
        swap = np.nansum(np.linalg.norm(wrists[::-1] - last, axis=1))
        known = np.isfinite(last[:, 0]).sum(), np.isfinite(wrists[:, 0]).sum()
        if known == (2, 2):
            crossed = swap < keep
        elif known == (2, 1):  # one hand now, two before: whose is it?
            seen = int(np.isfinite(wrists[1, 0]))
            gaps = np.linalg.norm(last - wrists[seen], axis=1)
            crossed = int(np.argmin(gaps)) != seen
        else:
            before = np.isfinite(last[:, 0])
            crossed = (
                known[0] == 1
                and known[1] >= 1
                and bool(
                    np.nan_to_num(np.linalg.norm(wrists[::-1] - last, axis=1)[before], nan=9).sum()
                    < np.nan_to_num(np.linalg.norm(wrists - last, axis=1)[before], nan=9).sum()
                )
            )
        if crossed:
            out[t] = out[t, ::-1]
        last = np.where(np.isfinite(out[t, :, 0, :2]), out[t, :, 0, :2], last)
    return out


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
        aspect = 4 / 3 if str(pack["source"][index]) in NARROW_SOURCES else 16 / 9
        yield Clip(
            prepare(untangle(landmarks[start:end]), aspect),
            str(pack["gloss"][index]).lower(),
            f"wlasl-{int(pack['signer_id'][index])}",
            int(pack["class_idx"][index]),
        )


def read_pose_hands(path: Path, aspect: float = 4 / 3) -> Iterator[Clip]:
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
        # Signer numbers of WLASL are WLASL's own in both packs, so a person keeps one name across files.
        who = f"wlasl-{people[index]}" if path.name.startswith("wlasl") else f"{path.stem}-{people[index]}"
        yield Clip(prepare(trim(hands), aspect), GLOSS_OF_LABEL.get(label, label), who)


def trim(hands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hands (T, 2, 21, 3) from the first to the last frame in which any hand is seen."""
    seen = np.nonzero(np.isfinite(hands[:, :, 0, 0]).any(axis=1))[0]
    return hands[seen[0] : seen[-1] + 1]


def read_pack(path: Path) -> Iterator[Clip]:
    """Clips of any sequence pack: points of shape (2, 21), (75) or (543); labels in `gloss` or `label`.

    Raises `FormatError` where it is none of these.
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
    for index, (start, end) in enumerate(zip(pack["offsets"][:-1], pack["offsets"][1:], strict=True)):
        frames = landmarks[start:end].astype(np.float32)
        hands = hands_of(frames) if frames.shape[1:] == (543, 3) else untangle(frames)
        if not np.isfinite(hands[:, :, 0, 0]).any():
            continue  # nobody's hands
        wide = sources is not None and str(sources[index]) not in NARROW_SOURCES
        label = str(labels[index]).lower()
        yield Clip(
            prepare(trim(hands), 16 / 9 if wide else 4 / 3), GLOSS_OF_LABEL.get(label, label), str(people[index])
        )
