"""Arabic names of signs: the labels of the Arabic pack, looked up by their English."""

import csv
import functools
from pathlib import Path

from signspan.language.pack import find_pack


def arabic_of(gloss: str) -> str:
    """The Arabic label of an English gloss, or nothing: only exact matches count."""
    return _by_english().get(gloss.lower().replace("-", " "), "")


@functools.lru_cache(maxsize=1)
def _by_english() -> dict[str, str]:
    labels: dict[str, str] = {}
    with Path(find_pack("ar").folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in row["english"].lower().replace("/", ",").split(","):
                if row["kind"] != "letter":
                    labels.setdefault(name.strip().removeprefix("to "), row["label"])
    return labels
