"""Glosses to Arabic, by the pack's tables."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import InputError, SignspanError
from signspan.language.pack import find_pack
from signspan.language.table_writer import text_by_tables
from signspan.language.tables import tables
from signspan.measure.languages import read_pairs

AR = find_pack("ar")
KNOWN = tables(AR)
GRAMMAR = {"point", "have", "asks", "wh", "measure", "not"}
CONTENT = [" ".join(entry.glosses) for entry in KNOWN.by_gloss.values() if entry.role not in GRAMMAR]


@pytest.mark.parametrize(
    ("glosses", "text"),
    [
        ("انا رغبه شرب شاي", "أنا أريد أن أشرب الشاي."),
        ("هو اكل تفاحه", "هو يأكل التفاح."),
        ("انا اكل تفاحه", "أنا آكل التفاح."),
        ("انا اخ بنت حب قهوه", "أختي تحب القهوة."),
        ("انا اب عمل مستشفى", "أبي يعمل في المستشفى."),
        ("انا ذهاب مدرسه", "أنا أذهب إلى المدرسة."),
        ("انا مع ام اب", "أنا مع أمي وأبي."),
        ("مدرسه سوال", "أين المدرسة؟"),
        ("سوال هو", "من هو؟"),
        ("هو رغبه شرب سوال", "ماذا أنت تريد أن تشرب؟"),
        ("رقم اخ", "كم الأخ؟"),
        ("رقم خمس", "رقم خمسة."),
        ("استفهام هو معلم هو", "هل أنت معلم؟"),
        ("انا شراء لا", "أنا لا أشتري."),
        ("انا معلم لا", "أنا لست معلم."),
        ("سياره جميل", "السيارة جميلة."),
        ("انا اسم ع ل ي", "أنا اسم علي."),  # letters in a row are one word
        ("أنا رَغْبَة شرب شــاي", "أنا أريد أن أشرب الشاي."),  # however it is written
        ("هو معلم ?", "أنت معلم؟"),
        ("قفص صدري", "قفص صدري."),
        ("زعبل", "زعبل."),
    ],
)
def test_rules(glosses: str, text: str) -> None:
    assert text_by_tables(glosses.split(), AR) == text


def test_no_glosses_and_another_script_are_one_clear_error() -> None:
    with pytest.raises(InputError, match="expected at least one gloss"):
        text_by_tables([" ", "؟"], AR)
    with pytest.raises(InputError, match="another script"):
        text_by_tables(["MAN", "DRINK"], AR)


def roots(entry_glosses: str) -> set[str]:
    """What one entry may be said as, folded, without what agreement changes."""
    entry = KNOWN.by_gloss[KNOWN.folded(entry_glosses)]
    said = KNOWN.fold(entry.said.replace(" ", ""))
    written = {KNOWN.fold("".join(entry.glosses).replace("_", "")), said, KNOWN.fold(entry.mine.replace(" ", ""))}
    asked = KNOWN.fold(entry.asked)
    stem = said[1:].lstrip("ا") if entry.role in {"verb", "want"} else ""  # the first letter agrees
    return {form for form in written | {asked, stem} if form}


@given(st.lists(st.sampled_from(CONTENT), min_size=1, max_size=6))
def test_every_gloss_is_in_the_sentence(glosses: list[str]) -> None:
    text = KNOWN.fold(re.sub(r"[\s_]", "", text_by_tables([w for g in glosses for w in g.split()], AR)))
    for gloss in glosses:
        others = {" ".join(entry.glosses) for entry in KNOWN.by_gloss.values() if gloss in entry.glosses}
        assert any(root in text for one in {gloss, *others} for root in roots(one)), (gloss, text)


@given(st.lists(st.text(max_size=12) | st.text("ابتكلمنهويسأإةى_َـ", max_size=8), max_size=8))
def test_any_glosses_give_a_sentence_or_one_clear_line(glosses: list[str]) -> None:
    try:
        text = text_by_tables(glosses, AR)
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        assert text[-1] in ".؟"


def test_unknown_glosses_of_real_sentences_are_said_as_they_are(fixtures: Path) -> None:
    for glosses, _ in read_pairs(fixtures / "isharah_pairs.txt"):
        text = text_by_tables(glosses.split(), AR)
        unknown = [g for g in glosses.split() if len(g) > 1 and (KNOWN.folded(g) not in KNOWN.by_form)]
        assert all(any(part in text for part in g.split("_")) for g in unknown if g in CONTENT or "_" not in g)
