"""Packs of languages: what there is, and clear words where there is none."""

import csv

import pytest

from signspan.errors import InputError
from signspan.language.pack import PACKS, find_pack, packs
from signspan.language.tables import tables


def test_every_folder_is_a_pack_named_by_its_tags() -> None:
    assert [pack.tag for pack in packs()] == sorted(path.name for path in PACKS.iterdir() if path.is_dir())
    assert {pack.direction for pack in packs()} == {"ltr", "rtl"}


@pytest.mark.parametrize("language", ["ar", "sdl", "sdl-ar", "AR"])
def test_a_pack_is_found_by_either_tag(language: str) -> None:
    assert find_pack(language).name.startswith("Arabic Sign Language")


def test_a_language_without_a_pack_is_told_which_there_are() -> None:
    with pytest.raises(InputError, match=r"en \(American.*ar \(Arabic.*got 'tlh'"):
        find_pack("tlh")


def test_text_in_another_script_names_the_pack_that_reads_it() -> None:
    with pytest.raises(InputError, match=r"another script.*--language en"):
        find_pack("ar").expect("Hello there, أحمد")
    with pytest.raises(InputError, match=r"another script.*--language ar"):
        find_pack("en").expect("مرحبا")
    find_pack("ar").expect("أحب iPhone كثيرا 12")
    find_pack("en").expect("Łódź, 12 😀")


def test_karsl_has_502_clean_labels() -> None:
    with (find_pack("ar").folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["number"]) for row in rows] == list(range(1, 503))
    for row in rows:
        for cell in row.values():
            assert "\u0640" not in cell
            assert cell == " ".join(cell.split())
        assert row["label"]
        assert row["english"]
        assert not set("/()") & set(row["label"])
    labels = [row["label"] for row in rows]
    assert {label for label in labels if labels.count(label) > 1} == {"ئ"}
    assert rows[394]["english"] == "imam"


def test_letters_are_compared_as_the_pack_folds_them() -> None:
    known = tables(find_pack("ar"))
    assert known.fold("أُسْرَةٌ") == known.fold("اسره") == "اسره"
    assert known.fold("مـــدرسة") == "مدرسه"
    assert known.fold("إلى") == "الي"


def test_every_letter_has_a_sign_to_spell_it_by() -> None:
    known = tables(find_pack("ar"))
    for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي":
        assert known.by_form[(known.fold(letter),)] is not None
