"""`python -m avatar.calibrate`: the weights of `signspan/capture/lift.py`, from films of the figure.

Poses of the lexicon's signs, their wrists turned a little and their fingers exchanged, are filmed and perceived; a
small network learns what has to be added to perceived hands to get the skeleton's. Needs Chromium, torch, and a
quarter of an hour for the default number of frames.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from signspan.app.studio import Shot, Studio
from signspan.body.sequence import BodySequence
from signspan.capture.clean import clean
from signspan.capture.lift import canon
from signspan.lexicon.index import Lexicon
from signspan.motion.arm import body_front
from signspan.motion.clip import Performance
from signspan.motion.quaternion import Floats, about, continuous, inverse, multiply, rotate, slerp, unit
from signspan.motion.rig import BONES, SIDES, finger_bones, load_rig, rest_pose
from signspan.perceive.legacy import LegacyHolistic
from signspan.perform.handshapes import load_handshapes
from signspan.perform.segment import ease, from_clip

OUT = Path(__file__).parent.parent / "signspan" / "capture" / "lift.npz"
SHOT = Shot(640, 640)
STEP = 6  # frames from one pose to the next
FILM = 300  # frames of a film
TURN = np.radians(22)  # of the wrist, typically
SHAPES = "AAAASSSSSBCDEFGILMOUVWXY1355" + "8"
LOWEST = 0.95  # metres: hands below hang at rest
HIDDEN, EPOCHS, NOISE = 96, 60, 0.06


def pool() -> Floats:
    """Every fourth pose (N, B, 4) of the signs that come from clips."""
    lexicon = Lexicon.load()
    clips = [gloss for gloss, sign in lexicon.signs.items() if sign.source == "studiogalt"]
    return np.concatenate([from_clip(lexicon.motion(gloss)).poses[::4] for gloss in clips])


def vary(poses: Floats, rng: np.random.Generator) -> Floats:
    """A pose (B, 4) of the pool with other wrists and fingers, its hands clear of the body."""
    rig, shapes = load_rig(), load_handshapes()
    while True:
        pose = poses[rng.integers(len(poses))].copy()
        for side in SIDES:
            hand, columns = rig.index(f"{side}Hand"), [rig.index(bone) for bone in finger_bones(side)]
            pose[hand] = multiply(pose[hand], about(unit(rng.normal(size=3)), abs(rng.normal(0, TURN))))
            kind = rng.random()
            if kind < 0.5:  # the same fingers, more or less bent
                turns = np.where(pose[columns][:, 3:] < 0, -pose[columns], pose[columns])
                angle = 2 * np.arccos(np.clip(turns[:, 3], -1, 1)) * rng.uniform(0.8, 1.4)
                pose[columns] = about(unit(turns[:, :3]), np.minimum(angle, 1.9))
            elif kind < 0.875:
                fingers = shapes[SHAPES[rng.integers(len(SHAPES))]].fingers
                pose[columns] = fingers if side == "right" else fingers * [1, -1, -1, 1]
            else:
                pose[columns] = poses[rng.integers(len(poses)), columns]
        positions, world = rig.forward(pose)
        points = np.stack([rig.hand_points(positions, world, side) for side in SIDES])
        inside = (body_front(points) - points[..., 2]).max(axis=1) > 0.01
        if not (inside & (points[..., 1].max(axis=1) > 1.0)).any():
            return np.asarray(pose)


def film(studio: Studio, poses: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Canonical hands (N, 21, 3) of one film: as perceived, and as they are."""
    keys = [rest_pose(), *(vary(poses, rng) for _ in range(FILM // STEP))]
    shares = [np.full(len(BONES), share) for share in ease(STEP + 1)[1:]]
    turns = continuous(np.array([slerp(a, b, s) for a, b in pairwise(keys) for s in shares]))
    rig = load_rig()
    hips = np.tile(rig.offset[0], (len(turns), 1)).astype(np.float32)
    motion = Performance(30.0, BONES, turns.astype(np.float32), {}, hips)
    with LegacyHolistic() as holistic:
        seen = [holistic.perceive(image, k / 30) for k, image in enumerate(studio.shoot(motion, SHOT))]
    perceived = clean(BodySequence(np.stack(seen), 30.0, SHOT.width / SHOT.height))
    positions, world = rig.forward(turns)
    pairs = []
    for number, side in enumerate(SIDES):
        true = rig.hand_points(positions, world, side)
        good = perceived.found[:, number] & (true[:, 0, 1] > LOWEST)
        hands = canon(perceived.hands[good, number], side)
        real = canon(true[good], side)
        # both as upright as the perceived hand, so that only what perception did remains
        turn = multiply(hands.upright, inverse(real.upright))
        pairs.append((hands.hands, rotate(turn[:, None], real.hands)))
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def learn(seen: Floats, true: Floats) -> dict[str, NDArray[np.float16]]:
    """The network's weights `w0`, `b0` to `w2`, `b2`, float16."""
    torch.manual_seed(0)
    width = seen[0].size
    layers = [nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, width)]
    net = nn.Sequential(layers[0], nn.SiLU(), layers[1], nn.SiLU(), layers[2])
    given = torch.tensor(seen.reshape(len(seen), -1), dtype=torch.float32)
    wanted = torch.tensor((true - seen).reshape(len(seen), -1), dtype=torch.float32)
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS)
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(given)), 128):
            optimiser.zero_grad()
            noisy = given[batch] + NOISE * torch.randn_like(given[batch])
            (net(noisy) - wanted[batch]).abs().mean().backward()
            optimiser.step()
        schedule.step()
    named = {f"w{k}": layer.weight for k, layer in enumerate(layers)}
    named |= {f"b{k}": layer.bias for k, layer in enumerate(layers)}
    return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in named.items()}


def main() -> None:
    """Films, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=3000)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    rng, poses = np.random.default_rng(1), pool()
    with Studio(smooth=False) as studio:
        films = [film(studio, poses, rng) for _ in range(max(asked.frames // FILM, 1))]
    seen, true = (np.concatenate(hands) for hands in zip(*films, strict=True))
    np.savez_compressed(asked.out, **learn(seen, true))


if __name__ == "__main__":
    main()
