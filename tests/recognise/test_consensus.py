import numpy as np

from signspan.events import Gloss, Unsure
from signspan.recognise.consensus import Consensus

CLASSES = ("<idle>", "book", "read", "drink", "eat")


def tick(**weights: float) -> np.ndarray:
    rest = (1 - sum(weights.values())) / (len(CLASSES) - len(weights))
    named = {name.replace("idle", "<idle>"): w for name, w in weights.items()}
    return np.array([named.get(name, rest) for name in CLASSES], np.float32)


def test_three_sure_ticks_commit_in_flight_and_only_once() -> None:
    consensus = Consensus(CLASSES)
    events = [consensus.tick(tick(book=0.9), 0, n / 5) for n in range(9)]
    assert [e.gloss for e in events if e] == ["book"]


def test_two_signs_in_a_row_are_two_glosses() -> None:
    consensus = Consensus(CLASSES)
    events = [consensus.tick(tick(**{name: 0.9}), 0, 1) for name in ["book"] * 3 + ["drink"] * 3]
    assert [e.gloss for e in events if e] == ["book", "drink"]


def test_rest_commits_what_is_likelier_than_not() -> None:
    consensus = Consensus(CLASSES)
    consensus.tick(tick(book=0.7), 0, 1)
    found = consensus.rest(20, 0, 1)
    assert isinstance(found, Gloss)
    assert found.gloss == "book"
    assert found.alternatives[0].probability == found.probability


def test_two_rivals_are_asked_about() -> None:
    consensus = Consensus(CLASSES)
    consensus.tick(tick(book=0.4, read=0.38), 0, 1)
    found = consensus.rest(20, 0, 1)
    assert isinstance(found, Unsure)
    assert [o.gloss for o in found.alternatives[:2]] == ["book", "read"]


def test_idle_hands_are_silent() -> None:
    consensus = Consensus(CLASSES)
    events = [consensus.tick(tick(idle=0.95), 0, n) for n in range(10)]
    assert not any(events)
    assert consensus.rest(30, 0, 10) is None
    consensus.tick(tick(idle=0.4, book=0.45), 0, 1)
    assert consensus.rest(20, 0, 1) is None


def test_too_short_to_be_a_sign_is_nothing() -> None:
    consensus = Consensus(CLASSES)
    consensus.tick(tick(book=0.9), 0, 1)
    assert consensus.rest(5, 0, 1) is None


def test_the_same_sign_again_after_a_rest_counts_again() -> None:
    consensus = Consensus(CLASSES)
    found = []
    for _ in range(2):
        consensus.tick(tick(book=0.7), 0, 1)
        found.append(consensus.rest(20, 0, 1))
    assert [e.gloss for e in found if isinstance(e, Gloss)] == ["book", "book"]
