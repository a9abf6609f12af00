from pathlib import Path

import pytest

from signspan.errors import MissingError
from signspan.measure.coverage import common_words, evaluate_sentences, evaluate_words

# What English says with words and ASL with order, face, or nothing: articles, the copula, auxiliaries, case.
UNSIGNED = frozenset(
    """a an the if to at of in on is am are was were be been 's 're 'm 've 'd do does did got has have had it there that
    for n't not let 'll us by with""".split()
)


def test_most_of_the_common_words_have_a_real_sign() -> None:
    told = evaluate_words()
    assert told["words"] == 200
    assert told["covered"] >= 150
    assert told["covered"] + len(told["spelled"]) == 200
    assert sum(told["by_kind"].values()) == 200
    assert "fingerspell" not in told["by_kind"] or told["by_kind"]["fingerspell"] == len(told["spelled"])


def test_the_common_words_are_two_hundred_different_ones() -> None:
    words = [word for listed in common_words().values() for word in listed]
    assert len(words) == len(set(words)) == 200


def test_no_word_of_five_hundred_sentences_is_dropped(fixtures: Path) -> None:
    told = evaluate_sentences(fixtures / "everyday_sentences.txt")
    assert told["sentences"] >= 500
    assert told["dropped"] == 0
    assert sum(told["by_kind"].values()) == told["signs"]
    assert set(told["unsigned_english"]) <= UNSIGNED
    assert told["by_kind"]["fingerspell"] < 0.25 * told["signs"]


def test_a_sentence_of_three_hundred_words_is_signed_whole(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("I want to buy bread and my sister wants coffee with milk and " * 22 + "sugar.", "utf-8")
    told = evaluate_sentences(long)
    assert told["signs"] > 200
    assert told["dropped"] == 0


def test_no_file_is_one_line() -> None:
    with pytest.raises(MissingError, match="sentences"):
        evaluate_sentences(Path("nothing.txt"))
