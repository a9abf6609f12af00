"""Arabic to glosses, by the pack's tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import InputError, LimitError, SignspanError
from signspan.language.pack import find_pack
from signspan.language.table_glosser import gloss_by_tables

AR = find_pack("ar")


def glosses(text: str) -> list[str]:
    return [token.gloss for plan in gloss_by_tables(text, AR) for token in plan.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أريد أن أشرب الشاي", "انا رغبه شرب شاي"),  # who wants is in the verb; the second verb adds nobody
        ("سأذهب إلى المدرسة غدًا", "غدا انا ذهاب مدرسه"),  # time first
        ("أين المدرسة؟", "مدرسه سوال"),  # the question sign last
        ("كم عمرك؟", "رقم عمر هو"),
        ("هل أنت معلم؟", "استفهام هو معلم"),
        ("أخي يعمل في المستشفى", "انا اخ عمل مستشفى"),  # whose kin, by the ending
        ("بالمدرسة وللمدرسة والمدرسة", "مدرسه مدرسه مدرسه"),  # what is written onto a word
        ("لغة الإشارة", "لغه اشاره"),
        ("لا أعرف", "لا انا معرفه"),
        ("عمود فقري", "عمود_فقري"),  # a label of KArSL's
        ("كُرَةُ القَدَمِ", "كره_قدم"),  # short vowels
        ("أنا أحـــــب القهوة", "انا حب قهوه"),  # tatweel
    ],
)
def test_rules(text: str, expected: str) -> None:
    assert glosses(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أنا أحب القهوة.", "statement"),
        ("تحب القهوة؟", "yes-no-question"),
        ("هل تحب القهوة", "yes-no-question"),
        ("متى وصل أبي", "wh-question"),
        ("من أنت؟", "wh-question"),
    ],
)
def test_kind_of_sentence(text: str, kind: str) -> None:
    assert gloss_by_tables(text, AR)[0].sentence_type == kind


def test_unknown_words_and_names_are_spelled_as_they_are_written() -> None:
    tokens = gloss_by_tables("اسمي خُزَيْمَة، وعندي iPhone رقم 12", AR)[0].tokens
    spelled = {(token.gloss, token.source) for token in tokens if token.kind == "fingerspell"}
    assert spelled == {("خزيمة", "خُزَيْمَة"), ("IPHONE", "iPhone")}
    assert [token.gloss for token in tokens if token.kind == "number"] == ["12"]


def test_tags_and_control_characters_are_not_signed() -> None:
    assert glosses("<b>أنا</b>\x00 أحب\u200f القهوة") == ["انا", "حب", "قهوه"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "؟!"])
def test_nothing_to_sign_is_one_clear_error(text: str) -> None:
    with pytest.raises(InputError, match="expected text to sign"):
        gloss_by_tables(text, AR)


def test_english_is_not_taken_for_arabic() -> None:
    with pytest.raises(InputError, match="another script"):
        gloss_by_tables("I want to drink tea.", AR)


def test_too_long_is_a_limit() -> None:
    with pytest.raises(LimitError):
        gloss_by_tables("شاي " * 6000, AR)


def test_five_thousand_words() -> None:
    assert len(glosses("أحب ال " * 2500)) > 2500


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text("ابتكلمنهويسأإةى ؟َـ12", max_size=60))
def test_any_text_gives_tokens_that_stand_for_its_words_or_one_clear_line(text: str) -> None:
    try:
        plans = gloss_by_tables(text, AR)
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        for plan in plans:
            assert plan.tokens
            assert all(token.gloss and token.source for token in plan.tokens)
