from hypothesis import given
from hypothesis import strategies as st

from signspan.hear.endpoint import BEYOND, MAX_S, MIN_S, UNFINISHED_S, USUAL_S, Endpoint

FIRST_S = BEYOND * USUAL_S


def test_a_stranger_gets_the_usual_wait_and_longer_in_mid_sentence() -> None:
    endpoint = Endpoint()
    assert endpoint.wait_s("He was.") == FIRST_S
    assert endpoint.wait_s("He was") == FIRST_S + UNFINISHED_S


def test_who_pauses_long_is_waited_for_and_who_does_not_is_answered_sooner() -> None:
    slow, fast = Endpoint(), Endpoint()
    for _ in range(12):
        slow.paused(0.6)
        fast.paused(0.25)
    assert slow.wait_s("Yes.") == 0.75
    assert fast.wait_s("Yes.") == MIN_S


def test_one_long_pause_is_forgotten_in_time() -> None:
    endpoint = Endpoint()
    endpoint.paused(0.9)
    assert endpoint.wait_s("Yes.") == MAX_S
    for _ in range(12):
        endpoint.paused(0.3)
    assert endpoint.wait_s("Yes.") <= FIRST_S


@given(st.lists(st.floats(0, 10)), st.sampled_from(["", "and", "Yes."]))
def test_the_wait_is_always_bounded(pauses: list[float], text: str) -> None:
    endpoint = Endpoint()
    for pause in pauses:
        endpoint.paused(pause)
    assert MIN_S <= endpoint.wait_s(text) <= MAX_S
