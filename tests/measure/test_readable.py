import numpy as np

from signspan.lexicon.index import Lexicon
from signspan.measure.readable import rank, reader, window_of_poses
from signspan.motion.clip import Clip
from signspan.perform.segment import from_clip
from signspan.recognise.classifier import Classifier


def test_a_sign_is_read_as_itself_and_not_as_another() -> None:
    classifier = Classifier.load()
    for gloss in ("MOTHER", "HOME"):
        motion = Lexicon.load().motion(gloss)
        place = rank(classifier, gloss.lower(), motion)
        assert place is not None
        assert place < 5, gloss
        still = Clip(motion.fps, motion.bones, np.repeat(motion.rotations[:1], 20, axis=0))
        assert reader()("xyzzy", still) == 0  # a word outside the vocabulary has nothing to be read as
    assert rank(classifier, "xyzzy", motion) is None
    assert reader()("elephant", motion) >= 10


def test_the_window_holds_the_hands_that_are_raised_and_the_shoulders() -> None:
    poses = from_clip(Lexicon.load().motion("MOTHER")).poses
    window = window_of_poses(poses)
    assert window.present[:, 0].mean() > 0.9
    assert window.present[:, 1].mean() == 0  # one-handed: the other arm hangs
    x, _, width, known = window.anchor
    assert known == 1
    assert abs(x) < 0.01
    assert 0.25 < width < 0.45
    wrist = window.hands[:, 0, 0]
    assert np.abs(wrist[:, 0] - x).max() < 1.2 * width
