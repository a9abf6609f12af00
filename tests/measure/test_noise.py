import numpy as np
import pytest

from signspan.audio import RATE
from signspan.measure.noise import NOBODY, babble, nobody


@pytest.mark.parametrize("kind", NOBODY)
def test_a_sound_without_words_is_sound_of_the_asked_length(kind: str) -> None:
    sound = nobody(kind, 3.0)
    assert (len(sound), sound.dtype) == (3 * RATE, np.float32)
    assert np.abs(sound).max() <= 1
    assert (np.abs(sound).max() > 0.02) == (kind != "silence")
    np.testing.assert_array_equal(sound, nobody(kind, 3.0))


def test_babble_is_as_loud_as_asked_and_goes_on_through_pauses() -> None:
    rng = np.random.default_rng(1)
    speech = np.concatenate([rng.normal(0, 0.1, RATE), np.zeros(RATE)]).astype(np.float32)
    voices = [rng.normal(0, level, RATE // 2).astype(np.float32) for level in (0.01, 0.5)]
    crowd = babble(speech, voices, 15) - speech
    loud = np.abs(speech) > 0.02 * np.abs(speech).max()
    ratio = 10 * np.log10((speech[loud] ** 2).mean() / (crowd**2).mean())
    assert ratio == pytest.approx(15, abs=0.1)
    assert (crowd[RATE:] ** 2).mean() == pytest.approx((crowd[:RATE] ** 2).mean(), rel=0.1)
