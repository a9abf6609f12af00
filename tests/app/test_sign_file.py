"""A text to a motion file, as the command line does it: long texts, unknown words, and a book that is not whole."""

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from signspan.app.sign_file import sign_to_file
from signspan.body.sequence import BodySequence
from signspan.cli import main
from signspan.errors import LimitError
from signspan.lexicon.index import Lexicon
from signspan.motion.packed import pack
from signspan.motion.vrma import read_vrma
from signspan.recognise.book import Book
from signspan.recognise.consent import Consent, LentMotion
from signspan.recognise.example import Example, taught_window


@pytest.mark.slow
def test_three_hundred_words_are_signed_to_the_last(tmp_path: Path) -> None:
    words = ["book", "coffee", "brother", "quokka", "child"] * 60
    timeline = sign_to_file(" and ".join([" ".join(words[:-1]), words[-1]]), tmp_path / "long.vrma")["timeline"]
    signed = [entry["gloss"] for entry in timeline]
    assert [signed.count(word.upper()) for word in words[:5]] == [60] * 5
    assert {entry["source"] for entry in timeline if entry["gloss"] == "QUOKKA"} == {"fingerspell"}
    assert read_vrma((tmp_path / "long.vrma").read_bytes()).duration_s > timeline[-1]["end_s"]


def test_more_than_anyone_would_watch_is_refused_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="at most 400 tokens") as caught:
        sign_to_file("book " * 401, tmp_path / "endless.vrma")
    assert "\n" not in str(caught.value)
    assert not [*tmp_path.iterdir()]


def test_a_broken_motion_in_a_book_is_named_and_the_rest_signs(
    book: BodySequence, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    embedding = np.zeros(8, np.float32)
    embedding[0] = 1
    example = Example(taught_window(book.landmarks, book.aspect), embedding)
    yes, whole = Consent.given("yes"), pack(Lexicon.load().motion("HELLO"))
    taught = Book().taught("quokka", (example,), motion=LentMotion(whole, yes))
    taught = taught.taught("book", (example,), motion=LentMotion(whole[: len(whole) // 2], yes))
    taught.write(tmp_path / "signs.book")
    with caplog.at_level(logging.WARNING):
        text, into = "The quokka likes coffee and books.", tmp_path / "s.json"
        status = main(["sign", text, "-o", str(into), "--book", str(tmp_path / "signs.book")])
    assert status == 0
    timeline = json.loads(capsys.readouterr().out)["timeline"]
    sources = {entry["gloss"]: entry["source"] for entry in timeline}
    assert (sources["QUOKKA"], sources["BOOK"], sources["COFFEE"]) == ("taught", "lexicon", "lexicon")
    [record] = caplog.records
    assert record.getMessage().startswith("BOOK is not signed as it was taught: expected a packed sign")
