import pytest
from support.translating import translated

from signspan.converse.conversation import Conversation
from signspan.converse.ledger import LatencyRecord, Ledger
from signspan.events import Gloss, Utterance


def test_stages_add_up_to_the_whole() -> None:
    stamps = {"t0": 0.0, "t1": 0.08, "t2": 0.09, "t3": 0.1, "t4": 0.12, "closed": 1.2}
    stamps |= {"t5": 1.21, "made": 1.25, "t6": 1.3}
    stages = LatencyRecord("signer", stamps).stages()
    whole = stages.pop("end to end")
    assert sum(stages.values()) == pytest.approx(whole)
    assert stages["endpointing"] == pytest.approx(1080)


def test_a_stage_that_did_not_happen_is_absent() -> None:
    assert set(LatencyRecord("speaker", {"made": 1.0, "t6": 1.5}).stages()) == {"present"}


def test_only_the_newest_sentences_are_remembered() -> None:
    ledger = Ledger()
    for number in range(Ledger.KEPT + 5):
        ledger.open(number, "signer", {})
    assert ledger.get(0) is None
    assert ledger.get(Ledger.KEPT + 4) is not None


def test_a_sentence_is_stamped_once() -> None:
    talk = Conversation()
    talk.signed(Gloss("hello", 0.9, 0, 1), {"t0": 0.0, "t1": 0.1, "t2": 0.1, "t3": 0.2}, 0.3)
    talk.rested(1)
    (said,) = translated(talk, talk.poll(3))
    assert isinstance(said, Utterance)
    record = talk.presented(said.id, 4.0)
    assert record is not None
    assert record.stages()["end to end"] == pytest.approx(4000)
    assert talk.presented(said.id, 9.0) is None
    assert talk.presented(12345, 9.0) is None
