"""The rules of a pack against pairs that people wrote."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.errors import FormatError, InputError, SignspanError
from signspan.language.pack import find_pack
from signspan.measure.languages import evaluate, read_pairs, split

AR = find_pack("ar")


def test_pairs_of_the_fixture_are_better_said_than_left_as_they_are(fixtures: Path) -> None:
    found = evaluate(fixtures / "isharah_pairs.txt", AR)
    assert found["looked_at"]["n"] + found["only_measured"]["n"] == 64
    for part in found.values():
        for way in ("text", "gloss"):
            assert part[way]["chrf"] > part[f"{way}_baseline"]["chrf"]
            assert part[way]["precision"] > part[f"{way}_baseline"]["precision"]
            assert part[way]["recall"] > part[f"{way}_baseline"]["recall"]


def test_the_whole_of_isharah(shared_data: Path) -> None:
    found = evaluate(shared_data / "text" / "isharah_saudi_gloss_text_train.txt.gz", AR)
    assert (found["looked_at"]["n"], found["only_measured"]["n"]) == (702, 435)
    measured = found["only_measured"]
    assert measured["text"]["chrf"] > measured["text_baseline"]["chrf"] + 0.08
    assert measured["gloss"]["chrf"] > measured["gloss_baseline"]["chrf"] + 0.13


def test_what_is_only_measured_shares_neither_glosses_nor_text_with_what_was_looked_at(fixtures: Path) -> None:
    pairs = read_pairs(fixtures / "isharah_pairs.txt")
    looked_at, measured = split(pairs)
    assert sorted(looked_at + measured) == sorted(pairs)
    assert not {g for g, _ in looked_at} & {g for g, _ in measured}
    assert not {t for _, t in looked_at} & {t for _, t in measured}


def test_pairs_count_once_and_may_be_compressed(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt.gz"
    path.write_bytes(gzip.compress("id|gloss|text\n1|انا شرب  شاي|اشرب الشاي\n2|انا شرب شاي|اشرب الشاي \n".encode()))
    assert read_pairs(path) == [("انا شرب شاي", "اشرب الشاي")]


def test_a_pack_without_tables_is_not_measured_here(fixtures: Path) -> None:
    with pytest.raises(InputError, match="evaluate english"):
        evaluate(fixtures / "isharah_pairs.txt", find_pack("en"))


@pytest.mark.parametrize("name", ["gone.txt", "gone.txt.gz"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_pairs(tmp_path / name)


@given(raw=st.binary(max_size=80), packed=st.booleans())
def test_any_bytes_are_pairs_or_one_clear_line(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, packed: bool
) -> None:
    path = tmp_path_factory.mktemp("pairs") / ("p.txt.gz" if packed else "p.txt")
    path.write_bytes(raw)
    try:
        assert read_pairs(path)
    except SignspanError as error:
        assert "\n" not in str(error)
