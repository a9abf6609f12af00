"""Landmarks of a corpus's videos. Perceiving is slow, so they can be cached."""

from pathlib import Path

import numpy as np

from signspan.body.sequence import BodySequence


def perceive(video: Path, cache: Path | None) -> BodySequence:
    """The landmarks of a clip by the legacy holistic model, or from the cache."""
    kept = cache / f"{video.stem}.npz" if cache else None
    if kept and kept.exists():
        with np.load(kept) as stored:
            landmarks = stored["landmarks"].astype(np.float32)
            return BodySequence(landmarks, float(stored["fps"]), float(stored["aspect"]))
    from signspan.perceive.legacy import LegacyHolistic  # slow to import, needed only here
    from signspan.perceive.video import Video

    clip = Video(video)
    with LegacyHolistic() as holistic:
        landmarks = np.stack([holistic.perceive(frame.image, frame.at_s) for frame in clip])
    sequence = BodySequence(landmarks, clip.fps, clip.width / clip.height)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(kept, landmarks=landmarks, fps=sequence.fps, aspect=sequence.aspect)
    return sequence
