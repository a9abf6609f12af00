"""A person's own signs in a sentence: before all others, for nobody else, and never in the way of the rest."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError
from signspan.events import Plan, Token
from signspan.lexicon.index import Lexicon
from signspan.motion.packed import pack
from signspan.perform.performance import perform
from signspan.perform.personal import MAX_BYTES, MAX_SIGN_BYTES, NONE, Personal

HELLO = pack(Lexicon.load().motion("HELLO"))


def sources(personal: Personal, *tokens: Token) -> list[tuple[str, str]]:
    performance = perform(Plan(tokens, "statement"), personal=personal)
    return [(entry.gloss, entry.source) for entry in performance.timeline]


@pytest.mark.parametrize(
    "token",
    [
        Token("BOOK", "sign"),  # in the lexicon
        Token("ANNA", "fingerspell"),  # a name sign
        Token("I", "point"),
        Token("7", "number"),
        Token("SEE", "sign", source="saw"),
    ],
)
def test_what_was_taught_comes_before_everything_else(token: Token) -> None:
    name = (token.source or token.gloss).lower()
    assert sources(Personal.of({name: HELLO}), token) == [(token.gloss, "taught")]
    assert sources(NONE, token)[0][1] != "taught"


def test_a_name_of_several_words_is_one_sign_that_keeps_their_markers() -> None:
    tokens = (
        Token("GOOD", "sign", ("brows-raised",), "Good"),
        Token("MORNING", "sign", ("head-nod",), "morning"),
        Token("BOOK", "sign"),
    )
    personal = Personal.of({"good morning": HELLO, "good morning sir": HELLO})
    assert sources(personal, *tokens) == [("GOOD-MORNING", "taught"), ("BOOK", "lexicon")]
    (whole, clip), _ = personal.over(tokens)
    assert clip is not None
    assert (whole.markers, whole.source) == (("brows-raised", "head-nod"), "Good morning")


@pytest.mark.parametrize("broken", [b"", b"no motion", HELLO[:-20], HELLO[:50] + b"\0" + HELLO[51:]])
def test_a_broken_motion_brings_one_line_and_the_rest_still_signs(
    broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    personal = Personal.of({"book": broken, "anna": HELLO})
    with caplog.at_level(logging.WARNING):
        found = sources(
            personal, Token("BOOK", "sign", (), "book"), Token("ANNA", "fingerspell"), Token("HELLO", "sign")
        )
    assert found == [("BOOK", "lexicon"), ("ANNA", "taught"), ("HELLO", "lexicon")]
    [record] = caplog.records
    assert "BOOK is not signed as it was taught: expected a packed sign" in record.getMessage()
    assert "\n" not in record.getMessage()


def test_a_broken_motion_of_two_words_leaves_both_to_the_lexicon(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = sources(Personal.of({"hello book": b"?"}), Token("HELLO", "sign"), Token("BOOK", "sign"))
    assert found == [("HELLO", "lexicon"), ("BOOK", "lexicon")]


def test_signs_come_and_go_one_by_one_without_touching_others() -> None:
    first = NONE.having("our book", HELLO)
    second = first.having("tea", HELLO)
    assert [*second.without("Our book").motions] == ["TEA"]
    assert [*first.motions] == ["OUR-BOOK"]
    assert not NONE.motions


@pytest.mark.parametrize(
    ("packed", "error"), [(b"no motion", FormatError), (b"", FormatError), (b"0" * (MAX_SIGN_BYTES + 1), LimitError)]
)
def test_what_is_no_motion_is_not_taken(packed: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        NONE.having("book", packed)


def test_a_conversation_holds_only_so_much() -> None:
    full = Personal({f"SIGN-{number}": HELLO for number in range(MAX_BYTES // len(HELLO))})
    with pytest.raises(LimitError, match="book is one too many"):
        full.having("book", HELLO)
    assert full.having("sign 0", HELLO).motions.keys() == full.motions.keys()  # in place of the old one


TOKENS = st.lists(st.sampled_from([Token(gloss, "sign", source=gloss.lower()) for gloss in "ABC"]), max_size=8)


@given(TOKENS, st.sets(st.text("abc ", min_size=1, max_size=5)))
def test_no_token_is_lost_or_said_twice(tokens: list[Token], names: set[str]) -> None:
    found = [token for token, _ in Personal.of(dict.fromkeys(names, HELLO)).over(tuple(tokens))]
    assert [letter for token in found for letter in token.gloss.split("-")] == [token.gloss for token in tokens]
