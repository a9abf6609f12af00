from pathlib import Path

import numpy as np
import pytest

from signspan.errors import MissingError
from signspan.events import Gloss, Unsure
from signspan.recognise.verdict import MAX_OPTIONS, Decoded, Thresholds, judge

CLASSES = ("<idle>", *(f"sign{n}" for n in range(12)))
THRESHOLDS = Thresholds(sure=0.7, in_set=0.1)


def spread(**share: float) -> np.ndarray:
    found = np.zeros(len(CLASSES), np.float32)
    for name, value in share.items():
        found[CLASSES.index(name) if name != "idle" else 0] = value
    rest = found == 0
    found[rest] = (1 - found.sum()) / rest.sum()
    return found


def test_a_sure_sign_is_committed() -> None:
    verdict = judge(Decoded(spread(sign3=0.8), 1.0, 2.0), CLASSES, THRESHOLDS)
    assert isinstance(verdict, Gloss)
    assert (verdict.gloss, verdict.start_s, verdict.end_s) == ("sign3", 1.0, 2.0)
    assert verdict.probability == pytest.approx(0.8 / (1 - 0.2 / 12), abs=1e-3)  # given that somebody signed


def test_an_unsure_one_offers_its_conformal_set_and_nothing_else() -> None:
    verdict = judge(Decoded(spread(sign3=0.4, sign5=0.3, sign7=0.15), 0, 1), CLASSES, THRESHOLDS)
    assert isinstance(verdict, Unsure)
    assert [option.gloss for option in verdict.alternatives] == ["sign3", "sign5", "sign7"]


def test_a_set_is_never_empty_nor_longer_than_a_person_reads() -> None:
    many = judge(Decoded(spread(idle=0.01), 0, 1), CLASSES, Thresholds(0.9, 0.0))
    assert isinstance(many, Unsure)
    assert len(many.alternatives) == MAX_OPTIONS
    few = judge(Decoded(spread(sign2=0.5), 0, 1), CLASSES, Thresholds(0.9, 0.8))
    assert isinstance(few, Unsure)
    assert [option.gloss for option in few.alternatives] == ["sign2"]


def test_idle_hands_and_signs_like_none_of_ours_are_silence() -> None:
    assert judge(Decoded(spread(idle=0.3, sign3=0.65), 0, 1), CLASSES, THRESHOLDS) is None
    wide = ("<idle>", *(f"sign{n}" for n in range(400)))
    assert judge(Decoded(np.full(401, 1 / 401, np.float32), 0, 1), wide, THRESHOLDS) is None


def test_among_signs_more_is_committed_and_asked() -> None:
    likely, unlikely = spread(idle=0.3, sign3=0.65), spread(idle=0.15, sign3=0.45)
    assert (
        judge(Decoded(likely, 0, 1), CLASSES, THRESHOLDS) is judge(Decoded(unlikely, 0, 1), CLASSES, THRESHOLDS) is None
    )
    assert isinstance(judge(Decoded(likely, 0, 1), CLASSES, THRESHOLDS, among=True), Gloss)
    assert isinstance(judge(Decoded(unlikely, 0, 1), CLASSES, THRESHOLDS, among=True), Unsure)
    assert isinstance(
        judge(Decoded(spread(idle=0.1, sign3=0.85), 0, 1), CLASSES, THRESHOLDS), Gloss
    )  # sure: committed all the same
    assert judge(Decoded(spread(idle=0.5, sign3=0.5), 0, 1), CLASSES, THRESHOLDS, among=True) is None


def test_thresholds_come_with_the_weights(tmp_path: Path) -> None:
    verdict = Thresholds.load()
    assert 0 < verdict.in_set < verdict.sure <= 1
    with pytest.raises(MissingError, match="expected isolated.json"):
        Thresholds.load(tmp_path)
