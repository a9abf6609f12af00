"""Reading: the role of each gloss, alone and beside its neighbours."""

import pytest
from support.signs import words_of

from signspan.language.reading import Word, read, role, spelled
from signspan.language.signed import Signed


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hello", "greeting"),
        ("where", "wh"),
        ("never", "not"),
        ("they", "pronoun"),
        ("my", "possessive"),
        ("can", "modal"),
        ("tomorrow", "time"),
        ("week", "unit"),
        ("7", "number"),
        ("3:30", "number"),
        ("twenty-two", "number"),
        ("because", "conjunction"),
        ("with", "preposition"),
        ("this", "determiner"),
        ("book", "noun"),
        ("John", "noun"),
        ("xyzzy", "noun"),
        ("happy", "adjective"),
        ("eat", "verb"),
        ("ate", "verb"),
        ("look-for", "verb"),
        ("ice-cream", "noun"),
        ("often", "adverb"),
        ("outside", "adverb"),
    ],
)
def test_the_role_of_a_word_alone(word: str, expected: str) -> None:
    assert role(word) == expected


@pytest.mark.parametrize(
    ("glosses", "roles"),
    [
        ("MY WORK HARD", "my/possessive work/noun hard/adjective"),
        ("HER DOG BIG", "her/possessive dog/noun big/adjective"),
        ("I HELP HER", "i/pronoun help/verb her/pronoun"),
        ("I HAVE COLD", "i/pronoun have/verb cold/noun"),
        ("I COLD", "i/pronoun cold/adjective"),
        ("DOOR OPEN", "door/noun open/adjective"),
        ("OPEN DOOR", "open/verb door/noun"),
        ("ANSWER I KNOW", "answer/noun i/pronoun know/verb"),
        ("I ANSWER YOU", "i/pronoun answer/verb you/pronoun"),
        ("TURN LEFT", "turn/verb left/adverb"),
        ("I SAME YOU", "i/pronoun same/preposition you/pronoun"),
        ("TIME 3", "time/preposition 3/number"),
        ("MAY I GO", "may/modal i/pronoun go/verb"),
        ("32 YEAR OLD BOY", "32 years old/adjective boy/noun"),
        ("HOW-MANY DOG", "how/wh many/determiner dog/noun"),
        ("I DON'T-KNOW", "i/pronoun not/not know/verb"),
        ("BED CLOSE-DOOR", "bed/noun close/verb door/noun"),
    ],
)
def test_roles_beside_their_neighbours(glosses: str, roles: str) -> None:
    assert " ".join(f"{word.text}/{word.role}" for word in words_of(glosses)) == roles


@pytest.mark.parametrize(
    ("gloss", "naming", "word"),
    [
        ("BOOK", False, "book"),
        ("J-o-h-n", False, "John"),
        ("t-e-a", False, "tea"),
        ("T-E-A", False, "tea"),
        ("T-E-A", True, "Tea"),
        ("J-O-H-N", False, "John"),
        ("ICE-CREAM", False, "ice-cream"),
    ],
)
def test_spelled_glosses(gloss: str, naming: bool, word: str) -> None:
    assert spelled(gloss, naming) == word


def test_a_name_is_spelled_where_NAME_is_signed() -> None:  # noqa: N802 - the gloss
    assert [word.text for word in words_of("MY NAME R-O-S-E")] == ["my", "name", "Rose"]
    assert [word.text for word in words_of("R-O-S-E BEAUTIFUL")] == ["rose", "beautiful"]


def test_signs_without_letters_are_left_out_and_markers_kept() -> None:
    (word,) = read([Signed("?"), Signed("BOOK", ("topic",)), Signed("…")])
    assert (word.text, word.markers) == ("book", frozenset({"topic"}))


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        (Word("i", "pronoun"), "I"),
        (Word("monday", "time"), "Monday"),
        (Word("english", "noun"), "English"),
        (Word("John", "noun"), "John"),
        (Word("ice-cream", "noun"), "ice cream"),
        (Word("same", "preposition"), "the same as"),
        (Word("same", "adjective"), "same"),
        (Word("africa", "noun"), "Africa"),
    ],
)
def test_english_spelling(word: Word, shown: str) -> None:
    assert word.shown == shown
