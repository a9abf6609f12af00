"""What waits to be recognised is bounded, and its end is never lost."""

import asyncio
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from signspan.serve.input_queue import MAX_INPUTS, InputQueue, Kind


def numbered(number: int) -> Callable[[], int]:
    return lambda: number


def drained(queue: InputQueue) -> list[int]:
    async def drain() -> list[int]:
        return [(await queue.get())() for _ in range(len(queue))]

    return asyncio.run(drain())


def test_a_burst_of_frames_is_thinned_evenly_and_keeps_its_end() -> None:
    queue = InputQueue()
    assert all(queue.put("landmarks", numbered(number)) for number in range(1_000))
    left = drained(queue)
    assert len(left) <= MAX_INPUTS
    assert left == sorted(left)
    assert left[-30:] == list(range(970, 1_000))


def test_sound_that_is_too_much_loses_its_oldest_part_and_says_so() -> None:
    queue = InputQueue()
    kept = [queue.put("sound", numbered(number)) for number in range(MAX_INPUTS + 20)]
    assert kept == [True] * MAX_INPUTS + [False] * 20
    assert drained(queue) == list(range(20, MAX_INPUTS + 20))


def test_frames_give_way_to_sound() -> None:
    queue = InputQueue()
    for number in range(MAX_INPUTS // 2):
        queue.put("sound", numbered(number))
        queue.put("landmarks", numbered(1_000 + number))
    assert queue.put("sound", numbered(MAX_INPUTS))
    left = drained(queue)
    assert [number for number in left if number < 1_000] == [*range(MAX_INPUTS // 2), MAX_INPUTS]


def test_a_lone_frame_stays_where_only_sound_can_give_way() -> None:
    queue = InputQueue()
    queue.put("landmarks", numbered(1_000))
    for number in range(MAX_INPUTS - 1):
        queue.put("sound", numbered(number))
    assert not queue.put("sound", numbered(MAX_INPUTS - 1))
    assert drained(queue) == [1_000, *range(1, MAX_INPUTS)]


@given(st.lists(st.sampled_from(["sound", "landmarks", "control"]), min_size=1, max_size=400))
def test_whatever_comes_it_is_bounded_in_order_and_the_newest_is_there(kinds: list[Kind]) -> None:
    queue = InputQueue()
    for number, kind in enumerate(kinds):
        queue.put(kind, numbered(number))
        assert len(queue) <= MAX_INPUTS
    left = drained(queue)
    assert left == sorted(left)
    assert left[-1] == len(kinds) - 1


def test_who_waits_gets_what_comes() -> None:
    async def story() -> int:
        queue = InputQueue()
        waiting = asyncio.create_task(queue.get())
        await asyncio.sleep(0)
        queue.put("control", numbered(7))
        number: int = (await asyncio.wait_for(waiting, 240))()
        return number

    assert asyncio.run(story()) == 7
