"""Faithfulness: whether an English sentence says what the rules' sentence says."""

import pytest

from signspan.language.faithful import added, denies, differs, lemmas, parts_of, tenses, words_of

RULES = "The man is drinking the water."
GLOSSES = ("MAN", "DRINK", "WATER")


@pytest.mark.parametrize("text", [RULES, "The man drinks water.", "A man drinks the water."])
def test_the_same_meaning_in_other_words(text: str) -> None:
    assert differs(text, RULES, GLOSSES) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The woman is drinking the water.", "added woman"),
        ("The man is drinking cold water.", "added cold"),
        ("A man is drinking his water.", "added his"),
        ("The man drank the water.", "another tense"),
        ("The man is not drinking the water.", "denied"),
        ("Is the man drinking the water?", "not the same kind of sentence"),
        ("The water is drinking the man.", "said of another"),
        ("The man is drinking.", "lost or repeated water"),
        ("The man is drinking the water, the water.", "lost or repeated"),
    ],
)
def test_any_other_meaning_is_named(text: str, why: str) -> None:
    assert differs(text, RULES, GLOSSES) == why


def test_words_of_time_may_move() -> None:
    glosses = ("TOMORROW", "STORE", "I", "GO")
    assert differs("Tomorrow I will go to the store.", "I will go to the store tomorrow.", glosses) == ""


def test_words_and_contractions() -> None:
    assert words_of("I can\u2019t go; he's sick. Won't you?") == "i can not go he is sick will not you".split()
    assert words_of("John's 3 o'clock") == ["john's", "3", "o'clock"]


def test_lemmas_and_parts() -> None:
    assert lemmas("went") == {"went", "go"}
    assert lemmas("books") == {"books", "book"}
    assert parts_of("J-o-h-n") == ["john"]
    assert parts_of("ICE-CREAM") == ["ice", "cream"]


@pytest.mark.parametrize(
    ("words", "glosses", "asked", "foreign"),
    [
        ("the man drinks cold water", "MAN DRINK WATER", False, ["cold"]),
        ("i drink water", "DRINK WATER", False, ["i"]),
        ("do you drink water", "DRINK WATER", True, []),  # who is asked
        ("do you drink water", "DRINK WATER", False, ["you"]),
        ("my brother helps me", "I BROTHER HELP", False, []),  # one person, in any case
    ],
)
def test_what_nobody_signed(words: str, glosses: str, asked: bool, foreign: list[str]) -> None:
    assert list(added(words.split(), glosses.split(), (), asked)) == foreign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will go", {"future"}),
        ("I am going tomorrow", {"present", "future"}),
        ("he eats", {"present"}),
        ("I went home", {"past"}),
        ("he did not come", {"past"}),
        ("she has eaten", {"past"}),
        ("are you married", {"present"}),
        ("I quit", {"past", "present"}),
    ],
)
def test_tenses(text: str, expected: set[str]) -> None:
    assert tenses(text.split()) == expected


@pytest.mark.parametrize("text", ["I do not know.", "I can't.", "Nobody came.", "No money."])
def test_denials(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("text", ["I know.", "No, I am here.", "I noticed nothingness."])
def test_no_denials(text: str) -> None:
    assert not denies(text)
