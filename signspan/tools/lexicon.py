"""Builds the lexicon: video → perceive → clean → trim → retarget → check → pack; signs without a video, from hands.

`clips` is a folder with the videos and an `index.csv` of columns file, gloss, variant, date. Of several clips of a
gloss, the newest that passes the checks is used. Perceiving is slow, so landmarks can be cached. Glosses without such a
clip are the consensus of the signers of a pack of hands (`consensus.py`).
"""

import contextlib
import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from signspan.capture.sign import checked, make_sign
from signspan.corpora.perceived import perceive
from signspan.errors import InputError, SignspanError
from signspan.lexicon.index import Source
from signspan.lexicon.names import plain
from signspan.motion.clip import Clip
from signspan.motion.packed import pack
from signspan.perform.count import value_of
from signspan.perform.point import PRONOUNS
from signspan.tools.consensus import APART, CLOSE, LOOSE, MIN_SIGNERS, Example, consensus, left_handed, read_examples

# Limits on how many signs, of two thousand, a skeleton reader may rank above the right one; the second for `MANY`
# signers.
MISREAD, MISREAD_MANY, MANY = 10, 100, 4
LICENCES: dict[Source, str] = {"studiogalt": "CC0-1.0", "wlasl-consensus": "C-UDA-1.0"}
# NAME is signed inside this clip, after MY; both hands are up only while it is.
PARTS = {"MY NAME IS": "NAME"}


def build_lexicon(
    clips: Path,
    out: Path,
    cache: Path | None = None,
    hands: Path | None = None,
    misread: Callable[[str, Clip], int] | None = None,
    only_cached: bool = False,
) -> dict[str, Any]:
    """Writes a packed motion per gloss and `index.json` into `out`; returns `{"signs", "rejected"}`.

    Every gloss of the index is tried; with `only_cached` only clips with landmarks in `cache`, so that a lexicon can be
    built while perceiving goes on. `hands` is a pack of hands whose glosses fill the gaps and replace clips that are
    `misread`, which gives the number of other signs a reader ranks higher. Hands that are misread themselves are
    dropped; if many signers agree, the limit is higher. Raises `InputError` if `clips` has no index.
    """
    if only_cached and cache is None:
        raise InputError("expected --cache with --only-cached, got none")
    found = _clips_by_gloss(clips, cache if only_cached else None)
    out.mkdir(parents=True, exist_ok=True)
    signs: dict[str, dict[str, Any]] = {}
    rejected: dict[str, str] = {}
    doubtful = set()
    for gloss, candidates in tqdm(sorted(found.items()), desc="clips", unit="sign"):
        made = _from_clips(clips, candidates, cache, rejected)
        if made is None:
            continue
        clip, more = made
        signs[gloss] = _entry(out, gloss, clip, "studiogalt") | more
        if misread is not None and misread(gloss.lower().replace("-", " "), clip) >= MISREAD:
            doubtful.add(gloss)
    if hands is not None:
        known = {gloss.replace("-", " ") for gloss in signs if gloss not in doubtful}
        signs |= _from_hands(hands, out, known, misread, rejected)
    lines = ",\n".join(json.dumps(signs[gloss], ensure_ascii=False) for gloss in sorted(signs))
    refused = json.dumps(rejected, indent=0, ensure_ascii=False)
    (out / "index.json").write_text(f'{{"signs": [\n{lines}\n],\n"rejected": {refused}}}\n', "utf-8")
    return {"signs": len(signs), "rejected": rejected}


def _clips_by_gloss(clips: Path, cached: Path | None) -> dict[str, list[tuple[str, str]]]:
    """The archive's names and files of each gloss, the best first; only those with landmarks in `cached`, if given."""
    table = clips / "index.csv"
    if not table.is_file():
        raise InputError(f"expected {table.name} beside the clips, found none in {clips}")
    found: dict[str, list[tuple[str, str]]] = {}
    rows = sorted(csv.DictReader(table.open(encoding="utf-8")), key=_date, reverse=True)
    for row in sorted(rows, key=lambda row: len(row["gloss"])):  # X before X 2H
        name, file = row["gloss"], row["file"]
        gloss = PARTS.get(name, plain(name))
        if gloss in PRONOUNS:
            continue  # points at its referent
        if cached is None or (cached / f"{Path(file).stem}.npz").exists():
            found.setdefault(gloss, []).append((name, file))
    return found


