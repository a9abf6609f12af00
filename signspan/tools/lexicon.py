"""Builds the lexicon: video → perceive → clean → trim → retarget → check → pack; signs without a video, from hands.

`clips` is a folder with the videos and an `index.csv` of columns file, gloss, variant, date. Of several clips of a
gloss, the newest that passes the checks is used. Perceiving is slow, so landmarks can be cached. Glosses without such a
clip are the consensus of the signers of a pack of hands (`consensus.py`).
"""

import csv
import json
import re
from collections.abc import Callable, Iterable
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
from signspan.tools.consensus import APART, CLOSE, LEAST_SIGNERS, LOOSE, consensus, left_handed, read_examples

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
    table = clips / "index.csv"
    if not table.is_file():
        raise InputError(f"expected {table.name} beside the clips, found none in {clips}")
    found: dict[str, list[tuple[str, str]]] = {}
    rows = sorted(csv.DictReader(table.open(encoding="utf-8")), key=_date, reverse=True)
    for row in sorted(rows, key=lambda row: len(row["gloss"])):  # X before X 2H
        name = row["gloss"]
        if not only_cached or (cache and (cache / f"{Path(row['file']).stem}.npz").exists()):
            found.setdefault(PARTS.get(name, plain(name)), []).append((name, row["file"]))
    out.mkdir(parents=True, exist_ok=True)
    signs, rejected, doubtful = {}, {}, set()
    for gloss, candidates in tqdm(sorted(found.items()), desc="clips", unit="sign"):
        if gloss in PRONOUNS:
            continue  # points at its referent
        for name, file in candidates:
            try:
                video = next(clips.rglob(file), clips / file)
                clip, quality = make_sign(perceive(video, cache), rendered=True, while_both=name in PARTS)
            except SignspanError as error:
                rejected[file] = str(error)
                continue
            signs[gloss] = _entry(out, gloss, clip, "studiogalt") | {"clip": file, "quality": quality}
            if misread is not None and misread(gloss.lower().replace("-", " "), clip) >= MISREAD:
                doubtful.add(gloss)
            break
    if hands is not None:
        known = {gloss.replace("-", " ") for gloss in signs if gloss not in doubtful}
        signs |= _from_hands(hands, out, known, misread, rejected)
    lines = ",\n".join(json.dumps(signs[gloss], ensure_ascii=False) for gloss in sorted(signs))
    refused = json.dumps(rejected, indent=0, ensure_ascii=False)
    (out / "index.json").write_text(f'{{"signs": [\n{lines}\n],\n"rejected": {refused}}}\n', "utf-8")
    return {"signs": len(signs), "rejected": rejected}


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
    many = {name for name, group in examples.items() if len(group) >= LEAST_SIGNERS}
    # Letters, numbers and pronouns have motions of their own.
    wanted = {name for name in many if len(name) > 1 and value_of(name) is None and name.upper() not in PRONOUNS}
    for name in tqdm(sorted(wanted - {gloss.lower() for gloss in known}), desc="consensus", unit="sign"):
        gloss = name.upper().replace(" ", "-")
        for farthest in (CLOSE, LOOSE, APART):  # looser if stricter leaves too few signers, or another sign
            try:
                motion, signers, spread = consensus(examples[name], left, farthest)
                clip, quality = checked(motion)
                doubt = 0 if misread is None else misread(name, clip)
                if doubt >= (MISREAD_MANY if signers >= MANY and farthest < APART else MISREAD):
                    raise InputError(f"expected a motion that the recogniser knows, it holds {doubt} others likelier")
            except SignspanError as error:
                rejected[f"{pack.stem}: {name}"] = str(error)
                continue
            rejected.pop(f"{pack.stem}: {name}", None)
            more = {"signers": signers, "quality": {"spread": round(spread, 3)} | quality}
            signs[gloss] = _entry(out, gloss, clip, "wlasl-consensus") | more
            break
    return signs


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
