"""The rules as a conversation uses them: both directions, from many threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from signspan.errors import InputError
from signspan.language.discourse import Discourse
from signspan.language.rules import Rules


def test_many_threads_get_what_one_gets() -> None:
    rules, texts = Rules(), ["Where is the bathroom?", "My sister wants two books.", "I am not tired."] * 8
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: rules.plans(text, Discourse()), texts))
    assert answers == [rules.plans(text, Discourse()) for text in texts]


def test_what_cannot_be_translated_says_why() -> None:
    with pytest.raises(InputError, match="expected an English sentence"):
        Rules().plans("😀", Discourse())
    with pytest.raises(InputError, match="expected"):
        Rules().english(())
