import numpy as np
import pytest

from signspan.body.hands import hands_of, prepare
from signspan.body.sequence import BodySequence
from signspan.recognise.evidence import SIGNALS, motion_of, weigh
from signspan.recognise.models import Models
from signspan.recognise.ticker import Ticker


def test_a_sure_tick_looks_sure_and_a_change_looks_like_one() -> None:
    sure, other = np.array([0.02, 0.94, 0.04], np.float32), np.array([0.02, 0.04, 0.94], np.float32)
    first = weigh([sure, sure], np.zeros(4, np.float32), None, 0.0)
    second = weigh([other, sure], np.zeros(4, np.float32), first, 0.1)
    assert first.signals.shape == (SIGNALS,)
    assert first.signals[:2] == pytest.approx([0.94, 0.94])
    assert first.signals[9:11] == pytest.approx([1, 1], abs=1e-3)
    assert second.signals[9] < 0.2  # the short window changed its mind
    assert second.signals[10] == pytest.approx(1, abs=1e-3)
    assert second.signals[8] < 0.2  # and the windows disagree


def test_motion_is_in_palms_a_second_whatever_the_frame_rate(book: BodySequence) -> None:
    hands = prepare(hands_of(book.landmarks), book.aspect)[40:60]
    slow = motion_of(hands, 30.0)
    thinned = motion_of(hands[::2], 15.0)
    assert slow[0] > 0
    assert thinned[0] == pytest.approx(slow[0], rel=0.25)
    assert np.array_equal(motion_of(np.full((5, 2, 21, 3), np.nan, np.float32), 30.0), np.zeros(4, np.float32))


def test_ticks_come_at_their_pace_whatever_the_frame_rate(book: BodySequence) -> None:
    models = Models.load()
    counts = []
    for step in (1, 2):
        ticker = Ticker(models.reader)
        frames = book.landmarks[20:80:step]
        found = [ticker.feed(frame, book.aspect, n * step / 30) for n, frame in enumerate(frames)]
        counts.append(sum(evidence is not None for evidence in found))
    assert counts[0] > 10
    assert abs(counts[0] - counts[1]) <= 2
