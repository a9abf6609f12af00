import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, InputError, LimitError, SignspanError
from signspan.recognise.book import MAX_EXAMPLES, MAX_SIGNS, Book
from signspan.recognise.consent import Consent, LentMotion
from signspan.recognise.example import Example, taught_window


@pytest.fixture(scope="module")
def example(book: BodySequence) -> Example:
    embedding = np.zeros(8, np.float32)
    embedding[3] = 1
    return Example(taught_window(book.landmarks, book.aspect), embedding)


def test_a_book_is_read_as_it_was_written(example: Example, tmp_path: Path) -> None:
    written = Book("sdl").taught("university", (example, example), "جامعة").taught("you", (example,))
    written.write(tmp_path / "signs.book")
    read = Book.read(tmp_path / "signs.book")
    assert read.language == "sdl"
    assert read.alone
    assert [(sign.name, sign.label, len(sign.examples)) for sign in read.signs] == [
        ("university", "جامعة", 2),
        ("you", "", 1),
    ]
    again = read.signs[0].examples[1]
    np.testing.assert_allclose(again.window.hands, example.window.hands, atol=1 / 8192)
    np.testing.assert_array_equal(again.window.present, example.window.present)
    np.testing.assert_allclose(again.window.anchor, example.window.anchor, atol=1e-6)
    np.testing.assert_array_equal(again.embedding, example.embedding)
    assert [path.name for path in tmp_path.iterdir()] == ["signs.book"]  # no part is left lying about


def test_a_motion_stays_with_its_sign_and_its_consent(example: Example, tmp_path: Path) -> None:
    lent = LentMotion(b"packed", Consent.given("Anna"))
    written = (
        Book().taught("our book", (example,), motion=lent).taught("tea", (example,)).taught("our book", (example,))
    )
    written.write(tmp_path / "signs.book")
    read = Book.read(tmp_path / "signs.book")
    assert [sign.motion for sign in read.signs] == [lent, None]
    assert read.motions == {"our book": b"packed"}


def test_the_newest_examples_stay(example: Example) -> None:
    book = Book()
    for _ in range(MAX_EXAMPLES + 2):
        book = book.taught("school", (example,))
    assert len(book.signs[0].examples) == MAX_EXAMPLES
    assert not book.alone


def test_a_book_cannot_grow_without_bound(example: Example) -> None:
    book = Book(signs=Book().taught("a", (example,)).signs * MAX_SIGNS)
    with pytest.raises(LimitError, match="at most 1000 signs"):
        book.taught("b", (example,))


@pytest.mark.parametrize("name", ["", " school", "a\nb", "x" * 61])
def test_names_are_one_short_line(example: Example, name: str) -> None:
    with pytest.raises(FormatError, match="expected a sign's name"):
        Book().taught(name, (example,))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found nothing at"):
        Book.read(tmp_path / "none.book")


def spoiled(example: Example, tmp_path: Path, change: object) -> bytes:
    path = tmp_path / "signs.book"
    Book().taught("school", (example,)).write(path)
    row = json.loads(path.read_text())
    assert callable(change)
    change(row)
    return json.dumps(row).encode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: row.update(format="recipe"), "format signspan-book"),
        (lambda row: row.update(version=2), "version 1, got 2"),
        (lambda row: row.update(language="English"), "three letters"),
        (lambda row: row.update(signs={}), "list of signs"),
        (lambda row: row["signs"].append(row["signs"][0]), "each sign once"),
        (lambda row: row["signs"][0].update(examples=[]), "1 to 5 examples of school"),
        (lambda row: row["signs"][0].update(motion={"packed": "AAAA"}), "consent to a motion"),
        (lambda row: row["signs"][0].update(motion=None), "a motion with its consent"),
        (lambda row: row["signs"][0]["examples"][0].update(hands="AAAA"), "examples of school that can be read"),
        (lambda row: row["signs"][0]["examples"][0].update(anchor=[1, 2, 0, 1]), "examples of school that can be read"),
        (lambda row: row["signs"][0]["examples"][0].pop("present"), "examples of school that can be read"),
    ],
)
def test_a_spoiled_book_is_refused_on_one_line(example: Example, tmp_path: Path, change: object, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        Book.decode(spoiled(example, tmp_path, change))
    assert "\n" not in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
EXAMPLE = st.fixed_dictionaries(
    {}, optional={"hands": JSON, "present": JSON, "anchor": st.lists(st.floats(), max_size=5) | JSON, "embedding": JSON}
)
CONSENT = st.fixed_dictionaries({"words": st.text(min_size=1) | JSON, "date": st.dates().map(str) | JSON, "by": JSON})
MOTION = st.fixed_dictionaries({"packed": st.just("AAAA") | st.text() | JSON, "consent": CONSENT | JSON})
SIGN = st.fixed_dictionaries(
    {"name": st.text(max_size=4) | JSON, "examples": st.lists(EXAMPLE | JSON, max_size=3) | JSON},
    optional={"motion": MOTION | JSON},
)
BOOK = st.fixed_dictionaries(
    {
        "format": st.just("signspan-book"),
        "version": st.just(1) | JSON,
        "language": st.just("sdl") | JSON,
        "signs": st.lists(SIGN | JSON, max_size=3) | JSON,
    }
)


@given(st.binary(max_size=200) | (JSON | BOOK).map(lambda row: json.dumps(row).encode()))
def test_any_bytes_are_a_book_or_one_line(data: bytes) -> None:
    try:
        assert isinstance(Book.decode(data), Book)
    except SignspanError as error:
        assert "\n" not in str(error)
