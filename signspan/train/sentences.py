"""Composed sentences of real clips, one signer each, for training and as files for measuring."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from signspan.corpora.folds import wlasl_folds
from signspan.corpora.signs import IDLE, Clip
from signspan.errors import InputError
from signspan.train.compose import Sentence, body_of, bounds, compose, hard_concatenation
from signspan.train.isolated import read_clips

FRAME_RATES = (15, 20, 25, 30, 60)
PACES = (1.0, 2.2)  # factors of slowness relative to Boston-104: fluent to careful signing
LENGTHS = (1, 2, 3, 4, 5, 6)
MIN_EDGE = 4  # least frames of raising and of lowering in a clip that shows the hands lowered
VOCABULARY = 300  # number of WLASL's glosses used in sentences


def sentences(
    clips: Sequence[Clip], count: int, rng: np.random.Generator, hard: bool = False, lengths: Sequence[int] = LENGTHS
) -> Iterator[Sentence]:
    """`count` sentences, no gloss twice in one; `hard` joins whole clips end to end, as a control."""
    by_signer: dict[str, list[Clip]] = defaultdict(list)
    for clip in clips:
        if clip.class_index is not None and clip.class_index < VOCABULARY:
            by_signer[clip.signer].append(clip)
    signers = sorted(signer for signer, own in by_signer.items() if len({clip.gloss for clip in own}) >= max(lengths))
    for _ in range(count):
        own = by_signer[signers[rng.integers(len(signers))]]
        wanted = int(rng.choice(lengths))
        chosen: dict[str, Clip] = {}
        while len(chosen) < wanted:
            clip = own[rng.integers(len(own))]
            chosen.setdefault(clip.gloss, clip)
        pace = float(np.exp(rng.uniform(*np.log(PACES))))
        joined = list(chosen.values())
        yield hard_concatenation(joined) if hard else compose(joined, rng, pace)


def idle(clips: Sequence[Clip], rng: np.random.Generator) -> Sentence:
    """Hands that rise, fidget or rest, and fall, without a sign: recorded idle clips, or the edges of a clip.

    Clips that do not raise and lower the hands are skipped: their edges are signs.
    """
    resting = [clip for clip in clips if clip.gloss == IDLE]
    if resting and rng.random() < 0.5:
        clip = resting[rng.integers(len(resting))]
        return Sentence(np.tile(clip.hands, (3, 1, 1, 1)), clip.anchor, 15.0, (), ())
    for number in rng.permutation(len(clips)):
        clip = clips[number]
        up, down = bounds(clip)
        if up >= MIN_EDGE and down <= len(clip.hands) - MIN_EDGE:
            break
    else:
        raise InputError("expected a clip that raises and lowers the hands, got none")
    rise, fall = clip.hands[: up // 2 + 1], clip.hands[(down + len(clip.hands)) // 2 :]
    still = np.repeat(rise[-1:], rng.integers(5, 40), axis=0)
    drift = np.cumsum(rng.normal(0, 0.002, (len(still), 2, 1, 3)), axis=0).astype(np.float32)
    return Sentence(np.concatenate([rise, still + drift, fall]), clip.anchor, 30.0, (), ())


def write_sentences(
    data: Path, out: Path, fold: int, count: int, kind: str = "signs", seed: int = 11
) -> dict[str, Any]:
    """Sentences of three to six signs by a fold's signers, as files for `evaluate continuous`.

    `kind` "hard" joins whole clips end to end, the control; "idle" is hands without signs, for `evaluate rejection`.
    """
    clips = read_clips(data)
    assigned = wlasl_folds(clips)
    rng = np.random.default_rng((seed, fold))
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    own = [clip for clip in clips if assigned.get(clip.signer) == fold]
    resting = [clip for clip in clips if clip.gloss == IDLE]
    signed = sentences(own, count, rng, kind == "hard", (3, 4, 5, 6))
    made = (idle([*own, *resting], rng) for _ in range(count)) if kind == "idle" else signed
    for number, sentence in enumerate(made):
        body = body_of(sentence, float(rng.choice(FRAME_RATES)), rng)
        name = f"{number:04d}"
        np.savez_compressed(
            out / f"{name}.npz", landmarks=body.landmarks.astype(np.float16), fps=body.fps, aspect=body.aspect
        )
        rows.append({"name": name, "glosses": list(sentence.glosses), "sentence": ""})
    (out / "manifest.json").write_text(json.dumps(rows, indent=1) + "\n")
    return {"sentences": len(rows), "glosses": sum(len(row["glosses"]) for row in rows)}
