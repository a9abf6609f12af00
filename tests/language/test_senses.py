"""The sense of a word decides its sign, and a wrong sign is never made of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError
from signspan.language.glosser import gloss
from signspan.language.parser import parse
from signspan.language.senses import SPELL, choose_sense, read_sense, senses
from signspan.lexicon.index import Lexicon
from signspan.perform.performance import perform


def kinds(text: str) -> dict[str, str]:
    return {token.gloss: token.kind for plan in gloss(text) for token in plan.tokens}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("I put my money in the bank.", "BANK", "sign"),
        ("We walked along the bank of the river.", "BANK", "fingerspell"),
        ("You are right.", "RIGHT", "sign"),
        ("My right hand hurts.", "RIGHT", "fingerspell"),
        ("I miss my sister.", "MISS", "sign"),
        ("I missed my flight.", "MISS", "fingerspell"),
        ("What does this mean?", "MEAN", "sign"),
        ("That was mean.", "MEAN", "fingerspell"),
        ("The box is light.", "LIGHT", "sign"),
        ("Turn on the light.", "LIGHT", "fingerspell"),
        ("I love this season, the fall.", "AUTUMN", "sign"),
        ("He will fall.", "FALL", "fingerspell"),
        ("Open a can of soup.", "CAN-CONTAINER", "sign"),
        ("I can swim.", "CAN", "sign"),
        ("It is a present for you.", "GIFT", "sign"),
        ("She presented her work.", "SHOW", "sign"),
        ("My watch is new.", "WRISTWATCH", "sign"),
        ("I watch the game.", "WATCH", "sign"),
        ("The shop is close.", "NEAR", "sign"),
        ("He is a patient in this hospital.", "PATIENT", "fingerspell"),
        ("He is very patient.", "PATIENT", "sign"),
        ("Sign this form.", "SIGN", "fingerspell"),
        ("She signs to me.", "SIGN", "sign"),
        ("They trained hard.", "TRAIN", "fingerspell"),
        ("I came across an old friend.", "MEET-BY-CHANCE", "sign"),
        ("He plays the piano.", "PLAY", "fingerspell"),
        ("The kids play.", "PLAY", "sign"),
    ],
)
def test_the_sense_decides_the_sign(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_hundred_words_of_several_meanings_are_known() -> None:
    meanings: dict[str, set[str]] = {}
    for (word, _), listed in senses().items():
        meanings.setdefault(word, set()).update(sense.meaning for sense in listed)
    assert sum(len(known) > 1 for known in meanings.values()) >= 100


def test_every_sense_with_a_sign_names_one_the_avatar_has_or_is_spelled() -> None:
    named = {sense.gloss for listed in senses().values() for sense in listed} - {SPELL}
    missing = {name for name in named if Lexicon.load().find(name) is None}
    assert missing <= {"COLD-ILLNESS", "CELL-PHONE", "APPOINTMENT", "HEARING", "WILL"}


def test_a_word_has_one_usual_meaning_at_most() -> None:
    for listed in senses().values():
        assert sum(not sense.cues for sense in listed) <= 1


def test_a_spelled_sense_is_performed_with_letters() -> None:
    (plan,) = gloss("We walked along the bank of the river.")
    sources = {entry.gloss: entry.source for entry in perform(plan).timeline}
    assert sources["BANK"] == "fingerspell"
    assert sources["RIVER"] == "lexicon"


@given(st.text(max_size=80))
def test_a_line_is_read_or_refused_on_one_line(line: str) -> None:
    try:
        sense = read_sense(line)
    except FormatError as error:
        assert "\n" not in str(error)
    else:
        assert sense.word
        assert sense.meaning


def test_a_word_of_one_meaning_has_no_choice() -> None:
    assert choose_sense(parse("The apple is red.")[1]) is None
