from pathlib import Path

import pytest

from signspan.errors import MissingError
from signspan.measure.coverage import common_words, evaluate_sentences, evaluate_words

# What English says with words and ASL with order, face, or nothing: articles, the copula, auxiliaries, case.
UNSIGNED = frozenset(
    """a an the if to at of in on is am are was were be been 's 're 'm 've 'd do does did got has have had it there that
    for n't not let 'll us by with""".split()
)


@pytest.mark.slow
def test_most_of_the_common_words_have_a_real_sign() -> None:
    report = evaluate_words()
    assert report["words"] == 200
    assert report["covered"] >= 150
    assert report["covered"] + len(report["spelled"]) == 200
    assert sum(report["by_kind"].values()) == 200
    assert "fingerspell" not in report["by_kind"] or report["by_kind"]["fingerspell"] == len(report["spelled"])


def test_the_common_words_are_two_hundred_different_ones() -> None:
    words = [word for listed in common_words().values() for word in listed]
    assert len(words) == len(set(words)) == 200


@pytest.mark.slow
def test_no_word_of_five_hundred_sentences_is_dropped(fixtures: Path) -> None:
    report = evaluate_sentences(fixtures / "everyday_sentences.txt")
    assert report["sentences"] >= 500
    assert report["dropped"] == 0
    assert sum(report["by_kind"].values()) == report["signs"]
    assert set(report["unsigned_english"]) <= UNSIGNED
    assert report["by_kind"]["fingerspell"] < 0.25 * report["signs"]


def test_a_sentence_of_three_hundred_words_is_signed_whole(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("I want to buy bread and my sister wants coffee with milk and " * 22 + "sugar.", "utf-8")
    report = evaluate_sentences(long)
    assert report["signs"] > 200
    assert report["dropped"] == 0


def test_no_file_is_one_line() -> None:
    with pytest.raises(MissingError, match="sentences"):
        evaluate_sentences(Path("nothing.txt"))
