from pathlib import Path

import numpy as np

from signspan.perceive.motion import HOLD, MotionGate
from signspan.perceive.video import Video


def test_signing_opens_the_gate(fixtures: Path) -> None:
    gate = MotionGate()
    passed = [gate.passes(frame.image) for frame in Video(fixtures / "book.mp4")]
    assert sum(passed[15:80]) > 40


def test_a_still_scene_with_sensor_noise_closes_it(fixtures: Path) -> None:
    still = next(iter(Video(fixtures / "book.mp4"))).image
    rng = np.random.default_rng(0)
    gate = MotionGate()
    passed = []
    for _ in range(60):
        noisy = np.clip(still + rng.normal(0, 4, still.shape), 0, 255).astype(np.uint8)
        passed.append(gate.passes(noisy))
    assert passed[0]
    assert not any(passed[HOLD + 1 :])
