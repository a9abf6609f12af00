import numpy as np
import pytest

from signspan.body.anchor import anchor_of_pose
from signspan.body.hands import hands_of, prepare
from signspan.body.sequence import BodySequence
from signspan.body.topology import MIDDLE_MCP, POSE, WRIST
from signspan.corpora.signs import Clip
from signspan.train.compose import body_of, bounds, compose, hard_concatenation, moved, stretched, transition


@pytest.fixture
def clip(book: BodySequence) -> Clip:
    seen = np.nonzero(np.isfinite(hands_of(book.landmarks)[:, :, 0, 0]).any(axis=1))[0]
    frames = book.landmarks[seen[0] : seen[-1] + 1]
    anchor = anchor_of_pose(frames[:, POSE], book.aspect)
    return Clip(prepare(hands_of(frames), book.aspect), "book", "a", anchor)


def test_the_core_of_a_sign_leaves_its_raising_and_lowering_out(clip: Clip) -> None:
    start, end = bounds(clip)
    assert 0 < start < end < len(clip.hands)
    heights = clip.hands[:, 0, WRIST, 1]
    assert np.nanmax(heights[start:end]) <= np.nanmax(heights)
    assert np.nanmean(heights[:start]) > np.nanmean(heights[start:end])  # y is down: lower on the way up


def test_a_transition_starts_and_ends_smoothly_where_it_should(clip: Clip) -> None:
    both = np.nonzero(np.isfinite(clip.hands[:, :, 0, 0]).all(axis=1))[0]
    a, b = clip.hands[both[0]], clip.hands[both[-1]]
    path = transition(a, b, 9, 0.4)
    steps = np.linalg.norm(np.diff(np.concatenate([a[None], path, b[None]])[:, 0, WRIST], axis=0), axis=1)
    assert steps[0] < steps[len(steps) // 2] > steps[-1]
    assert steps.sum() == pytest.approx(float(np.linalg.norm(b[0, WRIST] - a[0, WRIST])), rel=1e-3)


def test_a_hand_that_the_next_sign_lacks_sinks_and_is_lost(clip: Clip) -> None:
    both = np.nonzero(np.isfinite(clip.hands[:, :, 0, 0]).all(axis=1))[0]
    a, b = clip.hands[both[0]], clip.hands[both[-1]].copy()
    b[1] = np.nan
    path = transition(a, b, 10, 0.4)
    assert path[3, 1, WRIST, 1] > a[1, WRIST, 1]
    assert np.isnan(path[-1, 1]).all()


def test_sentences_hold_their_signs_in_order_on_one_body(clip: Clip) -> None:
    other = Clip(clip.hands * 0.5, "drink", "a", np.array([*clip.anchor[:3] * 0.5, 1], np.float32))
    made = compose([clip, other], np.random.default_rng(0), pace=2.0)
    assert made.glosses == ("book", "drink")
    (a, b), (c, d) = made.spans
    assert 0 <= a < b < c < d <= len(made.hands)
    palm = np.hypot(*np.moveaxis(made.hands[:, 0, MIDDLE_MCP, :2] - made.hands[:, 0, WRIST, :2], -1, 0))
    assert np.nanmedian(palm[c:d]) == pytest.approx(float(np.nanmedian(palm[a:b])), rel=0.2)
    hard = hard_concatenation([clip, other])
    assert len(hard.hands) == 2 * len(clip.hands)


def test_moving_to_another_body_and_back_changes_nothing(clip: Clip) -> None:
    other = np.array([0.3, 0.6, 0.2, 1], np.float32)
    there = moved(clip.hands, clip.anchor, other)
    back = moved(there, other, clip.anchor)
    assert np.allclose(back, clip.hands, atol=1e-5, equal_nan=True)


def test_a_sentence_becomes_a_camera_s_frames_at_any_rate(clip: Clip) -> None:
    made = compose([clip], np.random.default_rng(1), pace=1.5)
    for fps in (15.0, 60.0):
        body = body_of(made, fps, np.random.default_rng(2))
        assert body.duration_s == pytest.approx(len(made.hands) / 30, abs=0.1)
        assert anchor_of_pose(body.landmarks[:, POSE], body.aspect) == pytest.approx(made.anchor, abs=1e-3)
    assert len(stretched(clip.hands, 7)) == 7
