"""The tables of the Arabic pack: words compared, inflected and looked up."""

from pathlib import Path

import pytest

from signspan.errors import FormatError
from signspan.language.pack import Pack, find_pack
from signspan.language.tables import ROLES, TableEntry, Tables, tables


@pytest.fixture(scope="module")
def arabic() -> Tables:
    return tables(find_pack("sdl-ar"))


def test_letters_are_compared_as_the_pack_folds_them(arabic: Tables) -> None:
    assert arabic.fold("أُسْرَةٌ") == arabic.fold("اسره") == "اسره"
    assert arabic.fold("مـــدرسة") == "مدرسه"
    assert arabic.fold("إلى") == "الي"


def test_every_letter_has_a_sign_to_spell_it_by(arabic: Tables) -> None:
    for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي":
        assert (arabic.fold(letter),) in arabic.by_form


def test_different_words_stay_different(arabic: Tables) -> None:
    assert arabic.fold("كتاب") != arabic.fold("كتب")
    assert arabic.folded("كتاب_كبير") == (arabic.fold("كتاب"), arabic.fold("كبير"))


def test_the_first_meaning_added_counts() -> None:
    made = Tables({}, {"me": ""}, {})
    made.add(TableEntry(("SEE",), "verb", "see"), ["look"])
    made.add(TableEntry(("LOOK",), "verb", "look"), [])
    assert made.form(("look",)).entry.glosses == ("SEE",)
    assert made.by_gloss[("look",)].glosses == ("LOOK",)


def test_a_word_is_found_as_it_is_and_without_its_affixes(arabic: Tables) -> None:
    noun = next(entry for entry in arabic.by_gloss.values() if entry.role == "noun" and " " not in entry.said)
    bare = arabic.find(arabic.fold(noun.said))
    assert bare is not None
    assert bare.entry.said == noun.said
    with_article = arabic.find(arabic.fold(arabic.said["article"] + noun.said))
    assert with_article is not None
    assert with_article.entry == bare.entry


def test_an_unknown_word_is_not_found(arabic: Tables) -> None:
    assert arabic.find("ظظظظ") is None


def test_every_entry_has_a_role_and_a_word(arabic: Tables) -> None:
    entries = {*arabic.by_gloss.values(), *arabic.by_form.values()}
    assert {entry.role for entry in entries} <= ROLES | {"label", "letter"}
    assert all(entry.glosses and entry.said for entry in entries)


def test_a_wrong_row_is_named(tmp_path: Path) -> None:
    real = find_pack("sdl-ar")
    for name in ("pack.toml", "labels.csv"):
        (tmp_path / name).write_bytes((real.folder / name).read_bytes())
    (tmp_path / "words.csv").write_text("gloss,role,said,forms,mine,to,asked\nX,nonsense,x,,,,\n", encoding="utf-8")
    broken = Pack(**{name: getattr(real, name) for name in Pack.__slots__} | {"folder": tmp_path})
    with pytest.raises(FormatError, match="words.csv, line 2"):
        tables(broken)
