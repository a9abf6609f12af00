"""Makes the Arabic pack's `labels.csv` from KArSL's `KARSL-502_Labels.json`, and prints its corrections.

    python scripts/make_karsl_labels.py KARSL-502_Labels.json signspan/language/packs/sdl-ar/labels.csv

Rules remove spaces and stretched letters (tatweel); a label with several names, with `/` or in brackets, keeps the
first and moves the others into `also`. Typos, and English that differs from the Arabic (much of it looks
machine-translated: إمام is not *before*), are corrected in the two tables here, for all to see.
"""

import csv
import json
import re
import sys
from pathlib import Path

TATWEEL = "\u0640"
ARABIC = {72: "جمجمة", 110: "صورة أشعة", 145: "توحد", 150: "انتشار", 153: "إعاقة جسدية", 154: "إعاقة بصرية",
          332: "موكيت / فرش أرضي", 335: "شريط كاسيت"}  # fmt: skip
ENGLISH = {
    64: "hamza on the line, as KArSL names it", 67: "alif with madda", 70: "al (the article)",
    75: "respiratory system", 78: "breathing in and out", 79: "digestive system", 94: "bleeding wound",
    95: "burns", 96: "anaesthetic", 110: "X-ray", 118: "diarrhoea", 126: "cardiac arrest", 133: "menstruation",
    139: "injection", 140: "vaccination", 143: "drugs", 145: "autism", 146: "Down syndrome", 151: "disability",
    152: "mental disability", 153: "physical disability", 154: "visual impairment", 155: "hearing impairment",
    165: "be silent", 166: "smell", 206: "marriage", 207: "pregnancy", 232: "frustrated", 236: "muddled",
    243: "admiring", 256: "crying", 265: "patience", 269: "altruism", 290: "peace be upon you", 298: "gift",
    319: "small cup", 321: "cup, glass", 323: "dining room", 330: "towel", 331: "carpet, prayer rug",
    337: "satellite dish", 342: "guest room", 344: "incense burner", 349: "electricity", 355: "weather thermometer",
    358: "Jesus the Messiah", 364: "two testimonies of faith", 382: "call to prayer", 383: "wiping over the socks",
    385: "noon prayer", 384: "dawn prayer", 386: "afternoon prayer", 387: "sunset prayer", 388: "night prayer",
    389: "sermon", 391: "preacher", 395: "imam", 397: "verse", 399: "feast", 406: "Mina", 425: "those who go astray",
    426: "those who earned anger", 434: "good deeds", 436: "permitted", 456: "religious duties",
    458: "morals, or creation", 461: "butcher", 465: "head of department", 467: "electric welding",
    475: "head of state", 478: "crown prince, deputy minister", 479: "speaker of parliament", 484: "officer",
    494: "employee", 498: "nurse (woman)", 499: "nurse (man)",
}  # fmt: skip


def clean(label: str) -> list[str]:
    """A label's names, the first of them its own."""
    label = label.replace(TATWEEL, "")
    inside = re.findall(r"\(([^)]*)\)", label)
    names = [*re.sub(r"\([^)]*\)", " ", label).split("/"), *inside]
    names = [" ".join(re.sub(r"[A-Za-z]+", " ", name).split()) for name in names]
    return list(dict.fromkeys(name for name in names if name))


def kind(number: int) -> str:
    """KArSL's order: numbers, letters (with hamza forms, لا and ال), then words."""
    return "number" if number <= 31 else "letter" if number <= 70 else "sign"


def rows(path: Path) -> list[list[str]]:
    """`[number, kind, label, english, also]` of every sign."""
    given = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for number, (arabic, english) in enumerate(zip(given["AR_WORDS"], given["EN_WORDS"], strict=True), 1):
        label, *also = clean(ARABIC.get(number, str(arabic)))
        meant = " ".join(ENGLISH.get(number, str(english)).split())
        if [label, meant] != [str(arabic), str(english)]:
            print(f"{number}: {arabic!r} {english!r} -> {label!r} {meant!r}", file=sys.stderr)
        found.append([str(number), kind(number), label, meant, "; ".join(also)])
    return found


def main() -> None:
    """Writes the table."""
    source, target = map(Path, sys.argv[1:3])
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["number", "kind", "label", "english", "also"])
        table.writerows(rows(source))


if __name__ == "__main__":
    main()