def _from_clips(
    clips: Path, candidates: list[tuple[str, str]], cache: Path | None, rejected: dict[str, str]
) -> tuple[Clip, dict[str, Any]] | None:
    """The motion of the first clip that is good enough, and its part of the index; `rejected` gets the reasons."""
    for name, file in candidates:
        try:
            video = next(clips.rglob(file), clips / file)
            clip, quality = make_sign(perceive(video, cache), rendered=True, while_both=name in PARTS)
        except SignspanError as error:
            rejected[file] = str(error)
        else:
            return clip, {"clip": file, "quality": quality}
    return None


def _from_hands(
    pack: Path,
    out: Path,
    known: Iterable[str],
    misread: Callable[[str, Clip], int] | None,
    rejected: dict[str, str],
) -> dict[str, dict[str, Any]]:
    """The entries of the pack's glosses that are not `known`; `rejected` gets the reasons for leaving a gloss out."""
    examples = read_examples(pack)
    left = left_handed([example for group in examples.values() for example in group])
    signs = {}
    many = {name for name, group in examples.items() if len(group) >= MIN_SIGNERS}
    # Letters, numbers and pronouns have motions of their own.
    wanted = {name for name in many if len(name) > 1 and value_of(name) is None and name.upper() not in PRONOUNS}
    for name in tqdm(sorted(wanted - {gloss.lower() for gloss in known}), desc="consensus", unit="sign"):
        try:
            clip, more = _agreed(name, examples[name], left, misread)
        except SignspanError as error:
            rejected[f"{pack.stem}: {name}"] = str(error)
        else:
            gloss = name.upper().replace(" ", "-")
            signs[gloss] = _entry(out, gloss, clip, "wlasl-consensus") | more
    return signs


def _agreed(
    name: str, examples: Sequence[Example], left: set[str], misread: Callable[[str, Clip], int] | None
) -> tuple[Clip, dict[str, Any]]:
    """What the signers of a gloss agree on, and its part of the index. Raises `SignspanError` if they do not."""
    for farthest in (CLOSE, LOOSE):  # looser if stricter leaves too few signers, or another sign
        with contextlib.suppress(SignspanError):
            return _agreed_within(farthest, name, examples, left, misread)
    return _agreed_within(APART, name, examples, left, misread)


def _agreed_within(
    farthest: float,
    name: str,
    examples: Sequence[Example],
    left: set[str],
    misread: Callable[[str, Clip], int] | None,
) -> tuple[Clip, dict[str, Any]]:
    motion, signers, spread = consensus(examples, left, farthest)
    clip, quality = checked(motion)
    doubt = 0 if misread is None else misread(name, clip)
    if doubt >= (MISREAD_MANY if signers >= MANY and farthest < APART else MISREAD):
        raise InputError(f"expected a motion that the recogniser knows, it holds {doubt} others likelier")
    return clip, {"signers": signers, "quality": {"spread": round(spread, 3)} | quality}


def _entry(out: Path, gloss: str, clip: Clip, source: Source) -> dict[str, Any]:
    """Writes a sign's file and returns its entry for the index."""
    path = re.sub(r"[^a-z0-9]+", "_", gloss.lower()) + ".sign.xz"
    (out / path).write_bytes(pack(clip))
    return {
        "gloss": gloss,
        "file": path,
        "duration_s": round(clip.duration_s, 3),
        "source": source,
        "licence": LICENCES[source],
    }


def _date(row: dict[str, str]) -> tuple[int, ...]:
    parts = row["date"].split("-")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else (0,)
