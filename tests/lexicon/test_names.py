import csv
from pathlib import Path

import pytest

from signspan.lexicon.names import RENAMED, plain


@pytest.mark.parametrize(
    ("name", "gloss"),
    [
        ("BOOK", "BOOK"),
        ("BEST FRIEND", "BEST-FRIEND"),
        ("BED 1 HANDED", "BED"),
        ("CHEER ALT 2 HANDED", "CHEER"),
        ("COMPEL 2H", "COMPEL"),
        ("COLORFUL 2 H", "COLORFUL"),
        ("COME 2 HANDED ENG", "COME"),
        ("ANYTHING ONEHANDED", "ANYTHING"),
        ("ASSIGN TWO HANDED", "ASSIGN"),
        ("COLD VIRUS", "COLD-ILLNESS"),
        ("BUS FS", "BUS-SPELLED"),
        ("ATHEN_S, GREECE", "ATHENS"),
        ("BE YOURSELF", "BE-YOURSELF"),
    ],
)
def test_archive_names_become_glosses(name: str, gloss: str) -> None:
    assert plain(name) == gloss


def test_every_gloss_is_clean_and_every_rename_is_of_a_name_in_the_archive(shared_data: Path) -> None:
    with (shared_data / "studiogalt" / "index.csv").open(encoding="utf-8") as table:
        names = {row["gloss"] for row in csv.DictReader(table)}
    for name in names:
        assert plain(name).replace("-", "").isalnum(), name
    assert set(RENAMED) <= names
