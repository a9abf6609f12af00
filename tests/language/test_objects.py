"""What follows a verb: objects, places, manner and further verbs."""

import pytest
from support.signs import words_of

from signspan.language.noun import gather
from signspan.language.objects import objects


def after(verb: str, glosses: str, fronted: str = "") -> str:
    return " ".join(objects(verb, gather(words_of(fronted), True), gather(words_of(glosses), True)).split())


@pytest.mark.parametrize(
    ("verb", "glosses", "english"),
    [
        ("eat", "APPLE", "the apple"),
        ("want", "APPLE", "an apple"),
        ("like", "DOG", "dogs"),
        ("drink", "MILK", "milk"),
        ("buy", "SHOES", "shoes"),
        ("see", "J-o-h-n", "John"),
        ("go", "STORE", "to the store"),
        ("go", "HOME", "home"),
        ("go", "BUS", "by bus"),
        ("arrive", "AIRPORT", "at the airport"),
        ("live", "BOSTON", "in Boston"),
        ("work", "BANK", "at the bank"),
        ("swim", "OCEAN", "in the ocean"),
        ("sleep", "BED", "in bed"),
        ("listen", "TEACHER", "to the teacher"),
        ("wait", "BUS", "for the bus"),
        ("pay", "CARD", "with a card"),
        ("give", "ME BOOK", "me a book"),
        ("tell", "STORY ME", "the story to me"),
        ("drive", "SLOW", "slowly"),
        ("feel", "SICK", "sick"),
        ("eat", "AGAIN", "again"),
    ],
)
def test_objects_places_and_manner(verb: str, glosses: str, english: str) -> None:
    assert after(verb, glosses) == english


@pytest.mark.parametrize(
    ("verb", "glosses", "english"),
    [
        ("want", "EAT APPLE", "to eat the apple"),
        ("enjoy", "SWIM", "swimming"),
        ("let", "HE GO", "him go"),
        ("help", "ME COOK", "me cook"),
        ("try", "STOP SMOKE", "to stop smoking"),
    ],
)
def test_a_further_verb_takes_the_form_that_the_first_asks_for(verb: str, glosses: str, english: str) -> None:
    assert after(verb, glosses) == english


@pytest.mark.parametrize(
    ("verb", "glosses", "fronted", "english"),
    [
        ("read", "", "BOOK", "the book"),
        ("want", "READ", "BOOK", "to read the book"),
        ("give", "ME", "BOOK", "me the book"),
        ("have", "", "DOG", "a dog"),
    ],
)
def test_a_fronted_object_is_definite(verb: str, glosses: str, fronted: str, english: str) -> None:
    assert after(verb, glosses, fronted) == english
