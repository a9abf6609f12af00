"""Noun phrases: gathered from glosses, with the article, number and case of English."""

import pytest
from support.signs import words_of

from signspan.language.noun import Phrase, copies, gather, indefinite, is_plural, many, plural, settle_counts


def phrases(glosses: str, verbal: bool = True) -> list[Phrase]:
    return settle_counts(gather(words_of(glosses), verbal))


def one(glosses: str) -> Phrase:
    (phrase,) = phrases(glosses)
    return phrase


@pytest.mark.parametrize(
    ("glosses", "the", "a"),
    [
        ("APPLE", "the apple", "an apple"),
        ("BIG DOG", "the big dog", "a big dog"),
        ("HONEST MAN", "the honest man", "an honest man"),
        ("UNIVERSITY", "the university", "a university"),
        ("WATER", "water", "water"),
        ("EYES", "the eyes", "eyes"),
        ("MY BROTHER", "my brother", "my brother"),
        ("BIRTHDAY YOUR", "your birthday", "your birthday"),
        ("THIS GOOD IDEA", "this good idea", "this good idea"),
        ("TRAIN STATION", "the train station", "a train station"),
        ("J-o-h-n S-m-i-t-h", "John Smith", "John Smith"),
        ("TWO CHILD", "two children", "two children"),
        ("ONE APPLE", "one apple", "one apple"),
        ("TICKET TWO", "two tickets", "two tickets"),
        ("BOOK MANY", "many books", "many books"),
        ("SHEEP TWO", "two sheep", "two sheep"),
        ("3 BOTTLE WATER", "3 bottles of water", "3 bottles of water"),
        ("ALL STUDENT", "all students", "all students"),
        ("PAGE 12", "page 12", "page 12"),
        ("COFFEE AND TEA", "coffee and tea", "coffee and tea"),
        ("EUROPE", "Europe", "Europe"),
        ("SOMEONE", "someone", "someone"),
        ("VERY TIRED", "very tired", "very tired"),
    ],
)
def test_a_phrase_with_its_article(glosses: str, the: str, a: str) -> None:
    phrase = one(glosses)
    assert (phrase.write("the"), phrase.write("a")) == (the, a)


@pytest.mark.parametrize(
    ("glosses", "subject", "object_"),
    [("I", "I", "me"), ("HE", "he", "him"), ("THEY", "they", "them"), ("ME", "I", "me"), ("YOU", "you", "you")],
)
def test_pronouns_in_their_case(glosses: str, subject: str, object_: str) -> None:
    phrase = one(glosses)
    assert phrase.pronoun
    assert (phrase.write(subject=True), phrase.write()) == (subject, object_)


def test_kinds_and_mass_nouns() -> None:
    assert one("DOG").write("kind") == "dogs"
    assert one("WATER").write("kind") == "water"
    assert one("WATER").write("known") == "the water"


@pytest.mark.parametrize(
    ("glosses", "verbal", "expected"),
    [
        ("DOG BIG SLEEP", True, ["thing the big dog", "verb sleep"]),
        ("DOG BIG", False, ["thing the dog", "adjective big"]),
        ("I EAT APPLE", True, ["thing me", "verb eat", "thing the apple"]),
        ("MAN WITH DOG", True, ["thing the man", "thing with the dog"]),
        ("COFFEE OR TEA", True, ["thing coffee or tea"]),
        ("BOOK HERE", True, ["thing the book", "adverb here"]),
        ("WORK OUTSIDE", True, ["verb work", "adverb outside"]),
    ],
)
def test_words_are_gathered_into_phrases(glosses: str, verbal: bool, expected: list[str]) -> None:
    found = [f"{phrase.kind} {phrase.preposition} {phrase.write()}".split() for phrase in phrases(glosses, verbal)]
    assert [" ".join(words) for words in found] == expected


@pytest.mark.parametrize(
    ("glosses", "person", "animate", "is_many"),
    [
        ("MY BROTHER", True, True, False),
        ("J-o-h-n", True, True, False),
        ("DOG", False, True, False),
        ("TWO DOG", False, True, True),
        ("BOOK", False, False, False),
        ("IT", False, False, False),
        ("WE", True, True, True),
        ("CHILDREN", True, True, True),
        ("MOTHER AND FATHER", True, True, True),
    ],
)
def test_who_and_how_many(glosses: str, person: bool, animate: bool, is_many: bool) -> None:
    phrase = one(glosses)
    assert (phrase.person, phrase.animate, phrase.plural) == (person, animate, is_many)


def test_plurals() -> None:
    nouns = "child dog city woman sheep box tooth class".split()
    assert [plural(noun) for noun in nouns] == "children dogs cities women sheep boxes teeth classes".split()
    assert plural("train station") == "train stations"
    assert [noun for noun in ("eyes", "kids", "children", "dog", "bus", "news") if is_plural(noun)] == [
        "eyes",
        "kids",
        "children",
    ]


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("apple", "an"),
        ("hour", "an"),
        ("honest", "an"),
        ("umbrella", "an"),
        ("8", "an"),
        ("11", "an"),
        ("18", "an"),
        ("university", "a"),
        ("useful", "a"),
        ("one", "a"),
        ("house", "a"),
        ("12", "a"),
    ],
)
def test_a_and_an_go_by_sound(word: str, article: str) -> None:
    assert indefinite(word) == article


def test_a_pointing_at_the_end_repeats_its_subject() -> None:
    brother, i, he, book = one("MY BROTHER"), one("I"), one("HE"), one("BOOK")
    assert copies(brother, he)
    assert copies(i, i)
    assert not copies(i, he)
    assert not copies(brother, i)
    assert not copies(brother, book)
    assert not copies(None, he)


def test_how_many_takes_the_plural() -> None:
    assert [many(one(gloss)) for gloss in ("BROTHER", "CHILDREN", "BIG DOG")] == ["brothers", "children", "big dogs"]
