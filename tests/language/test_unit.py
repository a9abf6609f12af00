from support.signs import span

from signspan.events import Token
from signspan.language.unit import Unit


def unit() -> Unit:
    return Unit(span("He called again.")[1], "CALL", "sign", "called", "its dictionary form")


def test_a_unit_becomes_a_token() -> None:
    assert unit().event() == Token("CALL", "sign", (), "called", None, 1)


def test_a_marker_is_set_once_and_says_why() -> None:
    call = unit()
    call.mark("head-shake", "NOT negates it")
    call.mark("head-shake", "again")
    call.mark("topic", "it is fronted")
    assert call.event().markers == ("head-shake", "topic")
    assert call.why == ["its dictionary form", "head-shake: NOT negates it", "topic: it is fronted"]


def test_a_repeated_unit_is_signed_three_times() -> None:
    call = unit()
    call.again("it goes on")
    assert call.event().repeat == 3
    assert call.why[-1] == "signed three times: it goes on"


def test_a_carried_word_joins_the_source_in_the_sentence_s_order() -> None:
    he, _, again, _ = span("He called again.")
    call = unit()
    call.carry(again, "the repeated verb says it")
    call.carry(he, "the verb points")
    assert call.event().source == "He called again"
    assert call.why[1:] == ["carries 'again': the repeated verb says it", "carries 'He': the verb points"]
