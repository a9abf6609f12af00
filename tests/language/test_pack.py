"""Packs of languages: what there is, and clear words where there is none."""

import csv
from pathlib import Path

import pytest

from signspan.errors import FormatError, InputError
from signspan.language.pack import PACKS, find_pack, packs, read_pack
from signspan.language.table_glosser import gloss_by_tables
from signspan.language.table_writer import text_by_tables


def test_every_folder_is_a_pack_named_by_its_tags() -> None:
    assert [pack.tag for pack in packs()] == sorted(path.name for path in PACKS.iterdir() if path.is_dir())
    assert {pack.direction for pack in packs()} == {"ltr", "rtl"}


@pytest.mark.parametrize("language", ["ar", "sdl", "sdl-ar", "AR"])
def test_a_pack_is_found_by_either_tag(language: str) -> None:
    assert find_pack(language).name.startswith("Arabic Sign Language")


def test_a_language_without_a_pack_lists_which_there_are() -> None:
    with pytest.raises(InputError, match=r"en \(American.*ar \(Arabic.*got 'tlh'"):
        find_pack("tlh")


def test_text_in_another_script_names_the_pack_that_reads_it() -> None:
    with pytest.raises(InputError, match=r"another script.*--language en"):
        find_pack("ar").expect("Hello there, أحمد")
    with pytest.raises(InputError, match=r"another script.*--language ar"):
        find_pack("en").expect("مرحبا")
    find_pack("ar").expect("أحب iPhone كثيرا 12")
    find_pack("en").expect("Łódź, 12 😀")


GERMAN = """
name = "German Sign Language – German"
sign_language = "gsg"
spoken_language = "de"
direction = "ltr"
script = "LATIN"
rules = "tables"
recognised = false
signed = false
[fold]
"ß" = "s"
[said]
article = ""
me = "ICH"
merged = {}
feminine_ending = ""
unchanged = ""
feminine_kin = []
and = "und "
in = "in"
that = "zu"
which = { verb = "was", name = "wie", person = "wer", place = "wo" }
names = []
reasons = []
question = "?"
stop = "."
[said.person]
me = { verb = "", not = "nicht" }
you = { verb = "", not = "nicht" }
she = { verb = "", not = "nicht" }
he = { verb = "", not = "nicht" }
[heard]
first = []
last = ["WO"]
prefixes = []
endings = ["n", "en"]
owners = {}
before_owner = {}
persons = {}
past = []
verb_prefixes = []
questions = { "wo" = "WO" }
asking = []
unsigned = ["der", "die", "das"]
"""


def test_a_third_language_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "words.csv").write_text(
        "gloss,role,said,forms,mine,to,asked\nICH,point,ich,mich,,,\nWO,wh,wo,wohin,,,\nMORGEN,time,morgen,,,,\n"
        "STRASSE,noun,Straße,Straßen,,,\nKOMMEN,fixed,komme,kommst kommt,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "labels.csv").write_text("number,kind,label,english,also\n1,sign,Haus,house,Heim\n", encoding="utf-8")
    pack = read_pack(tmp_path / "pack.toml")
    plans = [
        gloss_by_tables(text, pack)[0] for text in ("Wo ist die Straße?", "Ich komme morgen", "Die Häuser, das Heim")
    ]
    assert [[token.gloss for token in plan.tokens] for plan in plans] == [
        ["IST", "STRASSE", "WO"],
        ["MORGEN", "ICH", "KOMMEN"],
        ["HÄUSER", "Haus"],
    ]
    assert text_by_tables(["STRASSE", "WO"], pack) == "wo Straße?"
    assert text_by_tables(["ICH", "MORGEN", "KOMMEN"], pack) == "ich morgen komme."


def test_half_a_pack_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "Half"', encoding="utf-8")
    with pytest.raises(FormatError, match="without 'sign_language'"):
        read_pack(tmp_path / "pack.toml")


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
