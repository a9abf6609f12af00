"""Several signers' clips to one motion, on hands of the figure whose truth is known."""

from pathlib import Path

import numpy as np
import pytest

from signspan.capture.retarget import fit_palm, retarget
from signspan.errors import InputError
from signspan.lexicon.index import Lexicon
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import load_rig
from signspan.perform.segment import from_clip
from signspan.tools.consensus import (
    Example,
    arms_of,
    consensus,
    left_handed,
    read_examples,
    track_of,
    warp,
)

WIDTH = float(np.ptp(load_rig().rest[[load_rig().index(f"{side}UpperArm") for side in ("left", "right")], 0]))


def example(gloss: str, signer: str, rng: np.random.Generator, mirrored: bool = False) -> Example:
    """A shipped one-handed sign as a signer would show it: elsewhere a little, at another pace, with a shaky hand."""
    poses = from_clip(Lexicon.load().motion(gloss)).poses
    pace = np.sort(np.concatenate([[0, len(poses) - 1], rng.uniform(0, len(poses) - 1, round(len(poses) * 1.2))]))
    rig = load_rig()
    points = rig.hand_points(*rig.forward(poses[pace.astype(int)]), "right") / WIDTH
    points[..., :2] -= rig.rest[rig.index("rightUpperArm"), :2] / WIDTH + [0.5, 0]
    points[..., 2] -= points[:, :1, 2]
    points += rng.normal(0, 0.01, points.shape) + np.append(rng.normal(0, 0.06, 2), 0)
    hands = np.full((len(points), 2, 21, 3), np.nan)
    hands[:, 0] = points * ([-1, 1, 1] if mirrored else [1, 1, 1])
    return Example(hands, signer)


def test_signers_agree_on_what_they_all_show() -> None:
    rng = np.random.default_rng(3)
    examples = [example("APPLE", f"signer {k}", rng) for k in range(6)]
    examples.append(example("PLEASE", "another", rng))  # someone signs something else
    motion, signers, spread = consensus(examples, set())
    assert signers == 6
    assert 0 < spread < 0.3
    truth = from_clip(Lexicon.load().motion("APPLE")).poses
    rig = load_rig()
    _, world = rig.forward(truth)
    palms = fit_palm(motion.hands[motion.seen[:, 1], 1], "right")
    goal = world[:, rig.index("rightHand")]
    nearest = [np.degrees(angle_between(palm, goal)).min() for palm in palms]
    assert np.median(nearest) < 12
    assert not motion.seen[:, 0].any()
    assert np.isfinite(retarget(motion)).all()


def test_a_left_handed_signer_is_known_by_the_hand_and_counts_like_the_others() -> None:
    rng = np.random.default_rng(4)
    examples = [example("APPLE", f"signer {k}", rng, mirrored=k == 2) for k in range(4)]
    left = left_handed(examples)
    assert left == {"signer 2"}
    assert consensus(examples, left)[1] == 4


def test_two_signers_are_no_consensus() -> None:
    rng = np.random.default_rng(5)
    with pytest.raises(InputError, match="3 signers"):
        consensus([example("APPLE", name, rng) for name in "aabb"], set())


def test_one_signer_with_many_clips_does_not_outvote_the_others() -> None:
    rng = np.random.default_rng(6)
    often = [example("NAME", "often", rng) for _ in range(5)]
    once = [example("APPLE", name, rng) for name in "abc"]
    motion = consensus([*often, *once], set())[0]
    alone = consensus(once, set())[0]
    far = warp(track_of(motion).features(), track_of(alone).features())[1]
    assert far < 0.1


def test_warping_finds_the_same_motion_at_another_pace() -> None:
    time = np.linspace(0, 1, 40)
    slow = np.stack([np.sin(6 * time), np.cos(4 * time)], axis=1)
    fast = np.stack([np.sin(6 * time**2), np.cos(4 * time**2)], axis=1)
    path, far = warp(slow, fast)
    assert far < 0.05
    assert tuple(path[0]) == (0, 0)
    assert tuple(path[-1]) == (39, 39)
    assert (np.diff(path, axis=0) >= 0).all()
    assert np.abs(time[path[:, 0]] - time[path[:, 1]] ** 2).mean() < 0.05


def test_an_elbow_is_an_arms_length_from_shoulder_and_wrist() -> None:
    wrists = np.array([[[0.2, -0.3], [-0.2, -0.3]], [[0.3, 0.5], [-0.3, 0.5]]])
    arms = arms_of(wrists)
    assert arms.shape == (2, 2, 3, 2)
    np.testing.assert_allclose(arms[:, 0] * [-1, 1], arms[:, 1], atol=1e-12)  # left and right alike
    lengths = np.linalg.norm(np.diff(arms, axis=2), axis=-1)
    assert lengths.max() < 1.2
    assert arms[0, 0, 1, 1] < -0.4  # the elbow hangs


def test_the_corpus_gives_many_glosses(shared_data: Path) -> None:
    examples = read_examples(shared_data / "small_vocab" / "wlasl49_pose_hands.npz")
    assert len(examples) > 40
    one = next(iter(examples.values()))[0]
    assert one.hands.shape[1:] == (2, 21, 3)
    height = np.nanmedian([np.nanmedian(e.hands[:, 0, 0, 1]) for group in examples.values() for e in group])
    assert -1.2 < height < 0.2  # in front of the chest
