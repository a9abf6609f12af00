from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError, MissingError
from signspan.recognise.handshape import LETTERS, NONE
from signspan.recognise.letters import Letter
from signspan.recognise.spelling import Spelling, SpellingLexicon, raw, words_of

PLAIN = np.eye(NONE)


@pytest.fixture(scope="module")
def lexicon() -> SpellingLexicon:
    return SpellingLexicon.load()


def letters(text: str, sure: float = 0.9, doubles: tuple[int, ...] = (), like: str = "") -> list[Letter]:
    """Letters read; what is left of each one's chance goes to the letters of `like`, or to all."""
    found = []
    for place, letter in enumerate(text):
        chances = np.full(NONE, (1 - sure) / NONE) if not like else np.full(NONE, 1e-4)
        for other in like:
            chances[LETTERS.index(other)] += (1 - sure) / len(like)
        chances[LETTERS.index(letter)] += sure
        start = place * 0.25
        double = 0.9 if place in doubles else 0.02
        found.append(Letter(letter, sure, start, start + 0.2, chances / chances.sum(), double))
    return found


def best(found: list[Letter], lexicon: SpellingLexicon) -> Spelling:
    return words_of(found, lexicon, PLAIN)[0]


@pytest.mark.parametrize("name", ["JOHN", "MARIA", "BOSTON", "TABLE", "AARON"])
def test_what_was_read_clearly_is_what_is_said(name: str, lexicon: SpellingLexicon) -> None:
    said = best(letters(name), lexicon)
    assert said.text.upper() == name
    assert said.probability > 0.5


def test_names_are_written_as_names_and_words_as_words(lexicon: SpellingLexicon) -> None:
    assert best(letters("JOHN"), lexicon).text == "John"
    assert best(letters("TABLE"), lexicon).text == "table"


def test_a_misread_letter_is_mended_and_makes_it_less_sure(lexicon: SpellingLexicon) -> None:
    right, wrong = best(letters("MICHAEL"), lexicon), best(letters("MICHSEL"), lexicon)
    assert wrong.text == "Michael"
    assert wrong.probability < right.probability


@pytest.mark.parametrize(("read", "doubles", "meant"), [("BALON", (2, 3), "balloon"), ("JEFREY", (2,), "Jeffrey")])
def test_the_hand_shows_doubles(read: str, doubles: tuple[int, ...], meant: str, lexicon: SpellingLexicon) -> None:
    assert best(letters(read, doubles=doubles), lexicon).text == meant
    assert raw(letters(read, doubles=doubles)) == meant.upper()


def test_a_double_that_did_not_show_is_still_found(lexicon: SpellingLexicon) -> None:
    assert best(letters("JESICA"), lexicon).text in {"Jesica", "Jessica"}
    assert "Jessica" in {word.text for word in words_of(letters("JESICA"), lexicon, PLAIN)}


def test_a_word_that_no_lexicon_holds_is_said_as_it_was_read(lexicon: SpellingLexicon) -> None:
    assert best(letters("QWXZKV", sure=0.97), lexicon).text == "Qwxzkv"


def test_what_is_unclear_is_said_to_be_unclear(lexicon: SpellingLexicon) -> None:
    said = words_of(letters("MAN", sure=0.4, like="NSTAE"), lexicon, PLAIN)
    assert said[0].probability < 0.5
    assert len(said) > 1


def test_the_handshape_before_j_is_no_letter() -> None:
    found = letters("IJOHN")
    found[0] = Letter("I", 0.9, 0.1, 0.2, found[0].chances)
    assert raw([found[0], Letter("J", 0.9, 0.2, 0.6, found[1].chances), *found[2:]]) == "JOHN"


def test_the_confusion_table_is_believed(lexicon: SpellingLexicon) -> None:
    table = np.eye(NONE)
    table[LETTERS.index("N"), LETTERS.index("N")] = 0.2
    table[LETTERS.index("N"), LETTERS.index("M")] = 0.8
    found = letters("JOHM", sure=0.999)
    chance = [
        next((word.probability for word in words_of(found, lexicon, one) if word.text == "John"), 0.0)
        for one in (PLAIN, table)
    ]
    assert chance[1] > chance[0]


@given(st.text(LETTERS[0] + "BEJLNOSZ", min_size=0, max_size=14), st.floats(0.1, 0.99))
def test_any_letters_give_a_distribution(text: str, sure: float) -> None:
    small = SpellingLexicon(["Anne", "bee", "Jose", "zone"], [5.0, 6.0, 7.0, 8.0])
    said = words_of(letters(text, sure), small, PLAIN)
    assert bool(said) == bool(text)
    assert sum(word.probability for word in said) <= 1.001
    assert [word.probability for word in said] == sorted((word.probability for word in said), reverse=True)


def test_a_broken_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="spelling.txt"):
        SpellingLexicon.load(tmp_path)
    (tmp_path / "spelling.txt").write_text("12 Anne\nnonsense\n")
    with pytest.raises(FormatError, match="cost word"):
        SpellingLexicon.load(tmp_path)


def test_the_lexicon_is_small_and_names_its_sources(lexicon: SpellingLexicon) -> None:
    file = Path(__file__).parents[2] / "signspan" / "recognise" / "weights" / "spelling.txt"
    assert file.stat().st_size < 2**20
    assert "Kevin Atkinson" in file.read_text()[:2000]
    assert len(lexicon.words) > 40_000
